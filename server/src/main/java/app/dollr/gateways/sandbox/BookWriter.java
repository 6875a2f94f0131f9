package app.dollr.gateways.sandbox;

import app.dollr.platform.database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The writing of entries into the books, those that come at the same time in one commit: a
 * simulator must not cost the platform beside it more than a real operator would.
 */
final class BookWriter implements AutoCloseable {
  private static final int MOST_WAITING = 4096;
  private static final int MOST_AT_ONCE = 256;
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private record Waiting(NewEntry entry, CompletableFuture<Entry> written) {}

  private final Database database;
  private final BookStore store;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean closed;

  BookWriter(Database database, BookStore store) {
    this.database = database;
    this.store = store;
    this.thread = Thread.ofVirtual().name("sandbox-books").start(this::loop);
  }

  /** Writes the entry, durably, unless its key is there already; what the books hold then. */
  Entry write(NewEntry entry) throws InterruptedException {
    var written = new CompletableFuture<Entry>();
    queue.put(new Waiting(entry, written));
    if (closed) {
      refuseWaiting();
    }
    try {
      return written.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Writes what waits and ends; what comes later is refused. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    try {
      while (!closed) {
        writeNext();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closed = true;
      refuseWaiting();
    }
  }

  /** It is not interrupted while it waits, for that would cut the connection it may be using. */
  private void writeNext() throws InterruptedException {
    var first = queue.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      List<Waiting> batch = new ArrayList<>(List.of(first));
      queue.drainTo(batch, MOST_AT_ONCE - 1);
      write(batch);
    }
  }

  private void refuseWaiting() {
    List<Waiting> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(waiting -> waiting.written().completeExceptionally(closedAlready()));
  }

  private void write(List<Waiting> batch) {
    try {
      var entries = batch.stream().map(Waiting::entry).toList();
      var record = store.record(entries);
      var find = store.find(entries.stream().map(e -> e.instruction().key().value()).toList());
      Map<UUID, Entry> held =
          database.run(List.of(record, find)).of(find).stream()
              .collect(Collectors.toMap(Entry::key, Function.identity()));
      batch.forEach(waiting -> waiting.written().complete(held(held, waiting)));
    } catch (RuntimeException | Error e) {
      batch.forEach(waiting -> waiting.written().completeExceptionally(e));
    }
  }

  private static Entry held(Map<UUID, Entry> held, Waiting waiting) {
    @Nullable Entry entry = held.get(waiting.entry().instruction().key().value());
    if (entry == null) {
      throw new IllegalStateException("an entry is not in the books it was written into");
    }
    return entry;
  }

  private static IllegalStateException closedAlready() {
    return new IllegalStateException("the sandbox is closed");
  }
}
