package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the platform charges a tier; percentages are texts, 1.75 means 1.75 %. */
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
