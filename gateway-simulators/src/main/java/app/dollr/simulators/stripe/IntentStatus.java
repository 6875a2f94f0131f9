package app.dollr.simulators.stripe;

import java.util.Locale;

/** Where a PaymentIntent stands. */
public enum IntentStatus {
  /** It has no card, or the last one was refused. */
  REQUIRES_PAYMENT_METHOD,
  /** It has a card, and nobody has confirmed yet that it is to pay. */
  REQUIRES_CONFIRMATION,
  /** The payer has to authenticate. */
  REQUIRES_ACTION,
  /** The charge is under way. */
  PROCESSING,
  /** The money has moved. Final. */
  SUCCEEDED,
  /** It can move no money any more. Final. */
  CANCELED;

  /** The word in Stripe's answers: {@code requires_action}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing can change it any more. */
  public boolean isFinal() {
    return this == SUCCEEDED || this == CANCELED;
  }
}
