package app.dollr.values;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * An exact amount of one currency. It may be negative; whoever needs a positive one checks.
 *
 * @param minorUnits whole minor units (cents for USD, francs for RWF)
 */
public record Money(long minorUnits, CurrencyCode currency) implements Comparable<Money> {

  /**
   * The amount as a decimal number, which must fit the currency's scale.
   *
   * @throws IllegalArgumentException when it has more decimals than the currency, or more minor
   *     units than a {@code long} holds
   */
  public static Money of(BigDecimal amount, CurrencyCode currency) {
    var exact = amount.stripTrailingZeros();
    if (exact.scale() > currency.decimals()) {
      throw new IllegalArgumentException(
          "amount has %d decimals, %s has %d"
              .formatted(exact.scale(), currency, currency.decimals()));
    }
    return ofRounded(amount, currency, RoundingMode.UNNECESSARY);
  }

  /** The amount as a decimal number, brought to the currency's scale as {@code rounding} says. */
  public static Money ofRounded(BigDecimal amount, CurrencyCode currency, RoundingMode rounding) {
    var minor =
        amount.movePointRight(currency.decimals()).setScale(0, rounding).toBigIntegerExact();
    if (minor.bitLength() > 63) {
      throw new OutOfRange("amount %s is out of range".formatted(amount));
    }
    return new Money(minor.longValueExact(), currency);
  }

  /** The amount as text, such as {@code 250.00}; the same refusals as {@link #of}. */
  public static Money parse(String amount, CurrencyCode currency) {
    return of(new BigDecimal(amount), currency);
  }

  public static Money zero(CurrencyCode currency) {
    return new Money(0, currency);
  }

  /** The amount at the currency's scale: {@code 250.00} USD, {@code 250} RWF. */
  public BigDecimal amount() {
    return BigDecimal.valueOf(minorUnits, currency.decimals());
  }

  /** An amount has more minor units than a {@code long} holds. */
  public static final class OutOfRange extends IllegalArgumentException {
    private OutOfRange(String message) {
      super(message);
    }
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minorUnits, same(other).minorUnits), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(minorUnits, same(other).minorUnits), currency);
  }

  public Money negated() {
    return new Money(Math.negateExact(minorUnits), currency);
  }

  public Money times(long count) {
    return new Money(Math.multiplyExact(minorUnits, count), currency);
  }

  /** This amount times {@code factor}, rounded once, as said, to whole minor units. */
  public Money times(BigDecimal factor, RoundingMode rounding) {
    return ofRounded(amount().multiply(factor), currency, rounding);
  }

  /**
   * This amount in {@code parts} parts that differ by one minor unit at most, the larger ones
   * first, and together are exactly this amount.
   */
  public List<Money> split(int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException("%d parts".formatted(parts));
    }
    long each = minorUnits / parts;
    long left = minorUnits % parts;
    List<Money> split = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      split.add(new Money(each + (i < Math.abs(left) ? Long.signum(left) : 0), currency));
    }
    return List.copyOf(split);
  }

  public boolean isPositive() {
    return minorUnits > 0;
  }

  public boolean isZero() {
    return minorUnits == 0;
  }

  public boolean isNegative() {
    return minorUnits < 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(minorUnits, same(other).minorUnits);
  }

  @Override
  public String toString() {
    return currency + " " + amount().toPlainString();
  }

  private Money same(Money other) {
    if (!other.currency.equals(currency)) {
      throw new IllegalArgumentException("%s and %s do not mix".formatted(this, other));
    }
    return other;
  }
}
