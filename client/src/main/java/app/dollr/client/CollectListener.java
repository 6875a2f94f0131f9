package app.dollr.client;

import app.dollr.wire.CheckoutSessionResponse;
import app.dollr.wire.CounterPartyResponse;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.PartyResponse;
import app.dollr.wire.PaymentAccountResponse;
import app.dollr.wire.PredictPhonePaymentInfoResponse;
import app.dollr.wire.SourceType;

/**
 * Hears of each step of a {@link DollrClient#collect collection} once it is done, in this order, on
 * the thread that collects. Steps that the request makes unnecessary are not heard of. What a
 * listener throws ends the collection.
 */
public interface CollectListener {
  /** Hears nothing. */
  CollectListener NONE = new CollectListener() {};

  /** The phone's operator was looked up, because the request named no method. */
  default void operatorFound(PredictPhonePaymentInfoResponse operator) {}

  /** The payer was made a party. */
  default void partyCreated(PartyResponse party) {}

  /** The party was made a counterparty. */
  default void counterpartyCreated(CounterPartyResponse counterparty) {}

  /** The invoice or order exists, without lines. */
  default void documentCreated(SourceType type, long id, String number) {}

  /** A line was added to it. */
  default void lineAdded(long id, CollectRequest.Item item) {}

  /** It can be paid now. */
  default void documentPublished(SourceType type, long id) {}

  /** The payer's wallet was registered. */
  default void paymentAccountCreated(PaymentAccountResponse account) {}

  /** The occasion to pay was opened. */
  default void sessionCreated(CheckoutSessionResponse session) {}

  /**
   * The payment is about to be sent under this reference. Whoever must not lose it stores it here:
   * with it the payment's status can be asked whatever happens next.
   */
  default void executing(String referenceId) {}

  /** The payment's status, when it was accepted and whenever it has changed since. */
  default void statusChanged(ExecutionResponse execution) {}
}
