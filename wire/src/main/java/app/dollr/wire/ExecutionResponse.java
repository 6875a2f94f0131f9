package app.dollr.wire;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An execution: one movement of money. */
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
    long paymentIntentId) {}
