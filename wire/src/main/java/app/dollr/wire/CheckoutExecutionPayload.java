package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/**
 * A collection to execute; the ids may also be sent as numbers.
 *
 * @param paymentMethodId what stands for the card, such as {@code pm_card_visa}; for cards only,
 *     and left out where the account has it or the payer's browser says it
 */
public record CheckoutExecutionPayload(
    String sessionId,
    String paymentAccountId,
    String currency,
    String referenceId,
    @Nullable String paymentMethodId) {

  /** A collection that names no card. */
  public CheckoutExecutionPayload(
      String sessionId, String paymentAccountId, String currency, String referenceId) {
    this(sessionId, paymentAccountId, currency, referenceId, null);
  }
}
