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

/** All SQL of the simulators' books. */
final class BookStore {
  private static final Sql RECORD =
      Sql.each(
          """
          key uuid, merchant bigint, reference uuid, operation text, phone text, amount bigint,
          currency text, status text, verdict text, code text, message text,
          settle_at timestamptz, paid bigint, transaction text, callbacks int,
          callback_at timestamptz, settled_at timestamptz, now timestamptz
          """,
          """
          insert into sandbox.payment
            (key, merchant_id, reference_id, operation, phone, amount_minor, currency, status,
             verdict, code, message, settle_at, paid_minor, transaction_id, callbacks_left,
             callback_at, created_at, settled_at)
          select key, merchant, reference, operation, phone, amount, currency, status,
            verdict, code, message, settle_at, paid, transaction, callbacks,
            callback_at, now, settled_at
          from given
          on conflict on constraint payment_pkey do nothing
          """);

  private static final Sql FIND =
      Sql.each(
          "key uuid",
          """
          select p.key, p.merchant_id, p.reference_id, p.operation, p.status, p.paid_minor,
            p.currency, p.transaction_id, p.code, p.message
          from sandbox.payment p
          join given on given.key = p.key
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

  /** Writes an entry, unless its key is there already. */
  Step<Done> record(NewEntry entry) {
    var instruction = entry.instruction();
    return RECORD
        .with("key", instruction.key().value())
        .with("merchant", instruction.merchant().value())
        .with("reference", instruction.reference().value())
        .with("operation", instruction.operation())
        .with("phone", instruction.instrument().phone().digits())
        .with("amount", instruction.amount().minorUnits())
        .with("currency", instruction.amount().currency().code())
        .with("status", entry.status())
        .with("verdict", verdict(entry.verdict()))
        .with("code", entry.verdict().flatMap(Verdict::code))
        .with("message", entry.verdict().flatMap(Verdict::message))
        .with("settle_at", entry.settleAt())
        .with("paid", entry.paidMinor())
        .with("transaction", entry.transaction())
        .with("callbacks", entry.callbacks())
        .with("callback_at", entry.callbackAt())
        .with("settled_at", entry.settledAt())
        .with("now", entry.now())
        .done();
  }

  Step<Optional<Entry>> find(UUID key) {
    return FIND.with("key", key).own(row -> row.uuid("key").equals(key), BookStore::entry);
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
}
