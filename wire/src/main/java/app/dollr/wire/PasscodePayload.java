package app.dollr.wire;

/**
 * The approval of a payout
 * (DollrPaymentModelsWithDeviceVerifyPasscodePayloadWithDeviceVerifyPasscodePayload).
 */
public record PasscodePayload(PasscodeToken token, PasscodeDevice device) {}
