package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.MerchantInfoResponse;
import app.dollr.wire.MerchantType;

/** Who the caller is. */
public final class Merchants {
  private final Transport transport;

  Merchants(Transport transport) {
    this.transport = transport;
  }

  /**
   * A merchant's name and contact.
   *
   * @throws InvalidRequestException when it is not the caller
   */
  public MerchantInfoResponse info(long merchantId, MerchantType type) {
    var target =
        Target.of("v1", "merchants", "merchant-info")
            .with("merchant_id", merchantId)
            .with("merchant_type", type);
    return transport.run(Call.get(target, MerchantInfoResponse.class));
  }
}
