package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/**
 * How long a webhook's old secret counts beside the new one. An extension of this server.
 *
 * @param overlapHours 0 to 168; null for 24
 */
public record RotateWebhookSecretPayload(@Nullable Integer overlapHours) {}
