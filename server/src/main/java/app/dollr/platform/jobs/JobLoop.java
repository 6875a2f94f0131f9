package app.dollr.platform.jobs;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job's thread: work while there is work, then wait. */
final class JobLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobLoop.class);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final String name;
  private final Duration every;
  private final Job job;
  private final Semaphore signals = new Semaphore(0);
  private volatile boolean closed;
  private @Nullable Thread thread;

  JobLoop(String name, Duration every, Job job) {
    this.name = name;
    this.every = every;
    this.job = job;
  }

  void start() {
    thread = Thread.ofVirtual().name("job-" + name).start(this::loop);
  }

  /** Ends the pause it is in. */
  void wake() {
    if (signals.availablePermits() == 0) {
      signals.release();
    }
  }

  boolean runOnce() {
    return job.runOnce();
  }

  @Override
  public void close() {
    closed = true;
    signals.release();
    try {
      if (thread != null) {
        thread.join(GRACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    try {
      while (!closed) {
        if (signals.tryAcquire(pauseMillis(), TimeUnit.MILLISECONDS)) {
          signals.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long pauseMillis() {
    try {
      return job.runOnce() ? 0 : every.toMillis();
    } catch (RuntimeException | Error e) {
      LOG.error("job {} failed", name, e);
      return every.toMillis();
    }
  }
}
