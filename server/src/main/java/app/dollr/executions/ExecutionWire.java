package app.dollr.executions;

import app.dollr.wire.ExecutionResponse;

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
        null,
        null,
        execution.id().value());
  }
}
