package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is charged for a method's gateway.
 *
 * @param percentage of the base: {@code 1.75} means 1.75 %
 * @param fixedFee added to that, in major units of {@code fixedFeeCurrency}
 */
public record FeeWithProviderResponse(
    long id,
    long providerId,
    OperationType operationType,
    PaymentMethod paymentMethod,
    BigDecimal percentage,
    @Nullable BigDecimal fixedFee,
    @Nullable String fixedFeeCurrency,
    @Nullable Instant effectiveFrom,
    @Nullable Instant effectiveTo,
    Instant createdAt,
    Instant updatedAt) {}
