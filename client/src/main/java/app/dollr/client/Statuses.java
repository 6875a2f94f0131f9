package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentSourceStatusResponse;
import app.dollr.wire.SourceType;
import java.time.Instant;
import java.util.Locale;

/**
 * How payments and documents stand. Of a payment, {@code COMPLETED} and {@code FAILED} never change
 * again. A {@link NotFoundException} means that no payment of the merchant, of that kind, has that
 * reference: it was never accepted.
 */
public final class Statuses {
  private final Transport transport;

  Statuses(Transport transport) {
    this.transport = transport;
  }

  /** A collection as it stands. */
  public ExecutionResponse collection(String referenceId) {
    return of(OperationType.COLLECTION, referenceId);
  }

  /** A payout as it stands. */
  public ExecutionResponse payout(String referenceId) {
    return of(OperationType.PAYOUT, referenceId);
  }

  /** A transfer as it stands. */
  public ExecutionResponse transfer(String referenceId) {
    return of(OperationType.TRANSFER, referenceId);
  }

  /** A refund as it stands. */
  public ExecutionResponse refund(String referenceId) {
    return of(OperationType.REFUND, referenceId);
  }

  /** A payment of that kind as it stands. */
  public ExecutionResponse of(OperationType operation, String referenceId) {
    return transport.run(call(operation, referenceId));
  }

  /** A payment as it stands, asked for until {@code latest} and no longer. */
  ExecutionResponse of(OperationType operation, String referenceId, Instant latest) {
    return transport.run(call(operation, referenceId), latest);
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

  private static Call<ExecutionResponse> call(OperationType operation, String referenceId) {
    var kind = operation.name().toLowerCase(Locale.ROOT);
    var target = Target.of("v1", "status", kind, referenceId);
    return Call.get(target, ExecutionResponse.class).about(referenceId);
  }
}
