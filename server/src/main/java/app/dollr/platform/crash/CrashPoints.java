package app.dollr.platform.crash;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * The place at which this process dies, if any. It is armed once, at the start, and never where
 * real money moves.
 */
public final class CrashPoints {
  private static final int KILLED = 137;
  private static volatile Optional<Armed> armed = Optional.empty();

  private CrashPoints() {}

  /** Makes this process die as {@code crash} says. */
  public static void arm(Crash crash) {
    armed = Optional.of(new Armed(crash));
  }

  /** Dies here, without any goodbye, if this is the place for whichever payment comes first. */
  public static void reach(CrashPoint point) {
    if (armed.isPresent()) {
      armed.get().reach(point, Optional.empty());
    }
  }

  /** Dies here, or waits here until the others whose place it is are there too. */
  public static void reach(CrashPoint point, UUID reference) {
    if (armed.isPresent()) {
      armed.get().reach(point, Optional.of(reference));
    }
  }

  private static final class Armed {
    private final Crash crash;
    private final Set<UUID> missing;

    Armed(Crash crash) {
      this.crash = crash;
      this.missing = new HashSet<>(crash.references());
    }

    void reach(CrashPoint point, Optional<UUID> reference) {
      if (point != crash.point()) {
        return;
      }
      if (crash.references().isEmpty()) {
        die();
      }
      if (reference.filter(crash.references()::contains).isPresent()) {
        arrive(reference.get());
        while (true) {
          LockSupport.park(this);
        }
      }
    }

    private synchronized void arrive(UUID reference) {
      missing.remove(reference);
      if (missing.isEmpty()) {
        die();
      }
    }

    private static void die() {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
