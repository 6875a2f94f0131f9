package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A transfer session to open.
 *
 * @param fromWalletId a wallet of the merchant
 * @param amount what arrives, in major units of {@code currency}; fees come on top
 * @param currency that of the wallet, three letters
 * @param expiresAt until when it can be executed
 */
public record CreateTransferSessionPayload(
    long fromWalletId,
    long toCounterpartyId,
    BigDecimal amount,
    String currency,
    Instant expiresAt) {}
