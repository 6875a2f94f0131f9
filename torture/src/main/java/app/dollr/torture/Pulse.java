package app.dollr.torture;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** The measuring of how much of the time the server answers, as a caller finds it. */
final class Pulse {
  private static final int PAUSE_MILLIS = 100;
  private static final double WHOLE = 100.0;

  private final Caller caller;
  private final AtomicLong all = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();

  Pulse(Caller caller) {
    this.caller = caller;
  }

  /** Measures until it is told to stop: what passes until an answer counts as answered or not. */
  void run(BooleanSupplier over) throws InterruptedException {
    long since = System.nanoTime();
    while (!over.getAsBoolean()) {
      boolean ready = caller.get("/health/ready").ok();
      Thread.sleep(PAUSE_MILLIS);
      long now = System.nanoTime();
      all.addAndGet(now - since);
      answered.addAndGet(ready ? now - since : 0);
      since = now;
    }
  }

  /** The share of the time in which it answered. */
  double percent() {
    return all.get() == 0 ? 0 : WHOLE * answered.get() / all.get();
  }

  Duration measured() {
    return Duration.ofNanos(all.get());
  }
}
