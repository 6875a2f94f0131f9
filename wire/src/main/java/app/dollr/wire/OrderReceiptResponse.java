package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a paid order; amounts are in major units.
 *
 * @param totalAmount what the lines add up to, in {@code currency}
 * @param payerAmount what left the payer, in {@code payerCurrency}
 * @param payeeAmount what the merchant got, in {@code payeeCurrency}
 * @param platformFee in {@code platformCurrency}
 * @param gatewayFee in {@code gatewayCurrency}
 * @param fxFee in {@code platformCurrency}
 * @param fxRate {@code fxCurrencyTo} for one {@code fxCurrencyFrom}, a decimal text
 * @param paymentIntentId the number that a refund asks for
 */
public record OrderReceiptResponse(
    long orderId,
    String orderNumber,
    @Nullable String referenceId,
    String currency,
    BigDecimal totalAmount,
    SourceStatus status,
    String note,
    boolean asPaymentLink,
    FeeBearer feeBearer,
    long ownerId,
    OwnerType ownerType,
    Instant createdAt,
    long counterpartyId,
    RelationshipType relationshipType,
    String counterpartyName,
    String counterpartyPhone,
    @Nullable Instant paidAt,
    @Nullable String counterpartyEmail,
    @Nullable BigDecimal payerAmount,
    @Nullable String payerCurrency,
    @Nullable BigDecimal payeeAmount,
    @Nullable String payeeCurrency,
    @Nullable BigDecimal platformFee,
    @Nullable String platformCurrency,
    @Nullable BigDecimal gatewayFee,
    @Nullable String gatewayCurrency,
    @Nullable BigDecimal fxFee,
    @Nullable String fxRate,
    @Nullable String fxCurrencyFrom,
    @Nullable String fxCurrencyTo,
    @Nullable Provider paymentProvider,
    @Nullable PaymentMethod paymentMethod,
    @Nullable String accountName,
    @Nullable Instant gatewayConfirmedAt,
    @Nullable String providerTransactionId,
    List<ReceiptItem> items,
    @Nullable Long paymentIntentId) {}
