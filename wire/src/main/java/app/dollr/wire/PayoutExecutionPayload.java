package app.dollr.wire;

/** A payout to execute. */
public record PayoutExecutionPayload(
    String sessionId, String payoutAccountId, String referenceId, PasscodePayload passcode) {}
