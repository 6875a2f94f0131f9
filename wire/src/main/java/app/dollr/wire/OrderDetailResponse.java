package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order with its lines and counterparty. */
public record OrderDetailResponse(
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
    Instant updatedAt,
    List<OrderItemResponse> orderItems,
    @Nullable CounterPartyWithPartyResponse counterparty) {}
