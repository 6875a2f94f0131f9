package app.dollr.fees;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact fraction, not below zero: arithmetic that has nothing in common with what is tested. */
record Fraction(BigInteger over, BigInteger under) {

  static Fraction of(BigDecimal number) {
    return new Fraction(number.unscaledValue(), BigInteger.ONE).times(powerOfTen(-number.scale()));
  }

  Fraction plus(Fraction other) {
    return new Fraction(
        over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
  }

  Fraction times(Fraction other) {
    return new Fraction(over.multiply(other.over), under.multiply(other.under));
  }

  Fraction dividedBy(Fraction other) {
    return new Fraction(over.multiply(other.under), under.multiply(other.over));
  }

  /** Rounded half-up: the floor of twice the number plus one, halved. */
  BigDecimal halfUp(int decimals) {
    var scaled = times(powerOfTen(decimals));
    var two = BigInteger.TWO;
    var whole = scaled.over.multiply(two).add(scaled.under).divide(scaled.under.multiply(two));
    return new BigDecimal(whole, decimals);
  }

  private static Fraction powerOfTen(int exponent) {
    return exponent >= 0
        ? new Fraction(BigInteger.TEN.pow(exponent), BigInteger.ONE)
        : new Fraction(BigInteger.ONE, BigInteger.TEN.pow(-exponent));
  }
}
