package app.dollr.wire;

import java.math.BigDecimal;

/** A payout session to open. */
public record CreatePayoutSessionPayload(
    long payoutAccountId, BigDecimal amount, String currency) {}
