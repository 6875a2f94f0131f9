package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.OperationType;
import app.dollr.wire.PredictPhonePaymentInfoResponse;

/** What can be told before any money moves. */
public final class Predictions {
  private final Transport transport;

  Predictions(Transport transport) {
    this.transport = transport;
  }

  /**
   * The mobile money operator of a phone, with the method, provider and currencies to use. Advice
   * only: numbers move between operators.
   *
   * @throws InvalidRequestException when the number is not valid or its operator is not known
   */
  public PredictPhonePaymentInfoResponse mmoProviderInfo(String phone, OperationType operation) {
    var target =
        Target.of("v1", "predictions", "mmo-provider-info")
            .with("phone", phone)
            .with("operation_type", operation);
    return transport.run(Call.get(target, PredictPhonePaymentInfoResponse.class));
  }
}
