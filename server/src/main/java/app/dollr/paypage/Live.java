package app.dollr.paypage;

import app.dollr.platform.events.Event;
import app.dollr.platform.events.EventFeed;
import app.dollr.values.MerchantId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Server-sent events for pages that wait: one event once their standing has changed, and then the
 * end. A page looks when something has happened to what it shows, and every ten seconds in any
 * case; one that gets no stream, because there are too many, asks by itself.
 */
final class Live implements AutoCloseable {
  private static final int MOST_STREAMS = 2_000;
  private static final Duration BREATH = Duration.ofSeconds(10);
  private static final int MOST_BREATHS = 30;

  /**
   * Something that a page shows.
   *
   * @param type such as {@code invoice} or {@code execution}, as in events
   */
  record Subject(MerchantId merchant, String type, long id) {}

  private final EventFeed feed;
  private final Semaphore free = new Semaphore(MOST_STREAMS);
  private final Map<Subject, Set<Semaphore>> waiting = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Live(EventFeed feed) {
    this.feed = feed;
    feed.onEvents(() -> !waiting.isEmpty(), this::tell);
  }

  /** Whether another stream may begin; whoever is told so has to {@link #watch}. */
  boolean admit() {
    return !closed && free.tryAcquire();
  }

  /**
   * Watches until there is something new, five minutes at most.
   *
   * @param subjects what has to change before there can be news
   * @param news the page's new content; empty as long as nothing has changed
   */
  void watch(OutputStream stream, List<Subject> subjects, Supplier<Optional<String>> news)
      throws IOException {
    var bell = new Semaphore(0);
    try {
      subjects.forEach(subject -> add(subject, bell));
      // What happens from here on rings; what has happened before is seen at the first look.
      feed.begin();
      write(stream, ": watching\n\n");
      for (int breaths = 0; breaths < MOST_BREATHS && !closed; ) {
        var content = news.get();
        if (content.isPresent()) {
          write(stream, event(content.get()));
          return;
        }
        if (!isRung(bell)) {
          breaths++;
          write(stream, ": still watching\n\n");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      subjects.forEach(subject -> remove(subject, bell));
      free.release();
    }
  }

  /** Ends all streams; their pages come back, here or elsewhere. */
  @Override
  public void close() {
    closed = true;
    waiting.values().forEach(bells -> bells.forEach(Semaphore::release));
  }

  private static boolean isRung(Semaphore bell) throws InterruptedException {
    boolean rung = bell.tryAcquire(BREATH.toMillis(), TimeUnit.MILLISECONDS);
    bell.drainPermits();
    return rung;
  }

  private void add(Subject subject, Semaphore bell) {
    waiting.compute(
        subject,
        (same, before) -> {
          var bells = before == null ? ConcurrentHashMap.<Semaphore>newKeySet() : before;
          bells.add(bell);
          return bells;
        });
  }

  private void remove(Subject subject, Semaphore bell) {
    waiting.computeIfPresent(
        subject,
        (same, bells) -> {
          bells.remove(bell);
          return bells.isEmpty() ? null : bells;
        });
  }

  private void tell(List<Event> events) {
    for (var event : events) {
      var subject = new Subject(event.merchant(), event.objectType(), event.objectId());
      waiting.getOrDefault(subject, Set.of()).forEach(Semaphore::release);
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
