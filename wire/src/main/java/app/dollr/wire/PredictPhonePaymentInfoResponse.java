package app.dollr.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a phone number tells of its operator.
 *
 * @param operatorState how it stands with the operator, where it has said so
 */
public record PredictPhonePaymentInfoResponse(
    String carrier,
    String country,
    List<String> currencies,
    String phone,
    PaymentMethod paymentMethod,
    Provider gatewayProvider,
    OperationType operationType,
    @Nullable OperatorState operatorState) {}
