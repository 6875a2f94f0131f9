package app.dollr.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changes about a webhook endpoint; null changes nothing. An extension of this server.
 *
 * @param status {@code ENABLED} or {@code DISABLED}
 */
public record UpdateWebhookEndpointPayload(
    @Nullable String url,
    @Nullable String description,
    @Nullable List<String> types,
    @Nullable String status) {}
