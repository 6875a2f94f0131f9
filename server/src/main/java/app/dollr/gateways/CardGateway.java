package app.dollr.gateways;

import app.dollr.values.PaymentMethodId;

/** A gateway that takes cards. */
public interface CardGateway extends Gateway {
  /** What is known of a card; nothing is thrown. It is not called inside a transaction. */
  CardKnowledge card(PaymentMethodId id);
}
