package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;

/** A transfer session to open. */
public record CreateTransferSessionPayload(
    long fromWalletId,
    long toCounterpartyId,
    BigDecimal amount,
    String currency,
    Instant expiresAt) {}
