package app.dollr.fees;

import app.dollr.values.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a movement of money costs whom. All amounts but {@code payer} are in the currency of the
 * base.
 *
 * @param base what is to be paid, fees aside
 * @param platformFee, gatewayFee, fxFee rounded each for itself
 * @param total what the payer has to pay, fees included if he bears them: T
 * @param payer what the payer pays, in his currency: P
 * @param payee what the payee gets
 * @param exchanged what {@code payer} is worth at the same rates, rounded half-up: Q
 * @param rate units of the payer's currency for one of the base's, to show; empty without exchange
 */
public record Quote(
    Money base,
    Money platformFee,
    Money gatewayFee,
    Money fxFee,
    Money total,
    Money payer,
    Money payee,
    Money exchanged,
    Optional<BigDecimal> rate) {

  /** What exchanging and whole coins leave over, Q − T; negative when they take. */
  public Money rounding() {
    return exchanged.minus(total);
  }

  public Money fees() {
    return platformFee.plus(gatewayFee).plus(fxFee);
  }
}
