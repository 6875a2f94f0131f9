package app.dollr.webhooks;

import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Transaction;
import app.dollr.platform.events.Events;
import app.dollr.platform.jobs.Job;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The job that makes deliveries of events. It goes through the log once: the cursor moves in the
 * transaction that adds the deliveries, so a crash neither loses nor doubles one.
 */
final class FanOut implements Job {
  private static final int MOST_AT_ONCE = 1000;

  private final Database database;
  private final DeliveryStore store;
  private final Events events;
  private final Clock clock;

  FanOut(Database database, DeliveryStore store, Events events, Clock clock) {
    this.database = database;
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public boolean runOnce() {
    // To hold the cursor is a write, which an idle server need not make.
    var cursor = database.run(store.peek());
    boolean handedOut = events.hasNews(cursor) && database.inTransaction(this::handOut);
    if (handedOut) {
      CrashPoints.reach(CrashPoint.AFTER_FAN_OUT);
    }
    return handedOut;
  }

  @Override
  public Optional<Instant> oldestDue() {
    return Optional.empty();
  }

  private boolean handOut(Transaction transaction) {
    var cursor = transaction.run(store.hold());
    if (cursor.isEmpty()) {
      return false;
    }
    var news = events.settled(cursor.get(), MOST_AT_ONCE);
    return transaction.run(store.handOut(news, Events.NEWS, clock.instant())) > 0;
  }
}
