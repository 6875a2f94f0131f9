package app.dollr.accounts;

import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.values.CountryCode;
import app.dollr.values.MerchantId;
import app.dollr.values.PartyId;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.PaymentMethodId;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.Provider;
import java.time.Instant;
import java.util.Optional;

/** All SQL of accounts. */
final class AccountStore {
  /** The guard of {@link #requireActive}: the account is not active any more. */
  static final String NOT_ACTIVE = "accounts.not_active";

  private static final Sql ADD =
      Sql.of(
          """
          insert into accounts.payment_account
            (merchant_id, party_id, operation_type, account_name, provider, method, country_code,
             phone, payment_method_id, is_active, created_at, updated_at)
          values
            (:merchant, :party, :operation, :name, :provider, :method, :country,
             :phone, :card, true, :now, :now)
          returning id, party_id, operation_type, account_name, provider, method, country_code,
            phone, payment_method_id, is_active, used_at, created_at, updated_at
          """);

  private static final Sql FIND =
      Sql.of(
          """
          select id, party_id, operation_type, account_name, provider, method, country_code,
            phone, payment_method_id, is_active, used_at, created_at, updated_at
          from accounts.payment_account
          where merchant_id = :merchant and id = :id
          """);

  private static final Sql REQUIRE_ACTIVE =
      Sql.each(
          "merchant bigint, id bigint",
          """
          select platform.refuse_unless((
            select count(*) from given
            join accounts.payment_account a on a.merchant_id = given.merchant and a.id = given.id
            where a.is_active) = :rows, 'accounts.not_active')
          """);

  private static final Sql USE =
      Sql.of(
          """
          with used as (
            update accounts.payment_account
            set used_at = :now, updated_at = :now
            where merchant_id = :merchant and id = :id and used_at is null
            returning 1)
          select platform.refuse_unless(exists (select from used), 'accounts.used')
          """);

  Step<PaymentAccount> add(MerchantId merchant, CreatePaymentAccount wish, Instant now) {
    return ADD.with("merchant", merchant.value())
        .with("party", wish.party().value())
        .with("operation", wish.operation())
        .with("name", wish.name())
        .with("provider", wish.provider())
        .with("method", wish.method())
        .with("country", wish.country().map(CountryCode::code))
        .with("phone", wish.phone().map(PhoneNumber::digits))
        .with("card", wish.card().map(PaymentMethodId::value))
        .with("now", now)
        .only(AccountStore::account);
  }

  Step<Optional<PaymentAccount>> find(MerchantId merchant, PaymentAccountId id) {
    return FIND.with("merchant", merchant.value())
        .with("id", id.value())
        .first(AccountStore::account);
  }

  /** Holds as long as the account is active, guarded by {@link #NOT_ACTIVE}. */
  Step<Done> requireActive(MerchantId merchant, PaymentAccountId id) {
    return REQUIRE_ACTIVE.with("merchant", merchant.value()).with("id", id.value()).done();
  }

  Step<Done> use(MerchantId merchant, PaymentAccountId id, Instant now) {
    return USE.with("merchant", merchant.value()).with("id", id.value()).with("now", now).done();
  }

  private static PaymentAccount account(Row row) {
    return new PaymentAccount(
        new PaymentAccountId(row.number("id")),
        new PartyId(row.number("party_id")),
        row.word("operation_type", OperationType.class),
        row.text("account_name"),
        row.word("provider", Provider.class),
        row.word("method", PaymentMethod.class),
        row.optionalText("country_code").map(CountryCode::new),
        row.optionalText("phone").map(PhoneNumber::new),
        row.optionalText("payment_method_id").map(PaymentMethodId::new),
        row.flag("is_active"),
        row.optionalMoment("used_at"),
        row.moment("created_at"),
        row.moment("updated_at"));
  }
}
