package app.dollr.executions;

import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the books have of something that a gateway has moved.
 *
 * @param key of the instruction; empty for a dispute
 * @param transaction the gateway's own id of it
 * @param moved as much as it should have
 * @param completed whether the books have it as moved
 */
public record Settled(
    MerchantId merchant,
    ExecutionId id,
    ReferenceId reference,
    OperationType operation,
    PaymentMethod method,
    Optional<UUID> key,
    Optional<String> transaction,
    Money moved,
    boolean completed,
    Instant quotedAt) {}
