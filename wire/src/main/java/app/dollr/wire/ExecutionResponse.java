package app.dollr.wire;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An execution: one movement of money; its text hides the client secret.
 *
 * @param referenceId the caller's name of it, a version-4 UUID
 * @param payerAmount what leaves the payer, in {@code payerCurrency}
 * @param payeeAmount what the payee gets, in {@code payeeCurrency}
 * @param providerTransactionId the operator's own number, once it is known
 * @param gatewayMessage the gateway's words, mostly on a failure
 * @param walletMessage the wallet's words, mostly on a failure
 * @param clientSecret what the payer's browser confirms a card payment with
 * @param requiresAction whether the payer must confirm in a browser
 * @param paymentIntentId the number that a refund asks for; 0 from a server that does not send it
 */
public record ExecutionResponse(
    String referenceId,
    ExecutionStatus status,
    BigDecimal payerAmount,
    String payerCurrency,
    String payeeCurrency,
    BigDecimal payeeAmount,
    OperationType operationType,
    @Nullable String providerTransactionId,
    @Nullable String gatewayMessage,
    @Nullable String walletMessage,
    @Nullable String clientSecret,
    @Nullable Boolean requiresAction,
    long paymentIntentId) {
  @Override
  public String toString() {
    return "ExecutionResponse[%s %s %s, payer %s %s, payee %s %s, paymentIntentId=%d]"
        .formatted(
            operationType,
            referenceId,
            status,
            payerAmount,
            payerCurrency,
            payeeAmount,
            payeeCurrency,
            paymentIntentId);
  }
}
