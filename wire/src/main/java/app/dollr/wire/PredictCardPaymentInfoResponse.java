package app.dollr.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a card. */
public record PredictCardPaymentInfoResponse(
    @Nullable String brand,
    @Nullable String country,
    List<String> currencies,
    String paymentMethodId,
    PaymentMethod paymentMethod,
    Provider gatewayProvider,
    OperationType operationType) {}
