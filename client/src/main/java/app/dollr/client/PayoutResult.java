package app.dollr.client;

/**
 * A payout with what was made, or taken from the request, for it.
 *
 * @param walletId the merchant's wallet that it is paid from
 * @param referenceId the payout's name, to ask its status with
 * @param outcome how it stood when it was last looked at
 */
public record PayoutResult(
    long payoutAccountId, long walletId, long sessionId, String referenceId, Outcome outcome) {
  PayoutResult with(Outcome later) {
    return new PayoutResult(payoutAccountId, walletId, sessionId, referenceId, later);
  }
}
