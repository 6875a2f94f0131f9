package app.dollr.gateways.sandbox;

import app.dollr.gateways.Instruction;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.simulators.stripe.CardError;
import app.dollr.simulators.stripe.IntentStatus;
import app.dollr.simulators.stripe.PaymentIntent;
import app.dollr.simulators.stripe.Refund;
import app.dollr.simulators.stripe.TestCard;
import app.dollr.simulators.stripe.TestCards;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** All SQL of the simulated card gateway's books. */
final class CardStore {
  private static final Sql ADD =
      Sql.of(
          """
          insert into sandbox.payment_intent
            (id, key, merchant_id, reference_id, client_secret, amount_minor, currency, status,
             payment_method, error_code, decline_code, error_message, paid_minor, callbacks_left,
             created_at, updated_at)
          values
            (:id, :key, :merchant, :reference, :secret, :amount, :currency, :status,
             :card, :code, :decline, :message, :paid, 0,
             :now, :now)
          on conflict on constraint payment_intent_key do nothing
          """);

  private static final Sql FIND = Sql.of("select * from sandbox.payment_intent where id = :id");

  private static final Sql FIND_BY_KEY =
      Sql.of("select * from sandbox.payment_intent where key = :key");

  private static final Sql LOCK =
      Sql.of("select * from sandbox.payment_intent where id = :id for update");

  private static final Sql LOCK_BY_KEY =
      Sql.of("select * from sandbox.payment_intent where key = :key for update");

  private static final Sql LOCK_BY_REFERENCE =
      Sql.of(
          """
          select * from sandbox.payment_intent
          where reference_id = :reference and status not in ('SUCCEEDED', 'CANCELED')
          for update
          """);

  private static final Sql CHANGE =
      Sql.of(
          """
          update sandbox.payment_intent
          set status = :status, payment_method = :card, error_code = :code,
            decline_code = :decline, error_message = :message, callbacks_left = :callbacks,
            callback_at = :callback_at, updated_at = :now
          where id = :id
          """);

  private static final Sql ADD_REFUND =
      Sql.of(
          """
          insert into sandbox.refund
            (id, key, payment_intent_id, merchant_id, reference_id, amount_minor, currency, status,
             fails_later, settle_at, callbacks_left, created_at)
          values
            (:id, :key, :intent, :merchant, :reference, :amount, :currency, :status,
             :fails_later, :settle_at, 0, :now)
          on conflict on constraint refund_key do nothing
          """);

  private static final Sql FIND_REFUND = Sql.of("select * from sandbox.refund where key = :key");

  private static final Sql REFUNDED =
      Sql.of(
          """
          select coalesce(sum(amount_minor), 0)::bigint as refunded from sandbox.refund
          where payment_intent_id = :intent and status <> 'FAILED'
          """);

  private static final Sql SETTLE_REFUNDS =
      Sql.of(
          """
          update sandbox.refund
          set status = case when fails_later then 'FAILED' else 'SUCCEEDED' end,
            settle_at = null, callbacks_left = 1, callback_at = :now
          where id in (
            select id from sandbox.refund
            where settle_at <= :now
            order by settle_at
            limit :most
            for update skip locked)
          """);

  private static final Sql CALLBACKS_DUE =
      Sql.of(
          """
          select * from sandbox.payment_intent
          where callbacks_left > 0 and callback_at <= :now
          order by callback_at
          limit :most
          """);

  private static final Sql REFUND_CALLBACKS_DUE =
      Sql.of(
          """
          select * from sandbox.refund
          where callbacks_left > 0 and callback_at <= :now
          order by callback_at
          limit :most
          """);

  private static final Sql CALLED_BACK =
      Sql.of(
          """
          update sandbox.payment_intent
          set callbacks_left = callbacks_left - 1
          where id = :id and status = :status and callbacks_left > 0
          """);

  private static final Sql REFUND_CALLED_BACK =
      Sql.of(
          """
          update sandbox.refund
          set callbacks_left = callbacks_left - 1
          where id = :id and callbacks_left > 0
          """);

  private static final Sql NOT_HEARD =
      Sql.of(
          """
          update sandbox.payment_intent
          set callback_at = :again
          where id = :id and callbacks_left > 0
          """);

  private static final Sql REFUND_NOT_HEARD =
      Sql.of(
          """
          update sandbox.refund
          set callback_at = :again
          where id = :id and callbacks_left > 0
          """);

  private static final Sql OLDEST_DUE =
      Sql.of(
          """
          select min(due) as due from (
            select min(callback_at) as due from sandbox.payment_intent where callbacks_left > 0
            union all
            select min(settle_at) from sandbox.refund where settle_at is not null
            union all
            select min(callback_at) from sandbox.refund where callbacks_left > 0) as waiting
          """);

  Step<Integer> add(Instruction instruction, CardEntry entry, Instant now) {
    var intent = entry.intent();
    return ADD.with("id", intent.id())
        .with("key", instruction.key().value())
        .with("merchant", entry.merchant().value())
        .with("reference", entry.reference().value())
        .with("secret", intent.clientSecret())
        .with("amount", intent.amount())
        .with("currency", instruction.amount().currency().code())
        .with("status", intent.status())
        .with("card", intent.card().map(TestCard::id))
        .with("code", intent.lastError().map(CardError::code))
        .with("decline", intent.lastError().flatMap(CardError::declineCode))
        .with("message", intent.lastError().map(CardError::message))
        .with("paid", entry.paid().minorUnits())
        .with("now", now)
        .count();
  }

  Step<Optional<CardEntry>> find(String id) {
    return FIND.with("id", id).first(CardStore::entry);
  }

  Step<Optional<CardEntry>> find(UUID key) {
    return FIND_BY_KEY.with("key", key).first(CardStore::entry);
  }

  /** The payment, held until the transaction ends. */
  Step<Optional<CardEntry>> lock(String id) {
    return LOCK.with("id", id).first(CardStore::entry);
  }

  Step<Optional<CardEntry>> lock(UUID key) {
    return LOCK_BY_KEY.with("key", key).first(CardStore::entry);
  }

  /** The payment that is not over under a reference, held until the transaction ends. */
  Step<Optional<CardEntry>> lockOpen(ReferenceId reference) {
    return LOCK_BY_REFERENCE.with("reference", reference.value()).first(CardStore::entry);
  }

  /**
   * Writes what has become of it, to be told {@code callbacks} times from {@code callbackAt} on.
   */
  Step<Done> change(CardEntry entry, int callbacks, Instant callbackAt, Instant now) {
    var intent = entry.intent();
    return CHANGE
        .with("id", intent.id())
        .with("status", intent.status())
        .with("card", intent.card().map(TestCard::id))
        .with("code", intent.lastError().map(CardError::code))
        .with("decline", intent.lastError().flatMap(CardError::declineCode))
        .with("message", intent.lastError().map(CardError::message))
        .with("callbacks", callbacks)
        .with("callback_at", callbackAt)
        .with("now", now)
        .done();
  }

  Step<Integer> addRefund(
      Instruction instruction,
      CardEntry original,
      Refund refund,
      Optional<Instant> settleAt,
      Instant now) {
    return ADD_REFUND
        .with("id", refund.id())
        .with("key", instruction.key().value())
        .with("intent", original.intent().id())
        .with("merchant", instruction.merchant().value())
        .with("reference", instruction.reference().value())
        .with("amount", refund.amount())
        .with("currency", instruction.amount().currency().code())
        .with("status", refund.status())
        .with("fails_later", refund.failsLater())
        .with("settle_at", settleAt)
        .with("now", now)
        .count();
  }

  Step<Optional<RefundEntry>> findRefund(UUID key) {
    return FIND_REFUND.with("key", key).first(CardStore::refund);
  }

  Step<Long> refunded(CardEntry original) {
    return REFUNDED.with("intent", original.intent().id()).only(row -> row.number("refunded"));
  }

  Step<Integer> settleRefunds(Instant now, int most) {
    return SETTLE_REFUNDS.with("now", now).with("most", most).count();
  }

  Step<List<CardEntry>> callbacksDue(Instant now, int most) {
    return CALLBACKS_DUE.with("now", now).with("most", most).list(CardStore::entry);
  }

  Step<List<RefundEntry>> refundCallbacksDue(Instant now, int most) {
    return REFUND_CALLBACKS_DUE.with("now", now).with("most", most).list(CardStore::refund);
  }

  /** Counts one telling of what it was then; of what it has become since is still to be told. */
  Step<Integer> calledBack(CardEntry entry) {
    return CALLED_BACK
        .with("id", entry.intent().id())
        .with("status", entry.intent().status())
        .count();
  }

  Step<Integer> calledBack(RefundEntry entry) {
    return REFUND_CALLED_BACK.with("id", entry.refund().id()).count();
  }

  Step<Integer> notHeard(CardEntry entry, Instant again) {
    return NOT_HEARD.with("id", entry.intent().id()).with("again", again).count();
  }

  Step<Integer> notHeard(RefundEntry entry, Instant again) {
    return REFUND_NOT_HEARD.with("id", entry.refund().id()).with("again", again).count();
  }

  Step<Optional<Instant>> oldestDue() {
    return OLDEST_DUE.bare().only(row -> row.optionalMoment("due"));
  }

  private static CardEntry entry(Row row) {
    var currency = row.text("currency");
    var error =
        row.optionalText("error_code")
            .map(code ->
                new CardError(code, row.optionalText("decline_code"), row.text("error_message")));
    var intent =
        new PaymentIntent(
            row.text("id"),
            row.text("client_secret"),
            row.number("amount_minor"),
            currency.toLowerCase(Locale.ROOT),
            row.word("status", IntentStatus.class),
            row.optionalText("payment_method").flatMap(TestCards::byId),
            error);
    return new CardEntry(
        new MerchantId(row.number("merchant_id")),
        new ReferenceId(row.uuid("reference_id")),
        intent,
        new Money(row.number("paid_minor"), new CurrencyCode(currency)));
  }

  private static RefundEntry refund(Row row) {
    return new RefundEntry(
        new MerchantId(row.number("merchant_id")),
        new ReferenceId(row.uuid("reference_id")),
        new Refund(
            row.text("id"),
            row.number("amount_minor"),
            row.word("status", Refund.Status.class),
            row.flag("fails_later")),
        new CurrencyCode(row.text("currency")));
  }
}
