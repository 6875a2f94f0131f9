package app.dollr.wire;

/**
 * How many deliveries are made again. An extension of this server.
 *
 * @param deliveries at most 10,000 with one call
 */
public record WebhookReplayResponse(int deliveries) {}
