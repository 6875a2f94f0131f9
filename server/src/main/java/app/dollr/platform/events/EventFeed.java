package app.dollr.platform.events;

import app.dollr.platform.database.Database;
import app.dollr.platform.database.Notifications;
import app.dollr.platform.jobs.Job;
import app.dollr.platform.random.Randomness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens from now on, as it becomes known, for those on this node who want to see it at once.
 * It reads the log only while somebody does.
 *
 * <p>It looks when this node has written something, when another node says that it has, and once a
 * second in any case. It, and never a business transaction, tells the other nodes: a notification
 * takes a lock that all commits would queue on.
 */
public final class EventFeed implements Job, AutoCloseable {
  private static final String CHANNEL = "dollr_events";
  private static final int MOST_AT_ONCE = 500;
  private static final Duration BREATH = Duration.ofMillis(4);
  private static final Duration LULL = Duration.ofMillis(25);

  /**
   * Somebody who wants to see what happens.
   *
   * @param interested whether there is anybody to pass it on to now
   */
  private record Listener(BooleanSupplier interested, Consumer<List<Event>> listener) {}

  private final Database database;
  private final EventStore store = new EventStore();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Notifications otherNodes;
  private final String node = Randomness.name("");
  private final AtomicBoolean written = new AtomicBoolean();
  private volatile Runnable waker = () -> {};
  private @Nullable Cursor cursor;

  public EventFeed(Database database, Events events) {
    this.database = database;
    this.otherNodes = database.notifications(CHANNEL, this::hear);
    events.onWritten(() -> {
      if (!written.getAndSet(true)) {
        waker.run();
      }
    });
  }

  /** Passes events on, in the order in which they can be read, while somebody is interested. */
  public void onEvents(BooleanSupplier interested, Consumer<List<Event>> listener) {
    listeners.add(new Listener(interested, listener));
  }

  /** What makes the job run at once. */
  public void wakeBy(Runnable newWaker) {
    waker = newWaker;
  }

  /** Begins to listen to other nodes. */
  public void start() {
    otherNodes.start();
  }

  /**
   * Has events from now on read, for somebody who is about to look at how things stand: what he
   * does not see then, he is told.
   */
  public synchronized void begin() {
    if (cursor == null) {
      cursor = database.run(store.end());
    }
  }

  @Override
  public synchronized boolean runOnce() {
    boolean own = written.getAndSet(false);
    if (own) {
      database.run(store.tellNodes(node));
    }
    if (listeners.stream().noneMatch(listener -> listener.interested().getAsBoolean())) {
      cursor = null;
      // So that what is written in the next moments is told to other nodes at once, not one by one.
      if (own) {
        LockSupport.parkNanos(LULL.toNanos());
      }
      return false;
    }
    begin();
    if (read()) {
      LockSupport.parkNanos(BREATH.toNanos());
      return true;
    }
    boolean more = database.run(store.unsettled());
    if (more) {
      LockSupport.parkNanos(LULL.toNanos());
    }
    return more;
  }

  @Override
  public Optional<Instant> oldestDue() {
    return Optional.empty();
  }

  @Override
  public void close() {
    otherNodes.close();
  }

  private boolean read() {
    var from = cursor;
    if (from == null) {
      return false;
    }
    var read = database.run(store.after(from, MOST_AT_ONCE));
    if (read.isEmpty()) {
      return false;
    }
    cursor = read.getLast().cursor();
    var events = read.stream().map(EventStore.Read::event).toList();
    listeners.forEach(listener -> listener.listener().accept(events));
    return true;
  }

  private void hear(String from) {
    if (!from.equals(node)) {
      waker.run();
    }
  }
}
