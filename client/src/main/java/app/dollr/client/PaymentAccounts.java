package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.CreatePaymentAccountPayload;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentAccountResponse;

/** Where parties pay from and are paid to: mobile money wallets and cards. */
public final class PaymentAccounts {
  private final Transport transport;

  PaymentAccounts(Transport transport) {
    this.transport = transport;
  }

  /**
   * Registers an account for one kind of operation; the same wallet twice is two accounts. {@code
   * provider} is {@code PAWAPAY} or the method's own name for mobile money, {@code STRIPE} for
   * cards; {@code insensitiveAccountNumber} is the phone of a mobile money wallet.
   *
   * @throws InvalidRequestException when the party is not the merchant's, or provider and method do
   *     not go together
   */
  public PaymentAccountResponse create(
      CreatePaymentAccountPayload account, OperationType operation) {
    var target = Target.of("v1", "payment-accounts", "create").with("operation_type", operation);
    return transport.run(Call.create(target, account, PaymentAccountResponse.class));
  }
}
