package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution with its fees and what it was for.
 *
 * @param paymentIntentId its number; pages go on after it, and a refund asks for it
 * @param referenceId the caller's name of it, a version-4 UUID
 * @param payerAmount what leaves the payer, in major units of {@code payerCurrency}
 * @param payeeAmount what the payee gets, in major units of {@code payeeCurrency}
 * @param feeCurrency of the three fees, which are in its major units
 * @param sourceType what kind of document a collection was for
 * @param sourceId which one
 * @param originalPaymentIntentId which collection a refund gives back
 * @param completedAt when it became COMPLETED or FAILED
 */
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
