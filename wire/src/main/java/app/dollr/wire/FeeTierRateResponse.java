package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the platform charges a tier.
 *
 * @param percentage of the base, a decimal text: {@code 1.75} means 1.75 %
 * @param fxPercentage of the base, when payer and document differ in currency
 * @param fixedFee added to that, in major units of {@code fixedFeeCurrency}
 */
public record FeeTierRateResponse(
    long id,
    OperationType operationType,
    @Nullable PaymentMethod paymentMethod,
    String percentage,
    String fxPercentage,
    @Nullable BigDecimal fixedFee,
    @Nullable String fixedFeeCurrency,
    Instant effectiveFrom,
    @Nullable Instant effectiveTo,
    Instant createdAt,
    @Nullable FeeTier tier) {}
