package app.dollr.torture;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting for what has to come. */
final class Patience {
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final int LOOK_EVERY_MILLIS = 50;

  private Patience() {}

  static void await(String what, Callable<Boolean> holds) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!holds(holds)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited %s in vain: %s".formatted(LONGEST, what));
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private static boolean holds(Callable<Boolean> condition) throws InterruptedException {
    try {
      return condition.call();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
