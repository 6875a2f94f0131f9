package app.dollr.gateways.sandbox;

import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.simulators.mobile.Verdict;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All SQL of the simulators' books. */
final class BookStore {
  private static final Sql RECORD =
      Sql.of(
          """
          insert into sandbox.payment
            (key, merchant_id, reference_id, operation, phone, amount_minor, currency, status,
             verdict, code, message, settle_at, paid_minor, transaction_id, callbacks_left,
             callback_at, created_at, settled_at)
          select key, merchant_id, reference_id, operation, phone, amount_minor, currency, status,
            verdict, code, message, settle_at::timestamptz, paid_minor, transaction_id, callbacks,
            callback_at::timestamptz, now::timestamptz,
            case when status <> 'PENDING' then now::timestamptz end
          from unnest(
            :keys::uuid[], :merchants::bigint[], :references::uuid[], :operations::text[],
            :phones::text[], :amounts::bigint[], :currencies::text[], :statuses::text[],
            :verdicts::text[], :codes::text[], :messages::text[], :settle_ats::text[],
            :paids::bigint[], :transactions::text[], :callbacks::bigint[], :callback_ats::text[],
            :nows::text[])
            as entry (key, merchant_id, reference_id, operation, phone, amount_minor, currency,
              status, verdict, code, message, settle_at, paid_minor, transaction_id, callbacks,
              callback_at, now)
          on conflict on constraint payment_pkey do nothing
          """);

  private static final Sql FIND =
      Sql.of(
          """
          select key, merchant_id, reference_id, operation, status, paid_minor, currency,
            transaction_id, code, message
          from sandbox.payment
          where key = any(:keys::uuid[])
          """);

  private static final Sql SETTLE_DUE =
      Sql.of(
          """
          update sandbox.payment
          set status = verdict, settled_at = :now,
            callback_at = case when callbacks_left > 0 then coalesce(callback_at, :now) end
          where key in (
            select key from sandbox.payment
            where status = 'PENDING' and settle_at <= :now
            order by settle_at
            limit :most
            for update skip locked)
          """);

  private static final Sql CALLBACKS_DUE =
      Sql.of(
          """
          select key, merchant_id, reference_id, operation, status, paid_minor, currency,
            transaction_id, code, message
          from sandbox.payment
          where callbacks_left > 0 and callback_at <= :now and status <> 'PENDING'
          order by callback_at
          limit :most
          """);

  private static final Sql CALLED_BACK =
      Sql.of(
          """
          update sandbox.payment
          set callbacks_left = callbacks_left - 1
          where key = :key and callbacks_left > 0
          """);

  private static final Sql NOT_HEARD =
      Sql.of(
          """
          update sandbox.payment
          set callback_at = :again
          where key = :key and callbacks_left > 0
          """);

  private static final Sql RESOLVE =
      Sql.of(
          """
          update sandbox.payment
          set verdict = :verdict, code = :code, message = :message, settle_at = :now
          where reference_id = :reference and status = 'PENDING'
          """);

  private static final Sql OLDEST_DUE =
      Sql.of(
          """
          select min(due) as due from (
            select min(settle_at) as due from sandbox.payment
            where status = 'PENDING' and settle_at is not null
            union all
            select min(callback_at) from sandbox.payment where callbacks_left > 0) as waiting
          """);

  Step<Done> record(List<NewEntry> entries) {
    return RECORD
        .with("keys", texts(entries, e -> e.instruction().key().value().toString()))
        .with("merchants", numbers(entries, e -> e.instruction().merchant().value()))
        .with("references", texts(entries, e -> e.instruction().reference().toString()))
        .with("operations", texts(entries, e -> e.instruction().operation().name()))
        .with("phones", texts(entries, e -> e.instruction().instrument().phone().digits()))
        .with("amounts", numbers(entries, e -> e.instruction().amount().minorUnits()))
        .with("currencies", texts(entries, e -> e.instruction().amount().currency().code()))
        .with("statuses", texts(entries, e -> e.status().name()))
        .with("verdicts", texts(entries, e -> verdict(e.verdict()).orElse(null)))
        .with("codes", texts(entries, e -> e.verdict().flatMap(Verdict::code).orElse(null)))
        .with("messages", texts(entries, e -> e.verdict().flatMap(Verdict::message).orElse(null)))
        .with("settle_ats", texts(entries, e -> e.settleAt().map(Instant::toString).orElse(null)))
        .with("paids", numbers(entries, NewEntry::paidMinor))
        .with("transactions", texts(entries, NewEntry::transaction))
        .with("callbacks", numbers(entries, e -> (long) e.callbacks()))
        .with(
            "callback_ats", texts(entries, e -> e.callbackAt().map(Instant::toString).orElse(null)))
        .with("nows", texts(entries, e -> e.now().toString()))
        .done();
  }

  Step<List<Entry>> find(List<UUID> keys) {
    return FIND.with("keys", keys.stream().map(UUID::toString).toArray(String[]::new))
        .list(BookStore::entry);
  }

  Step<Integer> settleDue(Instant now, int most) {
    return SETTLE_DUE.with("now", now).with("most", most).count();
  }

  Step<List<Entry>> callbacksDue(Instant now, int most) {
    return CALLBACKS_DUE.with("now", now).with("most", most).list(BookStore::entry);
  }

  Step<Integer> calledBack(UUID key) {
    return CALLED_BACK.with("key", key).count();
  }

  Step<Integer> notHeard(UUID key, Instant again) {
    return NOT_HEARD.with("key", key).with("again", again).count();
  }

  /** Decides about what waits under a reference. */
  Step<Integer> resolve(ReferenceId reference, Verdict verdict, Instant now) {
    return RESOLVE
        .with("reference", reference.value())
        .with("verdict", verdict(Optional.of(verdict)))
        .with("code", verdict.code())
        .with("message", verdict.message())
        .with("now", now)
        .count();
  }

  Step<Optional<Instant>> oldestDue() {
    return OLDEST_DUE.bare().only(row -> row.optionalMoment("due"));
  }

  private static Optional<String> verdict(Optional<Verdict> verdict) {
    return verdict.map(v -> (v.completed() ? Entry.Status.COMPLETED : Entry.Status.FAILED).name());
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.uuid("key"),
        new MerchantId(row.number("merchant_id")),
        new ReferenceId(row.uuid("reference_id")),
        row.word("operation", OperationType.class),
        row.word("status", Entry.Status.class),
        new Money(row.number("paid_minor"), new CurrencyCode(row.text("currency"))),
        row.text("transaction_id"),
        row.optionalText("code"),
        row.optionalText("message"));
  }

  private static @Nullable String[] texts(
      List<NewEntry> entries, Function<NewEntry, @Nullable String> column) {
    return entries.stream().map(column).toArray(String[]::new);
  }

  private static Long[] numbers(List<NewEntry> entries, Function<NewEntry, Long> column) {
    return entries.stream().map(column).toArray(Long[]::new);
  }
}
