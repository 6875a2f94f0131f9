package app.dollr.platform.crash;

import java.util.Optional;

/**
 * The place at which this process dies, if any. It is armed once, at the start, and only in a
 * sandbox.
 */
public final class CrashPoints {
  private static final int KILLED = 137;
  private static volatile Optional<CrashPoint> armed = Optional.empty();

  private CrashPoints() {}

  /** Makes this process die when it next reaches {@code point}. */
  public static void arm(CrashPoint point) {
    armed = Optional.of(point);
  }

  /** Dies here, without any goodbye, if this is the place. */
  public static void reach(CrashPoint point) {
    if (armed.isPresent() && armed.get() == point) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
