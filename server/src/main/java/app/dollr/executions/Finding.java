package app.dollr.executions;

import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import java.util.Optional;

/**
 * Something a gateway said that does not fit.
 *
 * @param execution that it is about; none for an unknown reference
 * @param money that it leaves in SUSPENSE
 * @param transaction the operator's own id
 * @param dispute the gateway's id of the dispute that it is about
 * @param said in words
 */
record Finding(
    MerchantId merchant,
    ReferenceId reference,
    OperationType operation,
    Optional<ExecutionId> execution,
    String gateway,
    ExceptionKind kind,
    Optional<Unexplained> money,
    Optional<String> transaction,
    Optional<String> dispute,
    String said) {}
