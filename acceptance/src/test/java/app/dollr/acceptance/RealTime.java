package app.dollr.acceptance;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for another process, which lives in real time. Tests in one process set their clock. */
final class RealTime {
  private static final int LOOK_EVERY_MILLIS = 50;

  private RealTime() {}

  /** Waits until something holds; fails, saying what was awaited, when it takes too long. */
  static void await(String what, Duration patience, BooleanSupplier holds) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited %s in vain: %s".formatted(patience, what));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
