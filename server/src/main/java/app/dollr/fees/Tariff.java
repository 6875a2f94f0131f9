package app.dollr.fees;

import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import app.dollr.wire.FeeBearer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The charges and rates that hold for one kind of movement at one moment, and the arithmetic on
 * them. It is pure: the same tariff and base always make the same quote.
 *
 * @param fxPercentage charged when the payer's currency is not the base's
 */
record Tariff(Charge platform, Charge gateway, BigDecimal fxPercentage, FxRates rates) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * A collection of {@code base}.
   *
   * @param payerDecimals how many decimals the operator takes, at most the currency's; with fewer
   *     the payer's amount is rounded up
   */
  Quote collection(Money base, CurrencyCode payer, int payerDecimals, FeeBearer bearer) {
    boolean exchange = !payer.equals(base.currency());
    var platformFee = fee(base, platform);
    var gatewayFee = fee(base, gateway);
    var fxFee =
        exchange
            ? fee(base, new Charge(fxPercentage, Optional.empty()))
            : Money.zero(base.currency());
    var fees = platformFee.plus(gatewayFee).plus(fxFee);
    var total =
        switch (bearer) {
          case PAYER -> base.plus(fees);
          case PAYEE -> base;
        };
    var paid = rates.convert(total, payer);
    var rounded = Money.of(paid.amount().setScale(payerDecimals, RoundingMode.CEILING), payer);
    return new Quote(
        base,
        platformFee,
        gatewayFee,
        fxFee,
        total,
        rounded,
        switch (bearer) {
          case PAYER -> base;
          case PAYEE -> base.minus(fees);
        },
        rates.convert(rounded, base.currency()),
        exchange ? Optional.of(rates.shown(base.currency(), payer)) : Optional.empty());
  }

  /** A payout or transfer of {@code amount}: the payee gets it, the payer bears the fees. */
  Quote outgoing(Money amount) {
    var platformFee = fee(amount, platform);
    var gatewayFee = fee(amount, gateway);
    var total = amount.plus(platformFee).plus(gatewayFee);
    return new Quote(
        amount,
        platformFee,
        gatewayFee,
        Money.zero(amount.currency()),
        total,
        total,
        amount,
        total,
        Optional.empty());
  }

  /** What the gateway charges for moving {@code moved}. */
  Money gatewayFee(Money moved) {
    return fee(moved, gateway);
  }

  /** One fee on {@code base}, part and fixed amount rounded together. */
  private Money fee(Money base, Charge charge) {
    var part = base.amount().multiply(charge.percentage()).divide(HUNDRED);
    var fixed = charge.fixed().orElse(Money.zero(base.currency()));
    var from = rates.rate(fixed.currency());
    var to = rates.rate(base.currency());
    var exact = part.multiply(from).add(fixed.amount().multiply(to));
    var rounded = exact.divide(from, base.currency().decimals(), RoundingMode.HALF_UP);
    return Money.of(rounded, base.currency());
  }
}
