package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/** What a movement of money costs whom; amounts are texts. */
public record AmountAndFeePredictionResponse(
    String payerAmount,
    String payerCurrency,
    String payeeAmount,
    String payeeCurrency,
    String platformFee,
    String platformCurrency,
    @Nullable String fxFee,
    @Nullable String gatewayFee,
    @Nullable String gatewayCurrency) {}
