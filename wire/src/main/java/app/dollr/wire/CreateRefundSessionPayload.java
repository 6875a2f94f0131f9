package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A refund session to open. */
public record CreateRefundSessionPayload(
    long originalPaymentIntentId, BigDecimal amount, @Nullable String reason, Instant expiresAt) {}
