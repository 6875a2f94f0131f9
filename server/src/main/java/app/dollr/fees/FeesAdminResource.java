package app.dollr.fees;

import app.dollr.merchants.Merchants;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Field;
import app.dollr.platform.http.Fields;
import app.dollr.platform.http.Invalid;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.routing.Routing;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The operator's view of fees and rates: they are added to, and never changed. */
final class FeesAdminResource implements Resource {
  private static final int LONGEST_NAME = 64;
  private static final int MOST_DECIMALS = 6;
  private static final int MOST_RATE_DECIMALS = 10;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal MOST_PER_USD = BigDecimal.valueOf(1_000_000_000L);

  private final Fees fees;
  private final Merchants merchants;
  private final Routing routing;
  private final Clock clock;

  FeesAdminResource(Fees fees, Merchants merchants, Routing routing, Clock clock) {
    this.fees = fees;
    this.merchants = merchants;
    this.routing = routing;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get("/admin/v1/fees", this::list)
        .post("/admin/v1/fees/tiers", this::addTier)
        .post("/admin/v1/fees/platform", this::addTierRate)
        .post("/admin/v1/fees/gateway", this::addGatewayFee)
        .post("/admin/v1/fees/fx", this::addFxRate)
        .post("/admin/v1/merchants/{id}/tier", this::assign);
  }

  private Answer list(Call call) {
    return Answer.json(shown());
  }

  private Answer addTier(Call call) {
    var body = call.body();
    var name = body.required("name").text(LONGEST_NAME);
    body.check();
    fees.addTier(name.get());
    return Answer.json(shown());
  }

  private Answer addTierRate(Call call) {
    var body = call.body();
    var tier = tier(body);
    var operation = body.required("operation_type").word(OperationType.class);
    var percentage = percentage(body, "percentage");
    var fxPercentage = percentage(body, "fx_percentage");
    var fixed = fixed(body);
    var from = from(body);
    body.check();
    fees.addTierRate(
        tier.get(),
        operation.get(),
        new Charge(percentage.get(), fixed.optional()),
        fxPercentage.get(),
        from.get());
    return Answer.json(shown());
  }

  private Answer addGatewayFee(Call call) {
    var body = call.body();
    var method = body.required("payment_method").word(PaymentMethod.class);
    var operation = body.required("operation_type").word(OperationType.class);
    var percentage = percentage(body, "percentage");
    var fixed = fixed(body);
    var from = from(body);
    body.check();
    fees.addGatewayFee(
        method.get(), operation.get(), new Charge(percentage.get(), fixed.optional()), from.get());
    return Answer.json(shown());
  }

  private Answer addFxRate(Call call) {
    var body = call.body();
    var currency =
        routing.handled(body.required("currency").currency()).map(FeesAdminResource::notTheDollar);
    var perUsd =
        body.required("per_usd")
            .decimal()
            .map(rate -> bounded(rate, MOST_PER_USD, MOST_RATE_DECIMALS));
    var source = body.required("source").text(LONGEST_NAME);
    var from = from(body);
    body.check();
    fees.addFxRate(currency.get(), perUsd.get(), source.get(), from.get());
    return Answer.json(shown());
  }

  private Answer assign(Call call) {
    var merchant = new MerchantId(call.pathId("id"));
    var body = call.body();
    var tier = tier(body);
    var by = body.optional("assigned_by").text(LONGEST_NAME);
    var from = from(body);
    body.check();
    if (merchants.find(merchant).isEmpty()) {
      throw Refused.of(ErrorCode.NOT_FOUND);
    }
    fees.assign(merchant, tier.get(), by.orElse("operator"), from.get());
    return Answer.json(
        Map.of(
            "merchant_id", merchant.value(),
            "tier", tier.get().name(),
            "effective_from", from.get()));
  }

  private Field<Tier> tier(Fields body) {
    return body.required("tier")
        .text(LONGEST_NAME)
        .map(name ->
            fees.schedules().tier(name).orElseThrow(() -> new Invalid(ErrorCode.FEE_TIER_UNKNOWN)));
  }

  private static Field<BigDecimal> percentage(Fields body, String key) {
    return body.required(key).decimal().map(p -> bounded(p, HUNDRED, MOST_DECIMALS));
  }

  private static Field<Money> fixed(Fields body) {
    var currency = body.optional("fixed_fee_currency").currency();
    return currency.optional().isPresent()
        ? body.required("fixed_fee").amount(currency.optional())
        : body.optional("fixed_fee").amount(Optional.empty());
  }

  /**
   * When it begins: at least a minute from now, which is also what is taken when nothing is said.
   */
  private Field<Instant> from(Fields body) {
    var soonest = clock.instant().plus(Fees.NOTICE);
    return body.optional("effective_from")
        .moment()
        .orDefault(soonest)
        .map(from -> {
          if (from.isBefore(soonest)) {
            throw new Invalid(
                ErrorCode.SCHEDULE_TOO_SOON,
                "it can begin at %s at the soonest".formatted(soonest));
          }
          return from;
        });
  }

  private static BigDecimal bounded(BigDecimal number, BigDecimal most, int decimals) {
    if (number.signum() < 0) {
      throw new Invalid(ErrorCode.TOO_SMALL, "ensure this value is greater than or equal to 0");
    }
    if (number.compareTo(most) > 0) {
      throw new Invalid(
          ErrorCode.TOO_LARGE,
          "ensure this value is less than or equal to " + most.toPlainString());
    }
    if (number.stripTrailingZeros().scale() > decimals) {
      throw new Invalid(ErrorCode.TOO_MANY_DECIMALS, "at most %d decimals".formatted(decimals));
    }
    return number;
  }

  private static CurrencyCode notTheDollar(CurrencyCode currency) {
    if (currency.equals(CurrencyCode.USD)) {
      throw new Invalid(ErrorCode.CURRENCY_UNSUPPORTED, "rates are units for one US dollar");
    }
    return currency;
  }

  private Map<String, Object> shown() {
    var schedules = fees.schedules();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("tiers", schedules.tiers().stream().map(Tier::name).toList());
    shown.put(
        "platform",
        schedules.tierRates().stream()
            .map(rate ->
                row(
                    "tier", schedules.tier(rate.tier()).name(),
                    "operation_type", rate.operation(),
                    "charge", rate.charge(),
                    "fx_percentage", rate.fxPercentage(),
                    "effective_from", rate.from()))
            .toList());
    shown.put(
        "gateway",
        schedules.gatewayFees().stream()
            .map(fee ->
                row(
                    "payment_method", fee.method(),
                    "operation_type", fee.operation(),
                    "charge", fee.charge(),
                    "effective_from", fee.from()))
            .toList());
    shown.put(
        "fx",
        schedules.fxRates().stream()
            .map(rate ->
                row(
                    "currency", rate.currency().code(),
                    "per_usd", rate.perUsd(),
                    "source", rate.source(),
                    "effective_from", rate.from()))
            .toList());
    return shown;
  }

  /** Keys and values in turn; a charge is spread over its three keys. */
  private static Map<String, Object> row(Object... keysAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (keysAndValues[i + 1] instanceof Charge charge) {
        row.put("percentage", charge.percentage());
        charge.fixed().ifPresent(money -> row.put("fixed_fee", money.amount()));
        charge.fixed().ifPresent(money -> row.put("fixed_fee_currency", money.currency().code()));
      } else {
        row.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
      }
    }
    return row;
  }
}
