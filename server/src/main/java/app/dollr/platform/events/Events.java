package app.dollr.platform.events;

import app.dollr.platform.database.Database;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Paging;
import app.dollr.values.MerchantId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The log of what happened. An event is written by the statement that makes it happen, so that
 * neither is there without the other and no payment waits for one round trip more.
 */
public final class Events {
  /** The relation as which {@link #settled} is known to statements that it feeds. */
  public static final String NEWS = "news";

  private static final Duration KEPT = Duration.ofDays(35);
  private static final int LOOKED_AT = 20_000;

  /** An event that nobody has. */
  private static final long NONE = 0;

  private final Database database;
  private final EventStore store = new EventStore();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final int lookedAt;
  private final Clock clock;

  public Events(Database database, Clock clock) {
    this(database, LOOKED_AT, clock);
  }

  /**
   * @param lookedAt at how many rows of the log one page of a filtered list looks
   */
  Events(Database database, int lookedAt, Clock clock) {
    this.database = database;
    this.lookedAt = lookedAt;
    this.clock = clock;
  }

  /**
   * A step that also tells what it does. Its rows are those of a writing statement, with the
   * columns merchant_id, event_types (null: nothing to tell), event_object, event_object_id,
   * event_sequence and event_data beside its own.
   */
  public <T> Step<T> told(Step<T> happening) {
    return happening.readBy(store.told(clock.instant()), EventStore.HAPPENED).map(this::announced);
  }

  /**
   * A step that also tells what it does, for each of many, guarded: with a row less it refuses all.
   * Its rows are as for {@link #told}, with the column event_at besides.
   */
  public Step<Done> guarded(Step<Done> happening, String guard) {
    return happening.readBy(store.guarded(guard), EventStore.HAPPENED).map(this::announced);
  }

  /** Tells what another step of the transaction does, which has to refuse all if it does not. */
  public Step<Done> tell(Happening happening) {
    return store.tell(happening, clock.instant()).map(this::announced);
  }

  /** Has {@code listener} told, after something was written by this node; it must be quick. */
  public void onWritten(Runnable listener) {
    listeners.add(listener);
  }

  /** The merchant's event with this id. */
  public Optional<Event> find(MerchantId merchant, long id) {
    return database.run(store.find(merchant, id));
  }

  /**
   * The merchant's events, the newest first.
   *
   * @throws Refused with CURSOR_UNKNOWN when there is no such event
   */
  public Paging.Page<Event> list(MerchantId merchant, Paging paging) {
    // A row tells an event or two, and the one of the cursor may have none left.
    var list = store.list(merchant, EventFilter.ALL, paging, paging.fetch() + 1);
    var last = store.find(merchant, paging.after().orElse(NONE));
    var found = database.run(List.of(last, list));
    requireCursor(paging, found.of(last).isPresent());
    var items = found.of(list);
    boolean more = items.size() > paging.limit();
    return new Paging.Page<>(items, more ? database.run(store.count(merchant)) : items.size());
  }

  /**
   * A part of a filtered list.
   *
   * @param next the event after which it goes on; empty when that was all
   */
  public record Part(List<Event> items, Optional<Long> next) {}

  /**
   * The merchant's events that pass the filter, the newest first. However few pass it, only so much
   * of the log is looked at; then the part is a short one, and says where to go on.
   *
   * @throws Refused with CURSOR_UNKNOWN when there is no such event
   */
  public Part list(MerchantId merchant, EventFilter filter, Paging paging) {
    var list = store.list(merchant, filter, paging, lookedAt);
    var end = store.lastLookedAt(merchant, paging, lookedAt);
    var last = store.find(merchant, paging.after().orElse(NONE));
    var found = database.run(List.of(last, list, end));
    requireCursor(paging, found.of(last).isPresent());
    var items = found.of(list);
    if (items.size() <= paging.limit()) {
      return new Part(items, found.of(end));
    }
    var shown = items.subList(0, paging.limit());
    return new Part(shown, Optional.of(shown.getLast().id()));
  }

  private static void requireCursor(Paging paging, boolean found) {
    if (paging.after().isPresent() && !found) {
      throw Refused.query("starting_after", ErrorCode.CURSOR_UNKNOWN);
    }
  }

  /**
   * What follows a cursor, as the relation {@link #NEWS} for a statement of a room that passes it
   * on: merchant_id, event_row, event_xid, types, object_type, object_id and sequence. The ids of
   * the events of a row are event_row × 2, and that + 1 for its second type.
   */
  public Step<?> settled(Cursor cursor, int most) {
    return store.settled(cursor, most);
  }

  /** Whether something that follows a cursor can be read. */
  public boolean hasNews(Cursor cursor) {
    return !database.run(store.settled(cursor, 1)).isEmpty();
  }

  /** The cursor after all that can be read now. */
  public Cursor end() {
    return database.run(store.end());
  }

  /** The highest number of a transaction that is remembered here. */
  public Optional<String> lastTransaction() {
    return database.run(store.lastTransaction());
  }

  /** Removes what is more than five weeks old. */
  public void removeOld() {
    database.run(store.clear(clock.instant().minus(KEPT)));
  }

  /** Read together with the answer, when the transaction is over or about to be. */
  private <T> T announced(T answer) {
    listeners.forEach(Runnable::run);
    return answer;
  }
}
