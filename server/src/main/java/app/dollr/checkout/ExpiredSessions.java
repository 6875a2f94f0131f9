package app.dollr.checkout;

import app.dollr.platform.database.Database;
import app.dollr.platform.database.Transaction;
import app.dollr.platform.events.Events;
import app.dollr.platform.jobs.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The job that tells which checkout sessions have expired unpaid, a minute after they have: by then
 * no payment that came in time can still be on its way into the database.
 */
public final class ExpiredSessions implements Job {
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final Duration LONGEST_SPAN = Duration.ofMinutes(10);

  private final Database database;
  private final SessionStore store = new SessionStore();
  private final Events events;
  private final Clock clock;

  public ExpiredSessions(Database database, Events events, Clock clock) {
    this.database = database;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public boolean runOnce() {
    return database.inTransaction(this::tell);
  }

  @Override
  public Optional<Instant> oldestDue() {
    return Optional.empty();
  }

  /** Tells of a span of time; whether there was something, or may be more. */
  private boolean tell(Transaction transaction) {
    var held = transaction.run(store.holdExpiry());
    if (held.isEmpty()) {
      return false;
    }
    var end = clock.instant().minus(MARGIN);
    var from = held.get().toldUntil().orElse(end);
    if (!from.isBefore(end)) {
      transaction.run(store.toldUntil(from));
      return false;
    }
    var until = from.plus(LONGEST_SPAN).isBefore(end) ? from.plus(LONGEST_SPAN) : end;
    var expired = events.told(store.expired(from, until));
    var found = transaction.run(List.of(expired, store.toldUntil(until))).of(expired);
    return !found.isEmpty() || until.isBefore(end);
  }
}
