package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order. */
public record OrderResponse(
    long id,
    @Nullable String referenceId,
    String orderNumber,
    long counterpartyId,
    String currency,
    BigDecimal totalAmount,
    String note,
    SourceStatus status,
    FeeBearer feeBearer,
    boolean asPaymentLink,
    long ownerId,
    OwnerType ownerType,
    @Nullable Instant paidAt,
    Instant createdAt,
    Instant updatedAt) {}
