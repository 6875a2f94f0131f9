package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The receipt of a paid order. */
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
