package app.dollr.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to make again. An extension of this server.
 *
 * @param all those that have arrived too
 */
public record ReplayWebhooksPayload(
    Instant since, @Nullable Instant until, @Nullable Boolean all) {}
