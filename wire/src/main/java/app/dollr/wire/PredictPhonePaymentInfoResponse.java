package app.dollr.wire;

import java.util.List;

/** What a phone number tells of its operator. */
public record PredictPhonePaymentInfoResponse(
    String carrier,
    String country,
    List<String> currencies,
    String phone,
    PaymentMethod paymentMethod,
    Provider gatewayProvider,
    OperationType operationType) {}
