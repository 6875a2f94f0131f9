package app.dollr.fees;

import app.dollr.values.CurrencyCode;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All schedules and rates, as they were read together. */
record Schedules(
    List<Tier> tiers,
    List<TierRate> tierRates,
    List<GatewayFee> gatewayFees,
    List<FxRate> fxRates) {

  Schedules {
    tiers = List.copyOf(tiers);
    tierRates = List.copyOf(tierRates);
    gatewayFees = List.copyOf(gatewayFees);
    fxRates = List.copyOf(fxRates);
  }

  Tier defaultTier() {
    return tiers.stream().filter(Tier::isDefault).findFirst().orElseThrow();
  }

  Optional<Tier> tier(String name) {
    return tiers.stream().filter(tier -> tier.name().equals(name)).findFirst();
  }

  Tier tier(long id) {
    return tiers.stream().filter(tier -> tier.id() == id).findFirst().orElseThrow();
  }

  Optional<TierRate> tierRate(long tier, OperationType operation, Instant asOf) {
    return inForce(
        tierRates,
        rate -> rate.tier() == tier && rate.operation() == operation,
        TierRate::from,
        asOf);
  }

  Optional<GatewayFee> gatewayFee(PaymentMethod method, OperationType operation, Instant asOf) {
    return inForce(
        gatewayFees,
        fee -> fee.method() == method && fee.operation() == operation,
        GatewayFee::from,
        asOf);
  }

  /** When the tier's rate that follows this one begins. */
  Optional<Instant> end(TierRate rate) {
    return tierRates.stream()
        .filter(next -> next.tier() == rate.tier() && next.operation() == rate.operation())
        .map(TierRate::from)
        .filter(from -> from.isAfter(rate.from()))
        .min(Comparator.naturalOrder());
  }

  /** When the gateway fee that follows this one begins. */
  Optional<Instant> end(GatewayFee fee) {
    return gatewayFees.stream()
        .filter(next -> next.method() == fee.method() && next.operation() == fee.operation())
        .map(GatewayFee::from)
        .filter(from -> from.isAfter(fee.from()))
        .min(Comparator.naturalOrder());
  }

  FxRates rates(Instant asOf) {
    Map<CurrencyCode, BigDecimal> perUsd =
        fxRates.stream()
            .filter(rate -> !rate.from().isAfter(asOf))
            .collect(
                Collectors.groupingBy(
                    FxRate::currency,
                    Collectors.collectingAndThen(
                        Collectors.maxBy(Comparator.comparing(FxRate::from)),
                        latest -> latest.orElseThrow().perUsd())));
    return new FxRates(perUsd);
  }

  Tariff tariff(long tier, PaymentMethod method, OperationType operation, Instant asOf) {
    var platform = tierRate(tier, operation, asOf);
    var gateway = gatewayFee(method, operation, asOf);
    return new Tariff(
        platform.map(TierRate::charge).orElse(Charge.NONE),
        gateway.map(GatewayFee::charge).orElse(Charge.NONE),
        platform.map(TierRate::fxPercentage).orElse(BigDecimal.ZERO),
        rates(asOf));
  }

  private static <T> Optional<T> inForce(
      List<T> rows, Predicate<T> which, Function<T, Instant> from, Instant asOf) {
    return rows.stream()
        .filter(which)
        .filter(row -> !from.apply(row).isAfter(asOf))
        .max(Comparator.comparing(from));
  }
}
