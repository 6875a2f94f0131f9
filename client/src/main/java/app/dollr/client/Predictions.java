package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.AmountAndFeePredictionResponse;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.PredictCardPaymentInfoResponse;
import app.dollr.wire.PredictPhonePaymentInfoResponse;
import app.dollr.wire.Provider;
import app.dollr.wire.SourceType;

/** What can be told before any money moves. */
public final class Predictions {
  private final Transport transport;

  Predictions(Transport transport) {
    this.transport = transport;
  }

  /**
   * The mobile money operator of a phone, with the method, provider and currencies to use. Advice
   * only: numbers move between operators.
   *
   * @throws InvalidRequestException when the number is not valid or its operator is not known
   */
  public PredictPhonePaymentInfoResponse mmoProviderInfo(String phone, OperationType operation) {
    var target = target("mmo-provider-info").with("phone", phone).with("operation_type", operation);
    return transport.run(Call.get(target, PredictPhonePaymentInfoResponse.class));
  }

  /**
   * What is known of a card, with the method, provider and currencies to use.
   *
   * @param paymentMethodId what stands for it, such as {@code pm_card_visa}
   * @throws InvalidRequestException when the card gateway knows nothing under that id
   */
  public PredictCardPaymentInfoResponse cardProviderInfo(
      String paymentMethodId, OperationType operation) {
    var target =
        target("card-provider-info")
            .with("payment_method_id", paymentMethodId)
            .with("operation_type", operation)
            .with("provider", Provider.STRIPE);
    return transport.run(Call.get(target, PredictCardPaymentInfoResponse.class));
  }

  /**
   * What an amount costs whom, to the last minor unit, for as long as neither fees nor rates
   * change.
   *
   * @throws InvalidRequestException {@code value_error.amount.too_small}, {@code
   *     value_error.amount.too_large}, {@code value_error.method.unsupported}, or a currency that
   *     the method does not take
   */
  public AmountAndFeePredictionResponse amountAndFees(QuoteRequest quote) {
    var target =
        target("amount-and-fees")
            .with("operation_type", quote.operation())
            .with("payment_method", quote.method())
            .with("provider", network(quote.method()))
            .with("base_amount", quote.amount().toPlainString())
            .with("base_currency", quote.currency())
            .with("target_currency", quote.payerCurrency())
            .with("fee_bearer", quote.feeBearer());
    return transport.run(Call.get(target, AmountAndFeePredictionResponse.class));
  }

  /**
   * What paying a published invoice or order costs whom.
   *
   * @param payerCurrency what the payer pays in
   * @throws InvalidRequestException when the merchant has no such document, it is not published, or
   *     the method does not take the currency
   */
  public AmountAndFeePredictionResponse sourceAmountAndFees(
      SourceType type, long id, PaymentMethod method, String payerCurrency) {
    var target =
        target("payment-source", "amount-and-fees")
            .with("source_type", type)
            .with("source_id", id)
            .with("payment_method", method)
            .with("provider", network(method))
            .with("target_currency", payerCurrency);
    return transport.run(Call.get(target, AmountAndFeePredictionResponse.class));
  }

  /** The network behind a method. */
  static Provider network(PaymentMethod method) {
    return switch (method) {
      case MTN_MOMO_LBR, ORANGE_MONEY_LBR, AIRTEL_RWA, MTN_MOMO_RWA, ORANGE_MONEY_RWA ->
          Provider.PAWAPAY;
      case CREDIT_CARD -> Provider.STRIPE;
      case WALLET -> Provider.PLATFORM;
    };
  }

  private static Target target(Object... rest) {
    Object[] segments = new Object[rest.length + 2];
    segments[0] = "v1";
    segments[1] = "predictions";
    System.arraycopy(rest, 0, segments, 2, rest.length);
    return Target.of(segments);
  }
}
