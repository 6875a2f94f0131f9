package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An invoice. */
public record InvoiceResponse(
    long id,
    @Nullable String referenceId,
    String invoiceNumber,
    long counterpartyId,
    String currency,
    BigDecimal totalAmount,
    SourceStatus status,
    String note,
    FeeBearer feeBearer,
    @Nullable Instant dueDate,
    boolean asPaymentLink,
    long ownerId,
    OwnerType ownerType,
    @Nullable Instant paidAt,
    Instant createdAt,
    Instant updatedAt) {}
