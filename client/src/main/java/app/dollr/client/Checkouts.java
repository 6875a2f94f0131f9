package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.CreateCheckoutSourceLinkResponse;
import app.dollr.wire.CreateCheckoutSourceRequestPayload;

/** Documents with a link to pay them, made in one call. */
public final class Checkouts {
  private final Transport transport;

  Checkouts(Transport transport) {
    this.transport = transport;
  }

  /**
   * Makes an invoice or order that can be paid at once, and the page to pay it. The payer is found
   * by the phone, or made.
   *
   * @throws PermissionException when the mode is {@code HOSTED} and the merchant is not verified
   * @throws InvalidRequestException when a field is wrong
   */
  public CreateCheckoutSourceLinkResponse create(CreateCheckoutSourceRequestPayload checkout) {
    var target = Target.of("v1", "checkouts", "create");
    return transport.run(Call.create(target, checkout, CreateCheckoutSourceLinkResponse.class));
  }
}
