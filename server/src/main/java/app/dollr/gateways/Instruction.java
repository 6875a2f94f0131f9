package app.dollr.gateways;

import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.util.Optional;

/**
 * What a gateway is told.
 *
 * @param key by which it knows the instruction again
 * @param instrument that pays, or is paid
 * @param amount what leaves or reaches it
 * @param original the key of the payment that is given back, for a refund
 */
public record Instruction(
    GatewayKey key,
    MerchantId merchant,
    ReferenceId reference,
    OperationType operation,
    PaymentMethod method,
    Instrument instrument,
    Money amount,
    Optional<GatewayKey> original) {}
