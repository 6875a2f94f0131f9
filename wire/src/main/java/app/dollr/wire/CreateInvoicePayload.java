package app.dollr.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An invoice to create. */
public record CreateInvoicePayload(
    long counterpartyId,
    String currency,
    String note,
    FeeBearer feeBearer,
    boolean asPaymentLink,
    @Nullable String referenceId,
    @Nullable Instant dueDate) {}
