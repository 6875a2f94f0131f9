package app.dollr.gateways;

import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;

/**
 * What a gateway says without being asked. It may come twice, late, out of order, or be wrong.
 *
 * @param gateway the name of the gateway that speaks
 * @param operation what it says it was told to do
 */
public record News(
    String gateway,
    MerchantId merchant,
    ReferenceId reference,
    OperationType operation,
    Outcome outcome) {}
