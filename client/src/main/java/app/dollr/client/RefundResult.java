package app.dollr.client;

/**
 * A refund with what was made, or taken from the request, for it.
 *
 * @param originalPaymentIntentId the collection that it gives back
 * @param referenceId the refund's own name, to ask its status with
 * @param outcome how it stood when it was last looked at
 */
public record RefundResult(
    long originalPaymentIntentId, long sessionId, String referenceId, Outcome outcome) {
  RefundResult with(Outcome later) {
    return new RefundResult(originalPaymentIntentId, sessionId, referenceId, later);
  }
}
