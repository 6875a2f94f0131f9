package app.dollr.wire;

/** A transfer to execute. */
public record TransferExecutionPayload(String sessionId, String referenceId) {}
