package app.dollr.webhooks;

import app.dollr.platform.database.Binding;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.platform.events.Cursor;
import app.dollr.platform.events.Event;
import app.dollr.platform.http.Paging;
import app.dollr.values.MerchantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All SQL of deliveries: of handing events out, of attempts, and of sending again. */
final class DeliveryStore {
  private static final Sql PEEK =
      Sql.of("select after_xid::text as after_xid, after_row from webhooks.cursor");

  private static final Sql HOLD =
      Sql.of(
          """
          select after_xid::text as after_xid, after_row from webhooks.cursor
          for update skip locked
          """);

  /** Reads the relation {@code news}; see {@link app.dollr.platform.events.Events#settled}. */
  private static final Sql HAND_OUT =
      Sql.of(
          """
          , handed_out as (
            insert into webhooks.delivery
              (merchant_id, endpoint_id, event_id, event_type, object_type, object_id, replay,
               state, attempts, next_at, created_at)
            select p.merchant_id, p.id, news.event_row * 2 + t.place - 1, t.type,
              news.object_type, news.object_id, false, 'PENDING', 0, :now, :now
            from news
            cross join lateral unnest(news.types) with ordinality as t (type, place)
            join webhooks.endpoint p on p.merchant_id = news.merchant_id
            where p.status = 'ENABLED'
              and case t.type
                when 'webhook.ping' then p.id = news.object_id
                else p.types && array[t.type, split_part(t.type, '.', 1) || '.*', '*'] end
            order by news.event_xid, news.event_row, t.place, p.id),
          moved as (
            update webhooks.cursor
            set after_xid = last.event_xid, after_row = last.event_row
            from (
              select event_xid, event_row from news
              order by event_xid desc, event_row desc
              limit 1) as last)
          select count(*) as found from news
          """);

  private static final Sql CLAIM =
      Sql.of(
          """
          with recursive lane as (
            (select endpoint_id from webhooks.delivery
             where state = 'PENDING'
             order by endpoint_id
             limit 1)
            union all
            select (
              select d.endpoint_id from webhooks.delivery d
              where d.state = 'PENDING' and d.endpoint_id > lane.endpoint_id
              order by d.endpoint_id
              limit 1)
            from lane
            where lane.endpoint_id is not null),
          due as (
            select own.merchant_id, own.id
            from lane
            cross join lateral (
              select d.merchant_id, d.id from webhooks.delivery d
              where d.state = 'PENDING'
                and d.endpoint_id = lane.endpoint_id
                and d.next_at <= :now
                and not exists (
                  select from webhooks.delivery earlier
                  where earlier.state = 'PENDING'
                    and earlier.endpoint_id = d.endpoint_id
                    and earlier.object_type = d.object_type
                    and earlier.object_id = d.object_id
                    and earlier.event_id < d.event_id)
              order by d.next_at, d.id
              limit :most
              for update skip locked) as own
            where lane.endpoint_id is not null and lane.endpoint_id <> all(:busy)
            limit :room)
          update webhooks.delivery d
          set next_at = :lease, attempts = d.attempts + 1
          from due, webhooks.endpoint p
          where d.merchant_id = due.merchant_id and d.id = due.id
            and p.merchant_id = d.merchant_id and p.id = d.endpoint_id
          returning d.merchant_id, d.id, d.endpoint_id, d.event_id, d.attempts, p.url,
            p.sealed_secret,
            case when p.previous_until > :now then p.sealed_previous end as sealed_previous
          """);

  private static final Sql NOTE_ATTEMPT =
      Sql.of(
          """
          insert into webhooks.attempt
            (merchant_id, delivery_id, number, began_at, took_micros, status, error, answer)
          select d.merchant_id, d.id, :number, :began, :took, :status, :error, :answer
          from webhooks.delivery d
          where d.merchant_id = :merchant and d.id = :id
          on conflict on constraint attempt_pkey do nothing
          """);

  private static final Sql ARRIVED =
      Sql.of(
          """
          update webhooks.delivery
          set state = 'DELIVERED', next_at = null, ended_at = :now, last_status = :status,
            last_error = null
          where merchant_id = :merchant and id = :id and state = 'PENDING'
          """);

  private static final Sql MISSED =
      Sql.of(
          """
          update webhooks.delivery
          set state = case when :next::timestamptz is null then 'FAILED' else 'PENDING' end,
            next_at = :next,
            ended_at = case when :next::timestamptz is null then :now::timestamptz end,
            last_status = :status,
            last_error = :error
          where merchant_id = :merchant and id = :id and state = 'PENDING'
            and attempts = :number
          """);

  private static final Sql CANCEL_PENDING =
      Sql.of(
          """
          update webhooks.delivery d
          set state = 'CANCELED', next_at = null, ended_at = :now
          from webhooks.endpoint p
          where d.merchant_id = :merchant and d.endpoint_id = :id and d.state = 'PENDING'
            and p.merchant_id = d.merchant_id and p.id = d.endpoint_id
            and p.status = 'DISABLED'
          """);

  private static final Sql LIST_DELIVERIES =
      Sql.of(
          """
          select * from webhooks.delivery
          where merchant_id = :merchant and id < :before
            and (:endpoint::bigint is null or endpoint_id = :endpoint)
            and (:event::bigint is null or event_id = :event)
            and (:state::text is null or state = :state)
          order by id desc
          limit :limit
          """);

  private static final Sql COUNT_DELIVERIES =
      Sql.of(
          """
          select count(*) as total from webhooks.delivery
          where merchant_id = :merchant
            and (:endpoint::bigint is null or endpoint_id = :endpoint)
            and (:event::bigint is null or event_id = :event)
            and (:state::text is null or state = :state)
          """);

  private static final Sql FIND_DELIVERY =
      Sql.of("select * from webhooks.delivery where merchant_id = :merchant and id = :id");

  private static final Sql ATTEMPTS =
      Sql.of(
          """
          select * from webhooks.attempt
          where merchant_id = :merchant and delivery_id = :id
          order by number
          """);

  private static final Sql REPLAY =
      Sql.of(
          """
          insert into webhooks.delivery
            (merchant_id, endpoint_id, event_id, event_type, object_type, object_id, replay, state,
             attempts, next_at, created_at)
          select d.merchant_id, d.endpoint_id, d.event_id, d.event_type, d.object_type,
            d.object_id, true, 'PENDING', 0, :now, :now
          from webhooks.delivery d
          join webhooks.endpoint p on p.merchant_id = d.merchant_id and p.id = d.endpoint_id
          where d.merchant_id = :merchant and d.id = :id and p.status = 'ENABLED'
          returning *
          """);

  private static final Sql REPLAY_ALL =
      Sql.of(
          """
          insert into webhooks.delivery
            (merchant_id, endpoint_id, event_id, event_type, object_type, object_id, replay, state,
             attempts, next_at, created_at)
          select distinct on (d.event_id) d.merchant_id, d.endpoint_id, d.event_id, d.event_type,
            d.object_type, d.object_id, true, 'PENDING', 0, :now::timestamptz, :now::timestamptz
          from webhooks.delivery d
          join webhooks.endpoint p on p.merchant_id = d.merchant_id and p.id = d.endpoint_id
          where d.merchant_id = :merchant and d.endpoint_id = :id and p.status = 'ENABLED'
            and d.created_at >= :since and d.created_at < :until
            and (:all or not exists (
              select from webhooks.delivery other
              where other.merchant_id = d.merchant_id and other.endpoint_id = d.endpoint_id
                and other.event_id = d.event_id and other.state in ('DELIVERED', 'PENDING')))
          order by d.event_id
          limit :most
          """);

  private static final Sql REPLAY_EVENT =
      Sql.of(
          """
          insert into webhooks.delivery
            (merchant_id, endpoint_id, event_id, event_type, object_type, object_id, replay, state,
             attempts, next_at, created_at)
          select p.merchant_id, p.id, :event, :type, :object_type, :object_id, true, 'PENDING', 0,
            :now, :now
          from webhooks.endpoint p
          where p.merchant_id = :merchant and p.status = 'ENABLED'
            and case :type::text
              when 'webhook.ping' then p.id = :object_id
              else p.types && array[:type::text, split_part(:type::text, '.', 1) || '.*', '*'] end
          """);

  private static final Sql NOTE_RESEND =
      Sql.of(
          """
          insert into webhooks.resend (merchant_id, event_id, created_at)
          values (:merchant, :event, :now)
          returning id
          """);

  private static final Sql RESENDS =
      Sql.of(
          """
          select id, event_id, created_at from webhooks.resend
          where merchant_id = :merchant and id > :after
          order by id
          limit 100
          """);

  private static final Sql LAST_RESEND =
      Sql.of(
          """
          select coalesce(max(id), 0)::bigint as last from webhooks.resend
          where merchant_id = :merchant
          """);

  private static final Sql REMOVE_OLD =
      Sql.of(
          """
          delete from webhooks.delivery
          where (merchant_id, id) in (
            select merchant_id, id from webhooks.delivery
            where created_at < :before and state <> 'PENDING'
            limit :most)
          """);

  private static final Sql REMOVE_OLD_RESENDS =
      Sql.of("delete from webhooks.resend where created_at < :before");

  private static final Sql OLDEST_DUE =
      Sql.of("select min(next_at) as due from webhooks.delivery where state = 'PENDING'");

  /** The cursor as it stands. */
  Step<Cursor> peek() {
    return PEEK.bare().only(row -> new Cursor(row.text("after_xid"), row.number("after_row")));
  }

  /** The cursor, held until the transaction ends; empty while another node holds it. */
  Step<Optional<Cursor>> hold() {
    return HOLD.bare().first(row -> new Cursor(row.text("after_xid"), row.number("after_row")));
  }

  /** Makes deliveries of what {@code news} tells, and moves the cursor; says how much that was. */
  Step<Long> handOut(Step<?> news, String name, Instant now) {
    return HAND_OUT.with("now", now).only(row -> row.number("found")).fedBy(news, name);
  }

  /**
   * Takes deliveries that are due, for as long as the lease: of each endpoint some, none of those
   * that are busy, and none before an earlier one about the same object.
   */
  Step<List<Claimed>> claim(List<Long> busy, int most, int room, Instant now, Instant lease) {
    return CLAIM
        .with("busy", busy.toArray(Long[]::new))
        .with("most", most)
        .with("room", room)
        .with("now", now)
        .with("lease", lease)
        .list(row ->
            new Claimed(
                merchant(row),
                row.number("id"),
                row.number("endpoint_id"),
                row.number("event_id"),
                row.count("attempts"),
                row.text("url"),
                secrets(row)));
  }

  Step<Integer> noteAttempt(Claimed claimed, Attempt attempt) {
    return at(NOTE_ATTEMPT, claimed.merchant(), claimed.delivery())
        .with("number", attempt.number())
        .with("began", attempt.beganAt())
        .with("took", attempt.took().toNanos() / 1000)
        .with("status", attempt.status())
        .with("error", attempt.error())
        .with("answer", attempt.answer())
        .count();
  }

  Step<Done> arrived(Claimed claimed, Attempt attempt, Instant now) {
    return at(ARRIVED, claimed.merchant(), claimed.delivery())
        .with("status", attempt.status())
        .with("now", now)
        .done();
  }

  Step<Done> missed(Claimed claimed, Attempt attempt, Optional<Instant> next, Instant now) {
    return at(MISSED, claimed.merchant(), claimed.delivery())
        .with("number", attempt.number())
        .with("status", attempt.status())
        .with("error", attempt.error())
        .with("next", next)
        .with("now", now)
        .done();
  }

  /** Cancels what waits for an endpoint that is disabled. */
  Step<Done> cancelPending(MerchantId merchant, long endpoint, Instant now) {
    return at(CANCEL_PENDING, merchant, endpoint).with("now", now).done();
  }

  /** Which deliveries are wanted. */
  record Filter(Optional<Long> endpoint, Optional<Long> event, Optional<DeliveryState> state) {}

  Step<List<Delivery>> deliveries(MerchantId merchant, Filter filter, Paging paging) {
    return filtered(LIST_DELIVERIES, merchant, filter)
        .with("before", paging.after().orElse(Long.MAX_VALUE))
        .with("limit", paging.fetch())
        .list(DeliveryStore::delivery);
  }

  Step<Long> countDeliveries(MerchantId merchant, Filter filter) {
    return filtered(COUNT_DELIVERIES, merchant, filter).only(row -> row.number("total"));
  }

  Step<Optional<Delivery>> delivery(MerchantId merchant, long id) {
    return at(FIND_DELIVERY, merchant, id).first(DeliveryStore::delivery);
  }

  Step<List<Attempt>> attempts(MerchantId merchant, long delivery) {
    return at(ATTEMPTS, merchant, delivery).list(DeliveryStore::attempt);
  }

  /** Makes the same delivery again, unless its endpoint is disabled. */
  Step<Optional<Delivery>> replay(MerchantId merchant, long delivery, Instant now) {
    return at(REPLAY, merchant, delivery).with("now", now).first(DeliveryStore::delivery);
  }

  /** Makes deliveries of a time again: all, or those that have not arrived. */
  Step<Integer> replayAll(
      MerchantId merchant, long endpoint, Span span, boolean all, int most, Instant now) {
    return at(REPLAY_ALL, merchant, endpoint)
        .with("since", span.since())
        .with("until", span.until())
        .with("all", all)
        .with("most", most)
        .with("now", now)
        .count();
  }

  /** A time from, and up to but not at. */
  record Span(Instant since, Instant until) {}

  /** Makes deliveries of one event to all endpoints that want it. */
  Step<Integer> replayEvent(Event event, Instant now) {
    return REPLAY_EVENT
        .with("merchant", event.merchant().value())
        .with("event", event.id())
        .with("type", event.type())
        .with("object_type", event.objectType())
        .with("object_id", event.objectId())
        .with("now", now)
        .count();
  }

  Step<Long> noteResend(MerchantId merchant, long event, Instant now) {
    return NOTE_RESEND
        .with("merchant", merchant.value())
        .with("event", event)
        .with("now", now)
        .only(row -> row.number("id"));
  }

  /** An event that was asked for again. */
  record Resend(long id, long event, Instant at) {}

  Step<List<Resend>> resends(MerchantId merchant, long after) {
    return RESENDS
        .with("merchant", merchant.value())
        .with("after", after)
        .list(
            row -> new Resend(row.number("id"), row.number("event_id"), row.moment("created_at")));
  }

  Step<Long> lastResend(MerchantId merchant) {
    return LAST_RESEND.with("merchant", merchant.value()).only(row -> row.number("last"));
  }

  Step<Integer> removeOld(Instant before, int most) {
    return REMOVE_OLD.with("before", before).with("most", most).count();
  }

  Step<Done> removeOldResends(Instant before) {
    return REMOVE_OLD_RESENDS.with("before", before).done();
  }

  Step<Optional<Instant>> oldestDue() {
    return OLDEST_DUE.bare().only(row -> row.optionalMoment("due"));
  }

  private static Binding at(Sql sql, MerchantId merchant, long id) {
    return sql.with("merchant", merchant.value()).with("id", id);
  }

  private static Binding filtered(Sql sql, MerchantId merchant, Filter filter) {
    return sql.with("merchant", merchant.value())
        .with("endpoint", filter.endpoint())
        .with("event", filter.event())
        .with("state", filter.state());
  }

  private static List<byte[]> secrets(Row row) {
    return Stream.concat(
            Stream.of(row.bytes("sealed_secret")), row.optionalBytes("sealed_previous").stream())
        .toList();
  }

  private static MerchantId merchant(Row row) {
    return new MerchantId(row.number("merchant_id"));
  }

  private static Delivery delivery(Row row) {
    return new Delivery(
        row.number("id"),
        row.number("endpoint_id"),
        row.number("event_id"),
        row.text("event_type"),
        row.flag("replay"),
        row.word("state", DeliveryState.class),
        row.count("attempts"),
        row.optionalMoment("next_at"),
        row.optionalCount("last_status"),
        row.optionalText("last_error"),
        row.moment("created_at"),
        row.optionalMoment("ended_at"));
  }

  private static Attempt attempt(Row row) {
    return new Attempt(
        row.count("number"),
        row.moment("began_at"),
        Duration.ofNanos(row.number("took_micros") * 1000),
        row.optionalCount("status"),
        row.optionalText("error"),
        row.optionalText("answer"));
  }
}
