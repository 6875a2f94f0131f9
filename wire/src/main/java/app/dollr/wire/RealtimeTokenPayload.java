package app.dollr.wire;

/**
 * What a realtime key is for: the news of one payment.
 *
 * @param referenceId of the execution, which may not exist yet
 */
public record RealtimeTokenPayload(long sessionId, SourceType sourceType, String referenceId) {}
