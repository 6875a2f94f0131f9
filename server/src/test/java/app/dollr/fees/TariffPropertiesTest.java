package app.dollr.fees;

import static app.dollr.values.CurrencyCode.LRD;
import static app.dollr.values.CurrencyCode.RWF;
import static app.dollr.values.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.routing.Rail;
import app.dollr.routing.RoutingConfig;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.OperationType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every quote, whatever the amounts, charges, rates and currencies. */
class TariffPropertiesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

  @Property(tries = 4000)
  void aCollectionIsWhatExactFractionsSay(
      @ForAll("bases") Money base,
      @ForAll("currencies") CurrencyCode payer,
      @ForAll FeeBearer bearer,
      @ForAll("tariffs") Tariff tariff,
      @ForAll @IntRange(max = 2) int operatorDecimals) {
    int decimals = Math.min(operatorDecimals, payer.decimals());
    var quote = tariff.collection(base, payer, decimals, bearer);

    var platform = fee(base, tariff.platform(), tariff.rates());
    var gateway = fee(base, tariff.gateway(), tariff.rates());
    boolean exchanged = !payer.equals(base.currency());
    var onlyFx = new Charge(tariff.fxPercentage(), Optional.empty());
    var fx = exchanged ? fee(base, onlyFx, tariff.rates()) : Money.zero(base.currency());
    assertThat(quote.platformFee()).isEqualTo(platform);
    assertThat(quote.gatewayFee()).isEqualTo(gateway);
    assertThat(quote.fxFee()).isEqualTo(fx);
    assertThat(platform.isNegative() || gateway.isNegative() || fx.isNegative()).isFalse();

    var fees = platform.plus(gateway).plus(fx);
    boolean payerBears = bearer == FeeBearer.PAYER;
    var total = payerBears ? base.plus(fees) : base;
    assertThat(quote.payee()).isEqualTo(payerBears ? base : base.minus(fees));
    assertThat(quote.payee().plus(quote.fees())).isEqualTo(total);
    var paid =
        exact(total)
            .times(rate(payer, tariff.rates()))
            .dividedBy(rate(base.currency(), tariff.rates()))
            .halfUp(payer.decimals())
            .setScale(decimals, RoundingMode.CEILING);
    assertThat(quote.payer()).isEqualTo(Money.of(paid, payer));
    var back =
        exact(quote.payer())
            .times(rate(base.currency(), tariff.rates()))
            .dividedBy(rate(payer, tariff.rates()))
            .halfUp(base.currency().decimals());
    assertThat(quote.exchanged()).isEqualTo(Money.of(back, base.currency()));
    assertThat(quote.rounding()).isEqualTo(quote.exchanged().minus(total));
    if (!exchanged) {
      assertThat(quote.rounding()).isEqualTo(quote.payer().minus(total));
      assertThat(quote.rounding().isNegative()).isFalse();
    }
    assertThat(tariff.collection(base, payer, decimals, bearer)).isEqualTo(quote);
  }

  @Property(tries = 2000)
  void whatGoesOutArrivesWholeAndThePayerBearsTheFees(
      @ForAll("bases") Money amount, @ForAll("tariffs") Tariff tariff) {
    var quote = tariff.outgoing(amount);
    assertThat(quote.payee()).isEqualTo(amount);
    assertThat(quote.payer().minus(quote.payee())).isEqualTo(quote.fees());
    assertThat(quote.platformFee()).isEqualTo(fee(amount, tariff.platform(), tariff.rates()));
    assertThat(quote.gatewayFee()).isEqualTo(fee(amount, tariff.gateway(), tariff.rates()));
    assertThat(quote.fxFee().isZero()).isTrue();
    assertThat(quote.rounding().isZero()).isTrue();
  }

  @Property(tries = 2000)
  void aQuoteIsRefusedWhenNothingIsLeftOrTheOperatorDoesNotTakeIt(
      @ForAll("bases") Money base,
      @ForAll("currencies") CurrencyCode payer,
      @ForAll FeeBearer bearer,
      @ForAll("tariffs") Tariff tariff,
      @ForAll("rails") Rail rail) {
    var quote = tariff.collection(base, payer, payer.decimals(), bearer);
    var limits = rail.limits(OperationType.COLLECTION, payer);
    boolean fits =
        quote.payer().isPositive()
            && quote.payee().isPositive()
            && quote.payer().compareTo(limits.least()) >= 0
            && quote.payer().compareTo(limits.most()) <= 0;
    var request =
        new QuoteRequest(
            new MerchantId(1), OperationType.COLLECTION, rail, base, payer, bearer, NOW);
    assertThat(Quoted.of(quote, request) instanceof Quoted.Costs).isEqualTo(fits);
  }

  /** Parts of a refund bring back, in all, what the whole at once would have. */
  @Property(tries = 2000)
  void partsThatAreRoundedTogetherLoseNothing(
      @ForAll("bases") Money base,
      @ForAll("currencies") CurrencyCode payer,
      @ForAll("rates") FxRates rates,
      @ForAll @IntRange(min = 1, max = 7) int parts) {
    var returned = Money.zero(payer);
    var refunded = Money.zero(base.currency());
    for (var part : base.split(parts)) {
      refunded = refunded.plus(part);
      var back = rates.convert(refunded, payer).minus(returned);
      assertThat(back.isNegative()).isFalse();
      returned = returned.plus(back);
    }
    assertThat(returned).isEqualTo(rates.convert(base, payer));
  }

  @Provide
  Arbitrary<CurrencyCode> currencies() {
    return Arbitraries.of(USD, LRD, RWF);
  }

  @Provide
  Arbitrary<Rail> rails() {
    return Arbitraries.of(RoutingConfig.DEFAULT.rails());
  }

  @Provide
  Arbitrary<Money> bases() {
    var small = Arbitraries.longs().between(1, 10_000);
    var any = Arbitraries.longs().between(1, 10_000_000_000L);
    return Combinators.combine(Arbitraries.oneOf(small, any), currencies()).as(Money::new);
  }

  @Provide
  Arbitrary<FxRates> rates() {
    var rate =
        Arbitraries.bigDecimals()
            .between(new BigDecimal("0.01"), new BigDecimal("20000"))
            .ofScale(10);
    return Combinators.combine(rate, rate)
        .as((lrd, rwf) -> new FxRates(Map.of(LRD, lrd, RWF, rwf)));
  }

  @Provide
  Arbitrary<Tariff> tariffs() {
    return Combinators.combine(charges(), charges(), percentages(), rates()).as(Tariff::new);
  }

  private Arbitrary<BigDecimal> percentages() {
    return Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(100)).ofScale(6);
  }

  private Arbitrary<Charge> charges() {
    var fixed =
        Combinators.combine(Arbitraries.longs().between(0, 100_000), currencies())
            .as(Money::new)
            .optional();
    return Combinators.combine(percentages(), fixed).as(Charge::new);
  }

  private static Money fee(Money base, Charge charge, FxRates rates) {
    var part = exact(base).times(Fraction.of(charge.percentage().movePointLeft(2)));
    var fixed =
        charge
            .fixed()
            .map(money ->
                exact(money)
                    .times(rate(base.currency(), rates))
                    .dividedBy(rate(money.currency(), rates)))
            .orElse(Fraction.of(BigDecimal.ZERO));
    return Money.of(part.plus(fixed).halfUp(base.currency().decimals()), base.currency());
  }

  private static Fraction exact(Money money) {
    return Fraction.of(money.amount());
  }

  private static Fraction rate(CurrencyCode currency, FxRates rates) {
    return Fraction.of(rates.perUsd().getOrDefault(currency, BigDecimal.ONE));
  }
}
