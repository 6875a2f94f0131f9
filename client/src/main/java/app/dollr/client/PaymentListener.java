package app.dollr.client;

import app.dollr.wire.CounterPartyResponse;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.PartyResponse;
import app.dollr.wire.PaymentAccountResponse;
import app.dollr.wire.PredictPhonePaymentInfoResponse;

/**
 * Hears of each step of a payout, transfer, refund or {@linkplain CollectListener collection} once
 * it is done, in this order, on the thread that calls. Steps that the request makes unnecessary are
 * not heard of. What a listener throws ends the chain.
 */
public interface PaymentListener {
  /** Hears nothing. */
  PaymentListener NONE = new PaymentListener() {};

  /** The phone's operator was looked up, because the request named no method. */
  default void operatorFound(PredictPhonePaymentInfoResponse operator) {}

  /** The payer or recipient was made a party. */
  default void partyCreated(PartyResponse party) {}

  /** The party was made a counterparty. */
  default void counterpartyCreated(CounterPartyResponse counterparty) {}

  /** The payer's or recipient's account was registered. */
  default void paymentAccountCreated(PaymentAccountResponse account) {}

  /** The occasion to move money was opened. */
  default void sessionCreated(long sessionId) {}

  /**
   * The payment is about to be sent under this reference. Whoever must not lose it stores it here:
   * with it the payment's status can be asked whatever happens next.
   */
  default void executing(String referenceId) {}

  /** The payment's status, when it was accepted and whenever it has changed since. */
  default void statusChanged(ExecutionResponse execution) {}
}
