package app.dollr.webhooks;

import java.time.Instant;
import java.util.Optional;

/**
 * One event on its way to one endpoint.
 *
 * @param replay whether the merchant asked for it again
 * @param lastStatus the HTTP status of the last answer
 * @param lastError why there was no answer
 */
record Delivery(
    long id,
    long endpoint,
    long event,
    String type,
    boolean replay,
    DeliveryState state,
    int attempts,
    Optional<Instant> nextAt,
    Optional<Integer> lastStatus,
    Optional<String> lastError,
    Instant createdAt,
    Optional<Instant> endedAt) {}
