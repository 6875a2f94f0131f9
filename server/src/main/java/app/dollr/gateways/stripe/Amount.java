package app.dollr.gateways.stripe;

import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/**
 * Amounts as Stripe has them: whole numbers of the smallest unit it knows of a currency, from <a
 * href="https://docs.stripe.com/currencies">its list of currencies</a> (read in November 2026).
 */
final class Amount {
  private static final int DECIMALS = 2;

  /** The currencies that Stripe counts in whole units. */
  private static final Set<String> WHOLE =
      Set.of(
          "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV",
          "XAF", "XOF", "XPF");

  /** The currencies that Stripe counts in thousandths. */
  private static final Set<String> THOUSANDTHS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

  private Amount() {}

  /**
   * A number for Stripe.
   *
   * @throws ArithmeticException when it has more decimals than Stripe counts
   */
  static long of(Money money) {
    return money.amount().movePointRight(decimals(money.currency())).longValueExact();
  }

  /** A number of Stripe's. */
  static Money of(long number, String currency) {
    var code = new CurrencyCode(currency.toUpperCase(Locale.ROOT));
    return Money.of(BigDecimal.valueOf(number, decimals(code)), code);
  }

  /** A currency's name at Stripe. */
  static String currency(Money money) {
    return money.currency().code().toLowerCase(Locale.ROOT);
  }

  private static int decimals(CurrencyCode currency) {
    if (THOUSANDTHS.contains(currency.code())) {
      return DECIMALS + 1;
    }
    return WHOLE.contains(currency.code()) ? 0 : DECIMALS;
  }
}
