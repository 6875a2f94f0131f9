package app.dollr.client;

/**
 * A transfer with what was made, or taken from the request, for it.
 *
 * @param walletId the merchant's wallet that it comes from
 * @param referenceId the transfer's name, to ask its status with
 * @param outcome how it stood when it was answered; transfers mostly end at once
 */
public record TransferResult(long walletId, long sessionId, String referenceId, Outcome outcome) {}
