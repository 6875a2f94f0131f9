package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An execution with its fees and what it was for; fees are in the fee currency. */
public record PaymentResponse(
    long paymentIntentId,
    String referenceId,
    OperationType operationType,
    ExecutionStatus status,
    PaymentMethod paymentMethod,
    BigDecimal payerAmount,
    String payerCurrency,
    BigDecimal payeeAmount,
    String payeeCurrency,
    BigDecimal platformFee,
    BigDecimal gatewayFee,
    BigDecimal fxFee,
    String feeCurrency,
    @Nullable SourceType sourceType,
    @Nullable Long sourceId,
    @Nullable Long originalPaymentIntentId,
    @Nullable String providerTransactionId,
    @Nullable String gatewayMessage,
    @Nullable String walletMessage,
    Instant createdAt,
    @Nullable Instant completedAt) {}
