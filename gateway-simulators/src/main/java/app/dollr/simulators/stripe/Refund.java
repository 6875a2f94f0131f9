package app.dollr.simulators.stripe;

import app.dollr.simulators.stripe.TestCard.Aftermath;
import java.util.Locale;

/**
 * What is given back of a payment.
 *
 * @param id {@code re_…}
 * @param amount in the payment's minor unit
 */
public record Refund(String id, long amount, Status status, boolean failsLater) {
  /** Where a refund stands. */
  public enum Status {
    PENDING,
    SUCCEEDED,
    FAILED;

    /** The word in Stripe's answers. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Gives back a part of a payment.
   *
   * @param before what was given back of it already
   * @throws StripeRefused when it has not succeeded, or less is left of it
   */
  public static Refund of(PaymentIntent intent, String id, long amount, long before) {
    if (intent.status() != IntentStatus.SUCCEEDED) {
      throw StripeRefused.because(
          "charge_not_refundable",
          "This PaymentIntent (%s) does not have a successful charge to refund."
              .formatted(intent.id()));
    }
    if (before == intent.amount()) {
      throw StripeRefused.because(
          "charge_already_refunded", "%s has already been refunded.".formatted(intent.id()));
    }
    if (amount < 1 || amount > intent.amount() - before) {
      throw StripeRefused.because(
          "amount_too_large",
          "Refund amount (%d) is greater than unrefunded amount on charge (%d)"
              .formatted(amount, intent.amount() - before));
    }
    var aftermath = intent.card().map(TestCard::aftermath).orElse(Aftermath.NOTHING);
    return new Refund(
        id,
        amount,
        aftermath == Aftermath.REFUND_PENDING ? Status.PENDING : Status.SUCCEEDED,
        aftermath == Aftermath.REFUND_FAILS);
  }

  /** Whether it is not what it will be at last. */
  public boolean isUnsettled() {
    return status == Status.PENDING || (status == Status.SUCCEEDED && failsLater);
  }

  /** What it is at last. */
  public Refund settle() {
    return new Refund(id, amount, failsLater ? Status.FAILED : Status.SUCCEEDED, false);
  }
}
