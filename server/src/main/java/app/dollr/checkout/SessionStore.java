package app.dollr.checkout;

import app.dollr.documents.DocumentKind;
import app.dollr.platform.database.Binding;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.values.CounterpartyId;
import app.dollr.values.CurrencyCode;
import app.dollr.values.DocumentId;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.SessionId;
import app.dollr.values.WalletId;
import app.dollr.wire.FeeBearer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All SQL of sessions. */
final class SessionStore {
  /** The relation that {@link #openCheckout} reads: the payable ones of the given documents. */
  static final String PAYABLE = "payable";

  /** The guard of {@link #take}: the session is not active. */
  static final String NOT_ACTIVE = "checkout.not_active";

  /** The increment of the sequence of ids. */
  static final int ID_BLOCK = 32;

  private static final Sql OPEN_CHECKOUT =
      Sql.each(
          "id bigint, quoted timestamptz, now timestamptz, expires timestamptz, most int",
          """
          insert into checkout.session
            (merchant_id, id, kind, document_kind, document_id, fee_bearer, currency,
             amount_minor, status, expires_at, created_at, updated_at)
          select merchant, id, 'CHECKOUT', kind, document, fee_bearer, currency,
            total_minor, 'ACTIVE', expires, quoted, now
          from payable
          where (
            select count(*) from checkout.session other
            where other.merchant_id = payable.merchant
              and other.document_id = payable.document
              and other.status = 'ACTIVE'
              and other.expires_at > payable.now) < most
          returning *
          """);

  private static final Sql OPEN =
      Sql.of(
          """
          insert into checkout.session
            (merchant_id, kind, wallet_id, payment_account_id, counterparty_id, original_id, reason,
             currency, amount_minor, status, expires_at, created_at, updated_at)
          values
            (:merchant, :kind, :wallet, :account, :counterparty, :original, :reason,
             :currency, :amount, 'ACTIVE', :expires, :now, :now)
          returning *
          """);

  private static final Sql FIND =
      Sql.of("select * from checkout.session where merchant_id = :merchant and id = :id");

  private static final Sql TAKE =
      Sql.each(
          "merchant bigint, id bigint, now timestamptz",
          """
          with taken as (
            update checkout.session s
            set status = 'EXECUTED', updated_at = given.now
            from given
            where s.merchant_id = given.merchant and s.id = given.id and s.status = 'ACTIVE'
              and s.expires_at > given.now
            returning 1)
          select platform.refuse_unless((select count(*) from taken) = :rows, 'checkout.not_active')
          """);

  private static final Sql NEXT_IDS = Sql.of("select nextval('checkout.session_id_seq') as first");

  private static final Sql HOLD_EXPIRY =
      Sql.of("select told_until from checkout.expiry for update skip locked");

  private static final Sql TOLD_UNTIL = Sql.of("update checkout.expiry set told_until = :until");

  /** What has expired in a span of time, as events. */
  private static final Sql EXPIRED =
      Sql.of(
          """
          select merchant_id, array['checkout.expired'] as event_types,
            'checkout_session' as event_object, id as event_object_id, 1 as event_sequence,
            json_build_object('id', id, 'source_id', document_id, 'source_type', document_kind,
              'status', 'EXPIRED', 'payment_account_id', null,
              'expires_at', platform.moment(expires_at),
              'created_at', platform.moment(created_at),
              'updated_at', platform.moment(updated_at))::text as event_data
          from checkout.session
          where kind = 'CHECKOUT' and status = 'ACTIVE'
            and expires_at > :from and expires_at <= :until
          """);

  Step<Long> nextIds() {
    return NEXT_IDS.bare().only(row -> row.number("first"));
  }

  Step<Optional<Session>> openCheckout(
      SessionId id, Instant quoted, Instant now, Instant expires, int most) {
    return OPEN_CHECKOUT
        .with("id", id.value())
        .with("quoted", quoted)
        .with("now", now)
        .with("expires", expires)
        .with("most", most)
        .own(row -> row.number("id") == id.value(), SessionStore::session);
  }

  Step<Session> open(OpenSession wish, Instant now) {
    return purpose(OPEN.with("merchant", wish.merchant().value()), wish.purpose())
        .with("kind", wish.purpose().kind())
        .with("currency", wish.amount().currency().code())
        .with("amount", wish.amount().minorUnits())
        .with("expires", wish.expiresAt())
        .with("now", now)
        .only(SessionStore::session);
  }

  Step<Optional<Session>> find(MerchantId merchant, SessionId id) {
    return FIND.with("merchant", merchant.value())
        .with("id", id.value())
        .first(SessionStore::session);
  }

  /** Executes a session, guarded by {@link #NOT_ACTIVE}. */
  Step<Done> take(MerchantId merchant, SessionId id, Instant now) {
    return TAKE.with("merchant", merchant.value()).with("id", id.value()).with("now", now).done();
  }

  /**
   * How far expiry was told.
   *
   * @param toldUntil empty before the first time
   */
  record Expiry(Optional<Instant> toldUntil) {}

  /** How far expiry was told, held until the transaction ends; empty while another node does. */
  Step<Optional<Expiry>> holdExpiry() {
    return HOLD_EXPIRY.bare().first(row -> new Expiry(row.optionalMoment("told_until")));
  }

  Step<Done> toldUntil(Instant until) {
    return TOLD_UNTIL.with("until", until).done();
  }

  /** The ids of what has expired in a span of time, with what that tells. */
  Step<List<Long>> expired(Instant from, Instant until) {
    return EXPIRED
        .with("from", from)
        .with("until", until)
        .list(row -> row.number("event_object_id"));
  }

  private static Binding purpose(Binding binding, Purpose purpose) {
    Optional<Long> none = Optional.empty();
    return switch (purpose) {
      case Purpose.Payout payout ->
          ids(binding, payout.wallet(), Optional.of(payout.account().value()), none, none)
              .with("reason", Optional.empty());
      case Purpose.Transfer transfer ->
          ids(binding, transfer.wallet(), none, Optional.of(transfer.counterparty().value()), none)
              .with("reason", Optional.empty());
      case Purpose.Refund refund ->
          ids(binding, refund.wallet(), none, none, Optional.of(refund.original().value()))
              .with("reason", refund.reason());
      case Purpose.Checkout checkout ->
          throw new IllegalArgumentException("a checkout is opened on its document");
    };
  }

  private static Binding ids(
      Binding binding,
      WalletId wallet,
      Optional<Long> account,
      Optional<Long> counterparty,
      Optional<Long> original) {
    return binding
        .with("wallet", wallet.value())
        .with("account", account)
        .with("counterparty", counterparty)
        .with("original", original);
  }

  private static Session session(Row row) {
    return new Session(
        new SessionId(row.number("id")),
        purpose(row),
        new Money(row.number("amount_minor"), new CurrencyCode(row.text("currency"))),
        row.word("status", SessionStatus.class),
        row.moment("expires_at"),
        row.moment("created_at"),
        row.moment("updated_at"));
  }

  private static Purpose purpose(Row row) {
    return switch (row.word("kind", SessionKind.class)) {
      case CHECKOUT ->
          new Purpose.Checkout(
              row.word("document_kind", DocumentKind.class),
              new DocumentId(row.number("document_id")),
              row.word("fee_bearer", FeeBearer.class));
      case PAYOUT ->
          new Purpose.Payout(
              new WalletId(row.number("wallet_id")),
              new PaymentAccountId(row.number("payment_account_id")));
      case TRANSFER ->
          new Purpose.Transfer(
              new WalletId(row.number("wallet_id")),
              new CounterpartyId(row.number("counterparty_id")));
      case REFUND ->
          new Purpose.Refund(
              new WalletId(row.number("wallet_id")),
              new ExecutionId(row.number("original_id")),
              row.optionalText("reason"));
    };
  }
}
