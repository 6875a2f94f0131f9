package app.dollr.fees;

import app.dollr.platform.database.Binding;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** All SQL of fees. */
final class FeeStore {
  private static final Sql TIERS =
      Sql.of("select id, name, is_default, created_at from fees.tier order by id");

  private static final Sql TIER_RATES = Sql.of("select * from fees.tier_rate order by id");

  private static final Sql GATEWAY_FEES = Sql.of("select * from fees.gateway_fee order by id");

  private static final Sql FX_RATES = Sql.of("select * from fees.fx_rate order by id");

  private static final Sql ASSIGNMENTS =
      Sql.of("select * from fees.merchant_tier where merchant_id = :merchant order by id");

  private static final Sql ADD_TIER =
      Sql.of(
          """
          insert into fees.tier (name, is_default, created_at) values (:name, false, :now)
          """);

  private static final Sql ADD_TIER_RATE =
      Sql.of(
          """
          insert into fees.tier_rate
            (tier_id, operation, percentage, fx_percentage, fixed_minor, fixed_currency,
             effective_from, created_at)
          values
            (:tier, :operation, :percentage, :fx_percentage, :fixed, :fixed_currency, :from, :now)
          """);

  private static final Sql ADD_GATEWAY_FEE =
      Sql.of(
          """
          insert into fees.gateway_fee
            (method, operation, percentage, fixed_minor, fixed_currency, effective_from, created_at)
          values (:method, :operation, :percentage, :fixed, :fixed_currency, :from, :now)
          """);

  private static final Sql ADD_FX_RATE =
      Sql.of(
          """
          insert into fees.fx_rate (currency, per_usd, source, effective_from, created_at)
          values (:currency, :per_usd, :source, :from, :now)
          """);

  private static final Sql ASSIGN =
      Sql.of(
          """
          insert into fees.merchant_tier
            (merchant_id, tier_id, assigned_by, effective_from, created_at)
          values (:merchant, :tier, :by, :from, :now)
          """);

  Step<List<Tier>> tiers() {
    return TIERS
        .bare()
        .list(row ->
            new Tier(
                row.number("id"),
                row.text("name"),
                row.flag("is_default"),
                row.moment("created_at")));
  }

  Step<List<TierRate>> tierRates() {
    return TIER_RATES
        .bare()
        .list(row ->
            new TierRate(
                row.number("id"),
                row.number("tier_id"),
                row.word("operation", OperationType.class),
                charge(row),
                row.decimal("fx_percentage"),
                row.moment("effective_from"),
                row.moment("created_at")));
  }

  Step<List<GatewayFee>> gatewayFees() {
    return GATEWAY_FEES
        .bare()
        .list(row ->
            new GatewayFee(
                row.number("id"),
                row.word("method", PaymentMethod.class),
                row.word("operation", OperationType.class),
                charge(row),
                row.moment("effective_from"),
                row.moment("created_at")));
  }

  Step<List<FxRate>> fxRates() {
    return FX_RATES
        .bare()
        .list(row ->
            new FxRate(
                row.number("id"),
                new CurrencyCode(row.text("currency")),
                row.decimal("per_usd"),
                row.text("source"),
                row.moment("effective_from"),
                row.moment("created_at")));
  }

  Step<List<Assignment>> assignments(MerchantId merchant) {
    return ASSIGNMENTS
        .with("merchant", merchant.value())
        .list(row ->
            new Assignment(
                row.number("id"),
                row.number("tier_id"),
                row.optionalText("assigned_by"),
                row.moment("effective_from"),
                row.moment("created_at")));
  }

  Step<Done> addTier(String name, Instant now) {
    return ADD_TIER.with("name", name).with("now", now).done();
  }

  Step<Done> addTierRate(
      Tier tier,
      OperationType operation,
      Charge charge,
      BigDecimal fxPercentage,
      Instant from,
      Instant now) {
    return charged(ADD_TIER_RATE.with("tier", tier.id()), charge)
        .with("operation", operation)
        .with("fx_percentage", fxPercentage)
        .with("from", from)
        .with("now", now)
        .done();
  }

  Step<Done> addGatewayFee(
      PaymentMethod method, OperationType operation, Charge charge, Instant from, Instant now) {
    return charged(ADD_GATEWAY_FEE.with("method", method), charge)
        .with("operation", operation)
        .with("from", from)
        .with("now", now)
        .done();
  }

  Step<Done> addFxRate(
      CurrencyCode currency, BigDecimal perUsd, String source, Instant from, Instant now) {
    return ADD_FX_RATE
        .with("currency", currency.code())
        .with("per_usd", perUsd)
        .with("source", source)
        .with("from", from)
        .with("now", now)
        .done();
  }

  Step<Done> assign(MerchantId merchant, Tier tier, String by, Instant from, Instant now) {
    return ASSIGN
        .with("merchant", merchant.value())
        .with("tier", tier.id())
        .with("by", by)
        .with("from", from)
        .with("now", now)
        .done();
  }

  private static Binding charged(Binding binding, Charge charge) {
    return binding
        .with("percentage", charge.percentage())
        .with("fixed", charge.fixed().map(Money::minorUnits))
        .with("fixed_currency", charge.fixed().map(money -> money.currency().code()));
  }

  private static Charge charge(Row row) {
    var fixed =
        row.optionalNumber("fixed_minor")
            .map(minor -> new Money(minor, new CurrencyCode(row.text("fixed_currency"))));
    return new Charge(row.decimal("percentage").stripTrailingZeros(), fixed);
  }
}
