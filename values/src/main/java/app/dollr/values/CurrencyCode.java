package app.dollr.values;

import java.util.Currency;
import java.util.Locale;

/**
 * An ISO 4217 currency that has minor units.
 *
 * @param code three upper-case letters, such as {@code USD}
 */
public record CurrencyCode(String code) implements Comparable<CurrencyCode> {
  public static final CurrencyCode USD = new CurrencyCode("USD");
  public static final CurrencyCode LRD = new CurrencyCode("LRD");
  public static final CurrencyCode RWF = new CurrencyCode("RWF");

  /**
   * @throws IllegalArgumentException when {@code code} is no ISO 4217 code, or has no minor unit
   *     (gold, test codes)
   */
  public CurrencyCode {
    if (digits(code) < 0) {
      throw new IllegalArgumentException("%s has no minor unit".formatted(code));
    }
  }

  /** The currency named by {@code text}, in any case. */
  public static CurrencyCode parse(String text) {
    return new CurrencyCode(text.toUpperCase(Locale.ROOT));
  }

  /** How many decimals an amount has: 2 for USD and LRD, 0 for RWF. */
  public int decimals() {
    return digits(code);
  }

  @Override
  public int compareTo(CurrencyCode other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }

  private static int digits(String code) {
    return Currency.getInstance(code).getDefaultFractionDigits();
  }
}
