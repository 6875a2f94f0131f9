package app.dollr.paypage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Server-sent events for pages that wait: one event once their standing has changed, and then the
 * end. A page that gets no stream, because there are too many, asks by itself.
 */
final class Live implements AutoCloseable {
  private static final int MOST_STREAMS = 2_000;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int LOOKS_A_BREATH = 10;
  private static final int MOST_LOOKS = 300;

  private final Semaphore free = new Semaphore(MOST_STREAMS);
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Whether another stream may begin; whoever is told so has to {@link #watch}. */
  boolean admit() {
    return closed.getCount() > 0 && free.tryAcquire();
  }

  /**
   * Watches until there is something new, five minutes at most.
   *
   * @param news the page's new content; empty as long as nothing has changed
   */
  void watch(OutputStream stream, Supplier<Optional<String>> news) throws IOException {
    try {
      write(stream, ": watching\n\n");
      for (int look = 1; look <= MOST_LOOKS && !isClosing(); look++) {
        var content = news.get();
        if (content.isPresent()) {
          write(stream, event(content.get()));
          return;
        }
        if (look % LOOKS_A_BREATH == 0) {
          write(stream, ": still watching\n\n");
        }
      }
    } finally {
      free.release();
    }
  }

  /** Ends all streams; their pages come back, here or elsewhere. */
  @Override
  public void close() {
    closed.countDown();
  }

  /** Waits until it is time to look, or to end. */
  private boolean isClosing() {
    try {
      return closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static String event(String content) {
    var event = new StringBuilder("event: standing\n");
    content.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
    return event.append('\n').toString();
  }

  private static void write(OutputStream stream, String text) throws IOException {
    stream.write(text.getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }
}
