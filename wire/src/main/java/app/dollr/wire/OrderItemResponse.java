package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;

/** A line; the amount is the unit price. */
public record OrderItemResponse(
    long id,
    String name,
    String currency,
    long qty,
    BigDecimal amount,
    Instant createdAt,
    Instant updatedAt) {}
