package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.CheckoutExecutionPayload;
import app.dollr.wire.ExecutionResponse;
import java.util.UUID;

/**
 * Movements of money. Each is named by its {@code reference_id}, a version-4 UUID: the same request
 * with the same reference moves money once, however often it is sent, and is answered with the
 * execution as it stands.
 */
public final class Executions {
  private final Transport transport;

  Executions(Transport transport) {
    this.transport = transport;
  }

  /**
   * Collects the money of a session under the caller's reference, and may be repeated with it for
   * ever. The answer comes before the money does: it says {@code PENDING} or {@code PROCESSING},
   * and {@link DollrClient#awaitFinal} or {@link Statuses#collection} say how it ended.
   *
   * @throws InvalidRequestException {@code value_error.session.expired}, {@code
   *     value_error.session.not_active}, {@code value_error.source.not_active}, {@code
   *     value_error.payment_account.wrong_operation}, {@code value_error.reference_id.duplicate}
   *     for a reference that names another payment
   * @throws ConnectionException when no try got an answer; the payment may have begun, and {@link
   *     DollrException#referenceId()} is what to ask its status with
   */
  public ExecutionResponse collect(CheckoutExecutionPayload collection) {
    var target = Target.of("v1", "executions", "collection");
    return transport.run(
        Call.execute(target, collection, ExecutionResponse.class, collection.referenceId()));
  }

  /**
   * Collects the money of a session under a new reference, the same for every try; the answer, or
   * the exception, tells which.
   *
   * @param currency the payer's
   * @see #collect(CheckoutExecutionPayload)
   */
  public ExecutionResponse collect(long sessionId, long paymentAccountId, String currency) {
    return collect(
        new CheckoutExecutionPayload(
            Long.toString(sessionId),
            Long.toString(paymentAccountId),
            currency,
            UUID.randomUUID().toString()));
  }
}
