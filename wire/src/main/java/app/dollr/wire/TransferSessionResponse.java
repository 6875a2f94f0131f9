package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;

/** A transfer session. */
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
