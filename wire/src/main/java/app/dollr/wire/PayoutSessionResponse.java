package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A payout session.
 *
 * @param walletId the merchant's wallet that pays
 * @param amount what arrives, in major units of {@code currency}; fees come on top
 */
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
