package app.dollr.wire;

/**
 * A payout to execute.
 *
 * @param sessionId the session's id as digits
 * @param payoutAccountId that of the session, as digits
 * @param referenceId the caller's name of it, a version-4 UUID
 */
public record PayoutExecutionPayload(
    String sessionId, String payoutAccountId, String referenceId, PasscodePayload passcode) {}
