package app.dollr.checkout;

import app.dollr.documents.DocumentKind;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.values.CurrencyCode;
import app.dollr.values.DocumentId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.SessionId;
import app.dollr.wire.FeeBearer;
import java.time.Instant;
import java.util.Optional;

/** All SQL of checkout. */
final class SessionStore {
  /** The relation that {@link #open} reads: a payable document, or no row. */
  static final String PAYABLE = "payable";

  private static final Sql OPEN =
      Sql.of(
          """
          insert into checkout.session
            (merchant_id, document_kind, document_id, currency, total_minor, fee_bearer, status,
             expires_at, created_at, updated_at)
          select :merchant, payable.kind, payable.id, payable.currency, payable.total_minor,
            payable.fee_bearer, 'ACTIVE', :expires, :now, :now
          from payable
          where (
            select count(*) from (
              select from checkout.session other
              where other.merchant_id = :merchant
                and other.document_id = payable.id
                and other.status = 'ACTIVE'
                and other.expires_at > :now
              limit :most) as others) < :most
          returning *
          """);

  private static final Sql FIND =
      Sql.of(
          """
          select * from checkout.session
          where merchant_id = :merchant and id = :id
          """);

  private static final Sql TAKE =
      Sql.of(
          """
          with taken as (
            update checkout.session
            set status = 'EXECUTED', updated_at = :now
            where merchant_id = :merchant and id = :id and status = 'ACTIVE' and expires_at > :now
            returning 1)
          select platform.refuse_unless(exists (select from taken), :guard)
          """);

  Step<Optional<CheckoutSession>> open(
      MerchantId merchant, Instant now, Instant expires, int most) {
    return OPEN.with("merchant", merchant.value())
        .with("now", now)
        .with("expires", expires)
        .with("most", most)
        .first(SessionStore::session);
  }

  Step<Optional<CheckoutSession>> find(MerchantId merchant, SessionId id) {
    return FIND.with("merchant", merchant.value())
        .with("id", id.value())
        .first(SessionStore::session);
  }

  Step<Done> take(MerchantId merchant, SessionId id, String guard, Instant now) {
    return TAKE.with("merchant", merchant.value())
        .with("id", id.value())
        .with("guard", guard)
        .with("now", now)
        .done();
  }

  private static CheckoutSession session(Row row) {
    return new CheckoutSession(
        new SessionId(row.number("id")),
        row.word("document_kind", DocumentKind.class),
        new DocumentId(row.number("document_id")),
        new Money(row.number("total_minor"), new CurrencyCode(row.text("currency"))),
        row.word("fee_bearer", FeeBearer.class),
        row.word("status", SessionStatus.class),
        row.moment("expires_at"),
        row.moment("created_at"),
        row.moment("updated_at"));
  }
}
