package app.dollr.executions;

import app.dollr.fees.Quote;
import app.dollr.values.Money;

/**
 * Who pays and gets what.
 *
 * @param base what is to be moved, fees aside; fees and rounding are in its currency
 * @param rounding what exchanging and whole coins leave over; negative when they take
 * @param payer what the payer pays: for money that goes out, what the merchant is debited
 * @param payee what the payee gets
 */
public record Amounts(
    Money base,
    Money platformFee,
    Money gatewayFee,
    Money fxFee,
    Money rounding,
    Money payer,
    Money payee) {

  static Amounts of(Quote quote) {
    return new Amounts(
        quote.base(),
        quote.platformFee(),
        quote.gatewayFee(),
        quote.fxFee(),
        quote.rounding(),
        quote.payer(),
        quote.payee());
  }

  /** Whether currencies are exchanged. */
  boolean exchanges() {
    return !payer.currency().equals(payee.currency());
  }
}
