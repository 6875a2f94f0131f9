package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A refund session; the amount is in the currency of the refunded document. */
public record RefundSessionResponse(
    long id,
    long originalPaymentIntentId,
    BigDecimal amount,
    @Nullable String reason,
    SessionStatus status,
    Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {}
