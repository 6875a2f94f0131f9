package app.dollr.platform.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The eye on a running server: starts it again should it die, and keeps its log short. */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long MILLIS_BETWEEN_LOOKS = 200;
  private static final long MILLIS_AFTER_A_FAILURE = 5_000;
  private static final Duration TIME_TO_END_A_START = Duration.ofSeconds(10);

  private final PostgresServer server;
  private final PostgresLog log;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;
  private Postmaster postmaster;

  private Watch(PostgresServer server, PostgresLog log, Postmaster postmaster) {
    this.server = server;
    this.log = log;
    this.postmaster = postmaster;
    this.thread = Thread.ofPlatform().daemon().name("embedded-postgres-watch").unstarted(this::run);
  }

  static Watch over(PostgresServer server, PostgresLog log, Postmaster postmaster) {
    var watch = new Watch(server, log, postmaster);
    watch.thread.start();
    return watch;
  }

  /** Returns once it looks no more; a start that is going on may end, unless it takes long. */
  @Override
  public void close() {
    over.countDown();
    try {
      if (!thread.join(TIME_TO_END_A_START)) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      long pause = MILLIS_BETWEEN_LOOKS;
      while (!over.await(pause, TimeUnit.MILLISECONDS)) {
        pause = isWell() ? MILLIS_BETWEEN_LOOKS : MILLIS_AFTER_A_FAILURE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isWell() {
    try {
      if (!postmaster.runs()) {
        LOG.warn("PostgreSQL (process {}) died, starting it again", postmaster.process().pid());
        postmaster = server.startOn(postmaster.port());
        LOG.info("PostgreSQL runs again on port {}", postmaster.port());
      }
      log.shorten();
      return true;
    } catch (RuntimeException | IOException e) {
      LOG.error("PostgreSQL does not run, trying again in {} ms", MILLIS_AFTER_A_FAILURE, e);
      return false;
    }
  }
}
