package app.dollr.client;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to give back of a collection; see {@link DollrClient#refund}.
 *
 * @param originalReferenceId the collection's {@code reference_id}
 * @param amount what is given back, in major units of the currency of the invoice or order
 * @param reason why, for the merchant's own books
 * @param sessionLife for how long the occasion to give it back is open
 * @param referenceId the refund's own name, a version-4 UUID
 */
public record RefundRequest(
    String originalReferenceId,
    BigDecimal amount,
    @Nullable String reason,
    Duration sessionLife,
    String referenceId) {
  private static final Duration LIFE = Duration.ofMinutes(30);

  /** A refund of that collection, under a new reference. */
  public static RefundRequest of(String originalReferenceId, BigDecimal amount) {
    return new RefundRequest(originalReferenceId, amount, null, LIFE, Executions.newReference());
  }

  /** This, with a reason. */
  public RefundRequest because(String why) {
    return new RefundRequest(originalReferenceId, amount, why, sessionLife, referenceId);
  }

  /** This, under the caller's own reference. */
  public RefundRequest named(String reference) {
    return new RefundRequest(originalReferenceId, amount, reason, sessionLife, reference);
  }
}
