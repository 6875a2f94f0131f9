package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an invoice or order stands. */
public record PaymentSourceStatusResponse(
    long sourceId,
    SourceType sourceType,
    String sourceNumber,
    SourceStatus status,
    String currency,
    BigDecimal totalAmount,
    @Nullable Instant paidAt) {}
