package app.dollr.simulators.stripe;

import java.util.List;
import java.util.Optional;

/**
 * A card with a published number that is nobody's.
 *
 * @param id of the payment method that stands for it, such as {@code pm_card_visa}
 * @param numbers that are entered for it
 * @param brand in Stripe's word
 * @param country of the bank, ISO 3166-1 alpha-2
 * @param funding credit, debit or prepaid
 * @param authentication whether the bank wants to see the payer
 * @param refusal why the charge fails; empty for a card that pays
 * @param aftermath what happens once it has paid
 */
public record TestCard(
    String id,
    List<String> numbers,
    String brand,
    String country,
    String funding,
    Authentication authentication,
    Optional<CardError> refusal,
    Aftermath aftermath) {

  /** What 3-D Secure does with it. */
  public enum Authentication {
    /** The card does not know it, or it is not asked for. */
    NONE,
    /** The payer has to pass a challenge first. */
    REQUIRED
  }

  /** What happens once it has paid. */
  public enum Aftermath {
    NOTHING,
    /** A refund is pending at first. */
    REFUND_PENDING,
    /** A refund is said to have succeeded, and has failed. */
    REFUND_FAILS,
    /** The payer disputes the charge as fraud. */
    DISPUTE_FRAUDULENT,
    /** The payer says that nothing came. */
    DISPUTE_NOT_RECEIVED,
    /** The payer's bank inquires. */
    DISPUTE_INQUIRY
  }

  static final int SHOWN_DIGITS = 4;

  /** The last four digits, which may be shown. */
  public String last4() {
    var number = numbers.getFirst();
    return number.substring(number.length() - SHOWN_DIGITS);
  }

  /** Whether a payment with it needs a challenge. */
  public boolean needsChallenge() {
    return authentication == Authentication.REQUIRED;
  }
}
