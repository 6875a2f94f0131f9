package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.CheckoutSessionResponse;
import app.dollr.wire.CreateCheckoutSessionPayload;
import app.dollr.wire.CreatePayoutSessionPayload;
import app.dollr.wire.CreateRefundSessionPayload;
import app.dollr.wire.CreateTransferSessionPayload;
import app.dollr.wire.PayoutSessionResponse;
import app.dollr.wire.RefundSessionResponse;
import app.dollr.wire.TransferSessionResponse;

/**
 * Occasions to move money: what is shown when one is opened is what is charged while it lives. Each
 * is executed once. Opening one moves nothing and reserves nothing.
 */
public final class Sessions {
  private final Transport transport;

  Sessions(Transport transport) {
    this.transport = transport;
  }

  /**
   * Opens an occasion to pay a published document; it lives 30 minutes.
   *
   * @throws InvalidRequestException {@code value_error.source.not_active}, or the document is not
   *     the merchant's
   */
  public CheckoutSessionResponse checkout(CreateCheckoutSessionPayload session) {
    return open("checkout", session, CheckoutSessionResponse.class);
  }

  /**
   * Opens an occasion to pay out to an account that was registered for payouts, from the merchant's
   * wallet in the currency.
   *
   * @throws PermissionException when the merchant is not verified
   * @throws InvalidRequestException when the account is not the merchant's, the merchant has no
   *     wallet in the currency, or the amount is outside the method's limits
   */
  public PayoutSessionResponse payout(CreatePayoutSessionPayload session) {
    return open("payout", session, PayoutSessionResponse.class);
  }

  /**
   * Opens an occasion to move money from a wallet of the merchant to that of a counterparty.
   *
   * @throws PermissionException when the merchant is not verified
   * @throws InvalidRequestException when wallet or counterparty are not the merchant's, the
   *     currency is not the wallet's, or the time is past
   */
  public TransferSessionResponse transfer(CreateTransferSessionPayload session) {
    return open("transfer", session, TransferSessionResponse.class);
  }

  /**
   * Opens an occasion to give back a collection or a part of it.
   *
   * @throws PermissionException when the merchant is not verified
   * @throws InvalidRequestException {@code value_error.amount.too_large} for more than is left of
   *     the collection, or there is no such collection that is COMPLETED
   */
  public RefundSessionResponse refund(CreateRefundSessionPayload session) {
    return open("refund", session, RefundSessionResponse.class);
  }

  private <T> T open(String kind, Object session, Class<T> answer) {
    return transport.run(Call.create(Target.of("v1", "sessions", kind), session, answer));
  }
}
