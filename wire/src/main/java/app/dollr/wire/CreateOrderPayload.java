package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/** An order to create. */
public record CreateOrderPayload(
    long counterpartyId,
    String currency,
    String note,
    FeeBearer feeBearer,
    boolean asPaymentLink,
    @Nullable String referenceId) {}
