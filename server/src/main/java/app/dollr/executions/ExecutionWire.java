package app.dollr.executions;

import app.dollr.values.Secret;
import app.dollr.wire.ExecutionResponse;
import java.util.Optional;

/** Executions in answers. */
final class ExecutionWire {
  private ExecutionWire() {}

  static ExecutionResponse of(Execution execution) {
    var amounts = execution.amounts();
    return new ExecutionResponse(
        execution.reference().toString(),
        execution.state().wire(),
        amounts.payer().amount(),
        amounts.payer().currency().code(),
        amounts.payee().currency().code(),
        amounts.payee().amount(),
        execution.operation(),
        execution.word().transaction().orElse(null),
        execution.word().message().orElse(null),
        execution.walletMessage().orElse(null),
        clientSecret(execution).orElse(null),
        execution.isByCard() ? execution.requiresAction() : null,
        execution.id().value());
  }

  /** The secret for the payer's browser, for as long as there is something to finish. */
  private static Optional<String> clientSecret(Execution execution) {
    return execution.state().isFinal()
        ? Optional.empty()
        : execution.word().clientSecret().map(Secret::reveal);
  }
}
