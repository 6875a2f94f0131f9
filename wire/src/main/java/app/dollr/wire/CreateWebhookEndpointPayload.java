package app.dollr.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new webhook endpoint. An extension of this server.
 *
 * @param url https in live
 * @param types such as {@code invoice.paid} or {@code invoice.*}; null for all
 */
public record CreateWebhookEndpointPayload(
    String url, @Nullable String description, @Nullable List<String> types) {}
