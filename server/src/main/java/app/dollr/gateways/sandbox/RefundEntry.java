package app.dollr.gateways.sandbox;

import app.dollr.gateways.News;
import app.dollr.gateways.Outcome;
import app.dollr.simulators.stripe.Refund;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import java.util.Optional;

/** A refund of a card payment in the simulator's books. */
record RefundEntry(
    MerchantId merchant, ReferenceId reference, Refund refund, CurrencyCode currency) {

  Outcome outcome() {
    return switch (refund.status()) {
      case PENDING -> new Outcome.Taken();
      case SUCCEEDED ->
          new Outcome.Confirmed(new Money(refund.amount(), currency), Optional.of(refund.id()));
      case FAILED -> new Outcome.Declined("refund_failed", "The bank did not take the refund.");
    };
  }

  News news() {
    return new News(SandboxCards.NAME, merchant, reference, OperationType.REFUND, outcome());
  }
}
