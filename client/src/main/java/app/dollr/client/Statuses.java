package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.PaymentSourceStatusResponse;
import app.dollr.wire.SourceType;
import java.time.Instant;

/** How payments and documents stand. */
public final class Statuses {
  private final Transport transport;

  Statuses(Transport transport) {
    this.transport = transport;
  }

  /**
   * A collection as it stands; {@code COMPLETED} and {@code FAILED} never change again.
   *
   * @throws NotFoundException when no collection of the merchant has that reference: it was never
   *     accepted
   */
  public ExecutionResponse collection(String referenceId) {
    return transport.run(call(referenceId));
  }

  /** A collection as it stands, asked for until {@code latest} and no longer. */
  ExecutionResponse collection(String referenceId, Instant latest) {
    return transport.run(call(referenceId), latest);
  }

  /**
   * An invoice or order as it stands.
   *
   * @throws InvalidRequestException when the merchant has no such document
   */
  public PaymentSourceStatusResponse source(SourceType type, long id) {
    var target =
        Target.of("v1", "status", "source").with("source_type", type).with("source_id", id);
    return transport.run(Call.get(target, PaymentSourceStatusResponse.class));
  }

  private static Call<ExecutionResponse> call(String referenceId) {
    var target = Target.of("v1", "status", "collection", referenceId);
    return Call.get(target, ExecutionResponse.class).about(referenceId);
  }
}
