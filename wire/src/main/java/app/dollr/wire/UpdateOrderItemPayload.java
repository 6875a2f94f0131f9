package app.dollr.wire;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Changes to a line; null leaves a field as it is. */
public record UpdateOrderItemPayload(
    @Nullable String name, @Nullable Long qty, @Nullable BigDecimal amount) {}
