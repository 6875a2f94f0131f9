package app.dollr.platform.events;

import app.dollr.platform.database.Binding;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.platform.http.Paging;
import app.dollr.values.MerchantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All SQL of events. */
final class EventStore {
  /** The relation of what happened, which {@link #told} and {@link #guarded} read. */
  static final String HAPPENED = "happened";

  private static final int SLOTS = 8;
  private static final Duration SLOT = Duration.ofDays(7);

  private static final Sql TOLD =
      Sql.of(
          """
          , told as (
            insert into platform.event
              (merchant_id, slot, types, object_type, object_id, sequence, data, created_at)
            select merchant_id, :slot, event_types, event_object, event_object_id, event_sequence,
              event_data, :now
            from happened
            where event_types is not null)
          select * from happened
          """);

  private static final Sql TELL =
      Sql.each(
          "merchant bigint, slot smallint, types text[], object text, object_id bigint,"
              + " sequence int, data text, now timestamptz",
          """
          insert into platform.event
            (merchant_id, slot, types, object_type, object_id, sequence, data, created_at)
          select merchant, slot, types, object, object_id, sequence, data, now
          from given
          """);

  private static final Sql LIST =
      Sql.of(
          """
          select e.merchant_id, e.id * 2 + t.place - 1 as id, t.type, e.object_type, e.object_id,
            e.sequence, e.data, e.created_at
          from (
            select * from platform.event
            where merchant_id = :merchant and id <= :before / 2
            order by id desc
            limit :rows) e
          cross join lateral unnest(e.types) with ordinality as t (type, place)
          where e.id * 2 + t.place - 1 < :before
            and (:type::text is null or t.type like :type)
            and (:object_type::text is null or e.object_type = :object_type)
            and (:object_id::bigint is null or e.object_id = :object_id)
          order by e.id desc, t.place desc
          limit :limit
          """);

  private static final Sql LAST_LOOKED_AT =
      Sql.of(
          """
          select case when count(*) = :rows then min(id) * 2 end as last
          from (
            select id from platform.event
            where merchant_id = :merchant and id <= :before / 2
            order by id desc
            limit :rows) as looked_at
          """);

  private static final Sql COUNT =
      Sql.of(
          """
          select coalesce(sum(cardinality(types)), 0)::bigint as total
          from platform.event
          where merchant_id = :merchant
          """);

  private static final Sql FIND =
      Sql.of(
          """
          select e.merchant_id, :id::bigint as id, e.types[:id % 2 + 1] as type, e.object_type,
            e.object_id, e.sequence, e.data, e.created_at
          from platform.event e
          where e.merchant_id = :merchant and e.id = :id / 2
            and cardinality(e.types) > :id % 2
          """);

  private static final Sql SETTLED =
      Sql.of(
          """
          select e.merchant_id, e.id as event_row, e.xid as event_xid, e.xid::text as xid,
            e.types, e.object_type,
            e.object_id, e.sequence
          from platform.event e
          where (e.xid, e.id) > (:transaction::xid8, :row)
            and e.xid < pg_snapshot_xmin(pg_current_snapshot())
          order by e.xid, e.id
          limit :most
          """);

  private static final Sql AFTER =
      Sql.of(
          """
          select e.merchant_id, e.id * 2 as id, e.xid::text as xid, e.id as event_row,
            e.types[1] as type, e.object_type, e.object_id, e.sequence, e.data, e.created_at
          from platform.event e
          where (e.xid, e.id) > (:transaction::xid8, :row)
            and e.xid < pg_snapshot_xmin(pg_current_snapshot())
          order by e.xid, e.id
          limit :most
          """);

  private static final Sql UNSETTLED =
      Sql.of(
          """
          select exists (
            select from platform.event
            where xid >= pg_snapshot_xmin(pg_current_snapshot())) as some
          """);

  private static final Sql LAST_TRANSACTION =
      Sql.of("select xid::text as xid from platform.event order by xid desc limit 1");

  private static final Sql NOW_AT =
      Sql.of("select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)::text as xid");

  private static final Sql NOTIFY = Sql.of("select pg_notify('dollr_events', :node)");

  private static final Sql CLEAR = Sql.of("select platform.clear_events(:before) as cleared");

  private final Map<String, Sql> guarded = new ConcurrentHashMap<>();

  /** Writes what {@link #HAPPENED} tells, and answers it. */
  Step<Done> told(Instant now) {
    return TOLD.with("slot", slot(now)).with("now", now).done();
  }

  /** Writes what the relation of what happened tells; refuses when anything has not. */
  Step<Done> guarded(String guard) {
    return guarded.computeIfAbsent(guard, EventStore::guardedBy).bare().done();
  }

  Step<Done> tell(Happening happening, Instant now) {
    return TELL.with("merchant", happening.merchant().value())
        .with("slot", slot(now))
        .with("types", happening.types().toArray(String[]::new))
        .with("object", happening.objectType())
        .with("object_id", happening.objectId())
        .with("sequence", happening.sequence())
        .with("data", happening.data())
        .with("now", now)
        .done();
  }

  /**
   * Events that pass the filter, the newest first.
   *
   * @param rows how many of the log are looked at
   */
  Step<List<Event>> list(MerchantId merchant, EventFilter filter, Paging paging, int rows) {
    return filtered(LIST.with("merchant", merchant.value()), filter)
        .with("before", paging.after().orElse(Long.MAX_VALUE))
        .with("limit", paging.fetch())
        .with("rows", rows)
        .list(EventStore::event);
  }

  /** Where looking at so many rows ends, as the event to go on after; empty where the log ends. */
  Step<Optional<Long>> lastLookedAt(MerchantId merchant, Paging paging, int rows) {
    return LAST_LOOKED_AT
        .with("merchant", merchant.value())
        .with("before", paging.after().orElse(Long.MAX_VALUE))
        .with("rows", rows)
        .only(row -> row.optionalNumber("last"));
  }

  Step<Long> count(MerchantId merchant) {
    return COUNT.with("merchant", merchant.value()).only(row -> row.number("total"));
  }

  Step<Optional<Event>> find(MerchantId merchant, long id) {
    return FIND.with("merchant", merchant.value()).with("id", id).first(EventStore::event);
  }

  /** What follows a cursor, as a relation for statements of other rooms. */
  Step<List<Cursor>> settled(Cursor cursor, int most) {
    return SETTLED
        .with("transaction", cursor.transaction())
        .with("row", cursor.row())
        .with("most", most)
        .list(row -> new Cursor(row.text("xid"), row.number("event_row")));
  }

  /** An event, and the cursor after it. */
  record Read(Event event, Cursor cursor) {}

  /** What follows a cursor; of rows that tell two events, the general one. */
  Step<List<Read>> after(Cursor cursor, int most) {
    return AFTER
        .with("transaction", cursor.transaction())
        .with("row", cursor.row())
        .with("most", most)
        .list(row -> new Read(event(row), new Cursor(row.text("xid"), row.number("event_row"))));
  }

  /** Whether there is something that cannot be read yet. */
  Step<Boolean> unsettled() {
    return UNSETTLED.bare().only(row -> row.flag("some"));
  }

  /** The highest number of a transaction that is remembered here. */
  Step<Optional<String>> lastTransaction() {
    return LAST_TRANSACTION.bare().first(row -> row.text("xid"));
  }

  /** The cursor after all that can be read now. */
  Step<Cursor> end() {
    return NOW_AT.bare().only(row -> new Cursor(row.text("xid"), Long.MAX_VALUE));
  }

  Step<Done> tellNodes(String node) {
    return NOTIFY.with("node", node).done();
  }

  Step<Integer> clear(Instant before) {
    return CLEAR.with("before", before).only(row -> row.count("cleared"));
  }

  private static Sql guardedBy(String guard) {
    return Sql.each(
        "",
        """
        with told as (
          insert into platform.event
            (merchant_id, slot, types, object_type, object_id, sequence, data, created_at)
          select merchant_id, (extract(epoch from event_at)::bigint / %d %% %d)::smallint,
            event_types, event_object, event_object_id, event_sequence, event_data, event_at
          from happened)
        select platform.refuse_unless((select count(*) from happened) = :rows, '%s')
        """
            .formatted(SLOT.toSeconds(), SLOTS, guard));
  }

  private static int slot(Instant now) {
    return (int) Math.floorMod(now.getEpochSecond() / SLOT.toSeconds(), (long) SLOTS);
  }

  private static Binding filtered(Binding binding, EventFilter filter) {
    return binding
        .with("type", filter.type().map(EventStore::pattern))
        .with("object_type", filter.objectType())
        .with("object_id", filter.objectId());
  }

  /** A type, where {@code *} may end it, as a pattern. */
  private static String pattern(String type) {
    return type.replace("%", "\\%").replace("_", "\\_").replace('*', '%');
  }

  private static Event event(Row row) {
    return new Event(
        new MerchantId(row.number("merchant_id")),
        row.number("id"),
        row.text("type"),
        row.text("object_type"),
        row.number("object_id"),
        row.count("sequence"),
        row.text("data"),
        row.moment("created_at"));
  }
}
