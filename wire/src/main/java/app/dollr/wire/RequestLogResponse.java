package app.dollr.wire;

import java.time.Instant;

/**
 * A request that the merchant made. An extension of this server.
 *
 * @param id grows with each request that this node answers
 * @param path with long numbers masked, and without its query
 */
public record RequestLogResponse(
    long id,
    Instant answeredAt,
    String method,
    String path,
    int status,
    long tookMillis,
    String requestId,
    String clientId) {}
