package app.dollr.wire;

/** A refund to execute. */
public record RefundExecutionPayload(String sessionId, String referenceId) {}
