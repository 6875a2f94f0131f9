package app.dollr.gateways;

import app.dollr.values.PaymentMethodId;

/** What a gateway that takes cards knows of them. */
public interface Cards {
  /** What is known of a card; nothing is thrown. It is not called inside a transaction. */
  CardKnowledge card(PaymentMethodId id);
}
