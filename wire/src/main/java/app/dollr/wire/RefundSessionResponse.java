package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refund session.
 *
 * @param originalPaymentIntentId the {@code payment_intent_id} of the collection
 * @param amount what is given back, in major units of the refunded document's currency
 */
public record RefundSessionResponse(
    long id,
    long originalPaymentIntentId,
    BigDecimal amount,
    @Nullable String reason,
    SessionStatus status,
    Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {}
