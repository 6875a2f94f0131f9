package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A dispute: a payer has told his bank that a payment was not right.
 *
 * @param referenceId of the collection that is disputed
 * @param providerDisputeId the gateway's id of it, such as {@code du_…}
 * @param amount that is disputed, in the currency the payer paid in
 * @param reason the gateway's word for it, such as {@code fraudulent}
 * @param fundsWithdrawn whether the money was taken, and not given back
 * @param chargedAmount what the merchant bears of it now, in {@code walletCurrency}
 * @param owedAmount the part of that which the wallet could not pay yet
 */
public record DisputeResponse(
    long id,
    String referenceId,
    String providerDisputeId,
    BigDecimal amount,
    String currency,
    String reason,
    DisputeStatus status,
    boolean fundsWithdrawn,
    BigDecimal chargedAmount,
    BigDecimal owedAmount,
    String walletCurrency,
    Instant createdAt,
    Instant updatedAt) {}
