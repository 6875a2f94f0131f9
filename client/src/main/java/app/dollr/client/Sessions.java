package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.CheckoutSessionResponse;
import app.dollr.wire.CreateCheckoutSessionPayload;

/** Occasions to move money: what is shown when one is opened is what is charged while it lives. */
public final class Sessions {
  private final Transport transport;

  Sessions(Transport transport) {
    this.transport = transport;
  }

  /**
   * Opens an occasion to pay a published document; it lives 30 minutes and is executed once.
   *
   * @throws InvalidRequestException {@code value_error.source.not_active}, or the document is not
   *     the merchant's
   */
  public CheckoutSessionResponse checkout(CreateCheckoutSessionPayload session) {
    var target = Target.of("v1", "sessions", "checkout");
    return transport.run(Call.create(target, session, CheckoutSessionResponse.class));
  }
}
