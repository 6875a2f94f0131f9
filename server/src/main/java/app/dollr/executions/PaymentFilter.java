package app.dollr.executions;

import app.dollr.wire.OperationType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which executions are wanted.
 *
 * @param states any of these
 * @param currency the payer's
 * @param from, until when they were accepted: from the one moment, before the other
 */
record PaymentFilter(
    Optional<OperationType> operation,
    List<ExecutionState> states,
    Optional<String> currency,
    Optional<Instant> from,
    Optional<Instant> until) {}
