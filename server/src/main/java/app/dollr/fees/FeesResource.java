package app.dollr.fees;

import app.dollr.merchants.Merchants;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.routing.Routing;
import app.dollr.values.Money;
import app.dollr.wire.FeeTier;
import app.dollr.wire.FeeTierRateResponse;
import app.dollr.wire.FeeWithProviderResponse;
import app.dollr.wire.MerchantFeeResponse;
import app.dollr.wire.OperationType;
import app.dollr.wire.OwnerType;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.Provider;
import java.time.Clock;

/** The calls about fees. */
final class FeesResource implements Resource {
  private static final int LONGEST_NAME = 255;

  private final Fees fees;
  private final Merchants merchants;
  private final Routing routing;
  private final Clock clock;

  FeesResource(Fees fees, Merchants merchants, Routing routing, Clock clock) {
    this.fees = fees;
    this.merchants = merchants;
    this.routing = routing;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get("/{version}/fees/gateway", this::gateway)
        .get("/{version}/fees/platform", this::platform)
        .get("/{version}/fees/merchant-tier", this::merchantTier)
        .get("/{version}/fees/tiers", this::tiers);
  }

  private Answer gateway(Call call) {
    var query = call.query();
    var method = query.required("payment_method").word(PaymentMethod.class);
    var operation = query.required("operation_type").word(OperationType.class);
    query.check();
    var rail = routing.rail(method.get());
    if (!rail.operations().contains(operation.get())) {
      throw Refused.query("operation_type", ErrorCode.METHOD_UNSUPPORTED);
    }
    var schedules = fees.schedules();
    return schedules
        .gatewayFee(method.get(), operation.get(), clock.instant())
        .map(fee -> Answer.json(wire(fee, schedules, rail.network())))
        .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
  }

  private Answer platform(Call call) {
    var query = call.query();
    var operation = query.required("operation_type").word(OperationType.class);
    var name = query.required("fee_tier_name").text(LONGEST_NAME);
    query.check();
    var schedules = fees.schedules();
    var tier =
        schedules
            .tier(name.get())
            .orElseThrow(() -> Refused.query("fee_tier_name", ErrorCode.FEE_TIER_UNKNOWN));
    return schedules
        .tierRate(tier.id(), operation.get(), clock.instant())
        .map(rate -> Answer.json(wire(rate, schedules, tier)))
        .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
  }

  private Answer merchantTier(Call call) {
    var query = call.query();
    var type = query.required("owner_type").word(OwnerType.class);
    var id = query.required("owner_id").id();
    query.check();
    var merchant = merchants.caller(call.caller().merchant());
    if (merchant.id().value() != id.get()) {
      throw Refused.query("owner_id", ErrorCode.MERCHANT_UNKNOWN);
    }
    if (merchant.ownerType() != type.get()) {
      throw Refused.query("owner_type", ErrorCode.MERCHANT_UNKNOWN);
    }
    var now = clock.instant();
    var assignment = fees.assignment(merchant.id(), now);
    return Answer.json(
        new MerchantFeeResponse(
            assignment.map(Assignment::id).orElse(0L),
            merchant.ownerType(),
            merchant.id().value(),
            WireTime.of(assignment.map(Assignment::from).orElse(merchant.createdAt())),
            assignment.flatMap(Assignment::by).orElse(null),
            wire(fees.tier(merchant.id(), now))));
  }

  private Answer tiers(Call call) {
    return Answer.json(fees.tiers().stream().map(FeesResource::wire).toList());
  }

  private static FeeWithProviderResponse wire(
      GatewayFee fee, Schedules schedules, Provider network) {
    return new FeeWithProviderResponse(
        fee.id(),
        providerId(network),
        fee.operation(),
        fee.method(),
        fee.charge().percentage(),
        fee.charge().fixed().map(Money::amount).orElse(null),
        fee.charge().fixed().map(money -> money.currency().code()).orElse(null),
        WireTime.of(fee.from()),
        schedules.end(fee).map(WireTime::of).orElse(null),
        WireTime.of(fee.createdAt()),
        WireTime.of(fee.createdAt()));
  }

  /** Networks have no rows of their own, so their ids are settled here. */
  private static long providerId(Provider network) {
    return switch (network) {
      case PAWAPAY, MTN_MOMO_LBR, ORANGE_MONEY_LBR -> 1;
      case STRIPE -> 2;
      case PLATFORM -> 3;
    };
  }

  private static FeeTierRateResponse wire(TierRate rate, Schedules schedules, Tier tier) {
    return new FeeTierRateResponse(
        rate.id(),
        rate.operation(),
        null,
        rate.charge().percentage().toPlainString(),
        rate.fxPercentage().stripTrailingZeros().toPlainString(),
        rate.charge().fixed().map(Money::amount).orElse(null),
        rate.charge().fixed().map(money -> money.currency().code()).orElse(null),
        WireTime.of(rate.from()),
        schedules.end(rate).map(WireTime::of).orElse(null),
        WireTime.of(rate.createdAt()),
        wire(tier));
  }

  private static FeeTier wire(Tier tier) {
    return new FeeTier(
        tier.id(),
        tier.name(),
        tier.isDefault(),
        WireTime.of(tier.createdAt()),
        WireTime.of(tier.createdAt()));
  }
}
