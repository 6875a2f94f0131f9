package app.dollr.gateways.sandbox;

import app.dollr.gateways.News;
import app.dollr.gateways.Outcome;
import app.dollr.simulators.stripe.CardError;
import app.dollr.simulators.stripe.PaymentIntent;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.values.Secret;
import app.dollr.wire.OperationType;
import java.util.Optional;

/**
 * A card payment in the simulator's books.
 *
 * @param paid what moves, or moved
 */
record CardEntry(MerchantId merchant, ReferenceId reference, PaymentIntent intent, Money paid) {
  private static final CardError CALLED_OFF =
      new CardError("canceled", Optional.empty(), "The payment was called off.");

  Outcome outcome() {
    return switch (intent.status()) {
      case REQUIRES_PAYMENT_METHOD ->
          intent.lastError().<Outcome>map(CardEntry::rejected).orElseGet(this::actionRequired);
      case REQUIRES_CONFIRMATION, REQUIRES_ACTION -> actionRequired();
      case PROCESSING -> new Outcome.Taken();
      case SUCCEEDED -> new Outcome.Confirmed(paid, Optional.of(intent.id()));
      case CANCELED -> declined(intent.lastError().orElse(CALLED_OFF));
    };
  }

  News news() {
    return new News(SandboxCards.NAME, merchant, reference, OperationType.COLLECTION, outcome());
  }

  CardEntry with(PaymentIntent changed) {
    return new CardEntry(merchant, reference, changed, paid);
  }

  private Outcome actionRequired() {
    return new Outcome.ActionRequired(Secret.of(intent.clientSecret()));
  }

  private static Outcome rejected(CardError error) {
    return new Outcome.Rejected(error.declineCode().orElse(error.code()), error.message());
  }

  private static Outcome declined(CardError error) {
    return new Outcome.Declined(error.declineCode().orElse(error.code()), error.message());
  }
}
