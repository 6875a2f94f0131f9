package app.dollr.simulators.stripe;

import java.util.Optional;

/**
 * Why a card did not pay, as Stripe's {@code last_payment_error}.
 *
 * @param code such as {@code card_declined}
 * @param declineCode the bank's reason, such as {@code insufficient_funds}
 * @param message for the payer; of a lost or stolen card it tells no more than that it was declined
 */
public record CardError(String code, Optional<String> declineCode, String message) {
  private static final String DECLINED = "Your card was declined.";

  /** The payer did not authenticate, or the bank did not believe him. */
  public static final CardError UNAUTHENTICATED =
      new CardError(
          "payment_intent_authentication_failure",
          Optional.empty(),
          "We are unable to authenticate your payment method. Please choose a different payment"
              + " method and try again.");

  static CardError declined(String declineCode) {
    return declined(declineCode, DECLINED);
  }

  static CardError declined(String declineCode, String message) {
    return new CardError("card_declined", Optional.of(declineCode), message);
  }

  static CardError of(String code, String message) {
    return new CardError(code, Optional.of(code), message);
  }
}
