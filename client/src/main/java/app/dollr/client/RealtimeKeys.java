package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.RealtimeTokenPayload;
import app.dollr.wire.RealtimeTokenResponse;

/** Keys with which a payer's browser follows one payment. */
public final class RealtimeKeys {
  private final Transport transport;

  RealtimeKeys(Transport transport) {
    this.transport = transport;
  }

  /**
   * A key for the payment with this reference, on this session.
   *
   * @throws InvalidRequestException when the merchant has no such checkout session
   */
  public RealtimeTokenResponse collection(RealtimeTokenPayload payment) {
    var target = Target.of("v1", "realtime-keys", "collection");
    return transport.run(Call.post(target, payment, RealtimeTokenResponse.class));
  }
}
