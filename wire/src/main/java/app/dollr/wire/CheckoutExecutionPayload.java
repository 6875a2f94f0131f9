package app.dollr.wire;

/** A collection to execute; the ids may also be sent as numbers. */
public record CheckoutExecutionPayload(
    String sessionId, String paymentAccountId, String currency, String referenceId) {}
