package app.dollr.wire;

/**
 * A transfer to execute.
 *
 * @param sessionId the session's id as digits
 * @param referenceId the caller's name of it, a version-4 UUID
 */
public record TransferExecutionPayload(String sessionId, String referenceId) {}
