package app.dollr.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What to move to a counterparty's wallet; see {@link DollrClient#transfer}.
 *
 * @param counterpartyId who gets it
 * @param amount what arrives, in major units of {@code currency}; fees come on top
 * @param walletId the merchant's wallet that it comes from; when empty, that in the currency
 * @param sessionLife for how long the occasion to move it is open
 * @param referenceId the transfer's name, a version-4 UUID
 */
public record TransferRequest(
    long counterpartyId,
    BigDecimal amount,
    String currency,
    OptionalLong walletId,
    Duration sessionLife,
    String referenceId) {
  private static final Duration LIFE = Duration.ofMinutes(30);

  /** A transfer from the merchant's wallet in the currency, under a new reference. */
  public static TransferRequest to(long counterpartyId, BigDecimal amount, String currency) {
    return new TransferRequest(
        counterpartyId, amount, currency, OptionalLong.empty(), LIFE, Executions.newReference());
  }

  /** This, from a wallet that is named; saves looking for it. */
  public TransferRequest from(long wallet) {
    return new TransferRequest(
        counterpartyId, amount, currency, OptionalLong.of(wallet), sessionLife, referenceId);
  }

  /** This, under the caller's own reference. */
  public TransferRequest named(String reference) {
    return new TransferRequest(counterpartyId, amount, currency, walletId, sessionLife, reference);
  }
}
