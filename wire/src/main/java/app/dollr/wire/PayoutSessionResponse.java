package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;

/** A payout session. */
public record PayoutSessionResponse(
    long id,
    long walletId,
    long payoutAccountId,
    BigDecimal amount,
    String currency,
    SessionStatus status,
    Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {}
