package app.dollr.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one endpoint. An extension of this server.
 *
 * @param state {@code PENDING}, {@code DELIVERED}, {@code FAILED} or {@code CANCELED}
 * @param replay whether it was asked for again
 * @param attempts how many were made
 * @param nextAttemptAt when the next is due
 * @param history each attempt; null in a list
 */
public record WebhookDeliveryResponse(
    long id,
    long endpointId,
    long eventId,
    String eventType,
    String state,
    boolean replay,
    int attempts,
    @Nullable Instant nextAttemptAt,
    @Nullable Integer lastStatus,
    @Nullable String lastError,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable List<WebhookAttemptResponse> history) {}
