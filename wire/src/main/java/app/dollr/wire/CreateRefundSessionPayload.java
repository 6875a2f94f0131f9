package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refund session to open.
 *
 * @param originalPaymentIntentId the {@code payment_intent_id} of the collection
 * @param amount what is given back, in major units of the refunded document's currency
 * @param reason why, for the merchant's own books
 * @param expiresAt until when it can be executed
 */
public record CreateRefundSessionPayload(
    long originalPaymentIntentId, BigDecimal amount, @Nullable String reason, Instant expiresAt) {}
