package app.dollr.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The one place where a test waits for another thread or process: no longer than needed, and never
 * for ever.
 */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(2);

  private Eventually() {}

  /** Returns as soon as {@code condition} holds; fails with {@code what} when it does not. */
  public static void holds(String what, BooleanSupplier condition) {
    long began = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new AssertionError("%s: not after %s".formatted(what, PATIENCE));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
