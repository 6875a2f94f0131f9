package app.dollr.fees;

import app.dollr.wire.OperationType;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What the platform charges the merchants of a tier for an operation, from some moment on.
 *
 * @param tier its id
 * @param fxPercentage charged besides when currencies are exchanged
 */
record TierRate(
    long id,
    long tier,
    OperationType operation,
    Charge charge,
    BigDecimal fxPercentage,
    Instant from,
    Instant createdAt) {}
