package app.dollr.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver an event. An extension of this server.
 *
 * @param tookMillis from the beginning to the end of the answer
 * @param status of the answer
 * @param error why there was none
 * @param answer the first 1,024 bytes of the answer's body
 */
public record WebhookAttemptResponse(
    int number,
    Instant beganAt,
    long tookMillis,
    @Nullable Integer status,
    @Nullable String error,
    @Nullable String answer) {}
