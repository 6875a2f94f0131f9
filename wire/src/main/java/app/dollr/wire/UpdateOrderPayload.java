package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/** Changes to an IDLE order; null leaves a field as it is. */
public record UpdateOrderPayload(
    @Nullable String referenceId, @Nullable String note, @Nullable FeeBearer feeBearer) {}
