package app.dollr.fees;

import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.time.Instant;

/** What is charged for the gateway of a method, for an operation, from some moment on. */
record GatewayFee(
    long id,
    PaymentMethod method,
    OperationType operation,
    Charge charge,
    Instant from,
    Instant createdAt) {}
