package app.dollr.gateways.stripe;

import app.dollr.gateways.Outcome;
import app.dollr.values.Secret;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import java.util.Optional;
import java.util.Set;

/** What Stripe's objects mean for an instruction. */
final class Meaning {
  private static final String REFUSED = "Your card was declined.";
  private static final String RETURNED = "The bank did not take the refund.";

  private static final Outcome.Declined CALLED_OFF =
      new Outcome.Declined("canceled", "The payment was called off.");

  /**
   * Why a bank says no where neither the payer nor the thief is told: <a
   * href="https://docs.stripe.com/declines/codes">only that it did</a> (read in November 2026).
   */
  private static final Set<String> UNTOLD =
      Set.of(
          "lost_card",
          "stolen_card",
          "pickup_card",
          "restricted_card",
          "security_violation",
          "fraudulent",
          "merchant_blacklist");

  private Meaning() {}

  static Outcome of(PaymentIntent intent) {
    return switch (intent.getStatus()) {
      case "requires_payment_method" ->
          error(intent).<Outcome>map(Meaning::rejected).orElseGet(() -> actionRequired(intent));
      case "requires_confirmation", "requires_action" -> actionRequired(intent);
      case "processing" -> new Outcome.Taken();
      case "succeeded" ->
          confirmed(intent.getAmountReceived(), intent.getCurrency(), intent.getId());
      case "canceled" -> error(intent).map(Meaning::declined).orElse(CALLED_OFF);
      default -> new Outcome.Uncertain("%s is %s".formatted(intent.getId(), intent.getStatus()));
    };
  }

  static Outcome of(Refund refund) {
    return switch (refund.getStatus()) {
      case "pending", "requires_action" -> new Outcome.Taken();
      case "succeeded" -> confirmed(refund.getAmount(), refund.getCurrency(), refund.getId());
      case "failed", "canceled" ->
          new Outcome.Declined(
              Optional.ofNullable(refund.getFailureReason()).orElse("refund_" + refund.getStatus()),
              RETURNED);
      default -> new Outcome.Uncertain("%s is %s".formatted(refund.getId(), refund.getStatus()));
    };
  }

  private static Outcome confirmed(long number, String currency, String id) {
    try {
      return new Outcome.Confirmed(Amount.of(number, currency), Optional.of(id));
    } catch (IllegalArgumentException e) {
      return new Outcome.Uncertain("%s is of %d %s".formatted(id, number, currency));
    }
  }

  /** A card that did not pay: its true reason for the operator, and what a payer may know. */
  static Outcome.Rejected rejected(StripeError error) {
    return new Outcome.Rejected(code(error), message(error));
  }

  private static Outcome.Declined declined(StripeError error) {
    return new Outcome.Declined(code(error), message(error));
  }

  private static Optional<StripeError> error(PaymentIntent intent) {
    return Optional.ofNullable(intent.getLastPaymentError());
  }

  private static Outcome actionRequired(PaymentIntent intent) {
    return new Outcome.ActionRequired(Secret.of(intent.getClientSecret()));
  }

  private static String code(StripeError error) {
    return Optional.ofNullable(error.getDeclineCode())
        .or(() -> Optional.ofNullable(error.getCode()))
        .orElse("card_declined");
  }

  private static String message(StripeError error) {
    return UNTOLD.contains(code(error))
        ? REFUSED
        : Optional.ofNullable(error.getMessage()).orElse(REFUSED);
  }
}
