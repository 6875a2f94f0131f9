package app.dollr.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Changes to an IDLE invoice; null leaves a field as it is. */
public record UpdateInvoicePayload(
    @Nullable String referenceId,
    @Nullable String note,
    @Nullable FeeBearer feeBearer,
    @Nullable Instant dueDate) {}
