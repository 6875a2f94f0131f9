package app.dollr.wire;

import java.math.BigDecimal;

/**
 * A payout session to open.
 *
 * @param payoutAccountId an account registered for {@code PAYOUT}
 * @param amount what arrives, in major units of {@code currency}; fees come on top
 * @param currency three letters; the wallet in it pays
 */
public record CreatePayoutSessionPayload(
    long payoutAccountId, BigDecimal amount, String currency) {}
