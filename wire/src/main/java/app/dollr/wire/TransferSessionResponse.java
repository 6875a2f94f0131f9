package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A transfer session.
 *
 * @param amount what arrives, in major units of {@code currency}; fees come on top
 */
public record TransferSessionResponse(
    long id,
    long fromWalletId,
    long toCounterpartyId,
    BigDecimal amount,
    String currency,
    SessionStatus status,
    Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {}
