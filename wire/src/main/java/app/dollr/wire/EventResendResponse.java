package app.dollr.wire;

import java.time.Instant;

/**
 * An event that was asked for again. An extension of this server.
 *
 * @param deliveries how many endpoints get it; 0 in a list
 */
public record EventResendResponse(long id, long eventId, int deliveries, Instant createdAt) {}
