package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/**
 * What a movement of money costs whom; amounts are decimal texts in major units.
 *
 * @param payerAmount what leaves the payer, in {@code payerCurrency}
 * @param payeeAmount what the payee gets, in {@code payeeCurrency}
 * @param platformFee in {@code platformCurrency}, which is the base's; so is the fx fee
 * @param gatewayFee in {@code gatewayCurrency}
 */
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
