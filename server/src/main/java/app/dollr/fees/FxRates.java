package app.dollr.fees;

import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

/**
 * The rates of one moment. Each is known as units for one US dollar; any other pair is their
 * quotient, and converting is one division, never a multiplication by a rounded inverse.
 *
 * @param perUsd units of each currency for one US dollar, without the dollar itself
 */
public record FxRates(Map<CurrencyCode, BigDecimal> perUsd) {
  private static final MathContext SHOWN = new MathContext(10, RoundingMode.HALF_UP);

  public FxRates {
    perUsd = Map.copyOf(perUsd);
  }

  /** Whether money of one currency can be exchanged into the other. */
  public boolean knows(CurrencyCode from, CurrencyCode to) {
    return from.equals(to) || (isKnown(from) && isKnown(to));
  }

  /** An amount, exact, of some currency in another, rounded half-up to the other's scale. */
  public Money convert(BigDecimal amount, CurrencyCode from, CurrencyCode to) {
    var converted =
        from.equals(to)
            ? amount.setScale(to.decimals(), RoundingMode.HALF_UP)
            : amount.multiply(rate(to)).divide(rate(from), to.decimals(), RoundingMode.HALF_UP);
    return Money.of(converted, to);
  }

  public Money convert(Money money, CurrencyCode to) {
    return convert(money.amount(), money.currency(), to);
  }

  /** Units of {@code to} for one of {@code from}, with ten significant digits: to show. */
  public BigDecimal shown(CurrencyCode from, CurrencyCode to) {
    return rate(to).divide(rate(from), SHOWN).stripTrailingZeros();
  }

  /** Units for one US dollar. */
  BigDecimal rate(CurrencyCode currency) {
    if (currency.equals(CurrencyCode.USD)) {
      return BigDecimal.ONE;
    }
    var rate = perUsd.get(currency);
    if (rate == null) {
      throw new IllegalStateException("no rate for %s".formatted(currency));
    }
    return rate;
  }

  private boolean isKnown(CurrencyCode currency) {
    return currency.equals(CurrencyCode.USD) || perUsd.containsKey(currency);
  }
}
