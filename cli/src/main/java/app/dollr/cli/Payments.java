package app.dollr.cli;

import app.dollr.client.CollectResult;
import app.dollr.client.Outcome;
import app.dollr.wire.ExecutionResponse;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Says in words how a payment ended, or that it has not. */
final class Payments {
  private Payments() {}

  static String sentence(Outcome outcome) {
    var execution = outcome.execution();
    if (outcome.isCompleted()) {
      return "Collected %s %s; the payer paid %s %s."
          .formatted(
              execution.payeeCurrency(),
              execution.payeeAmount().toPlainString(),
              execution.payerCurrency(),
              execution.payerAmount().toPlainString());
    }
    return outcome.isFailed() ? "FAILED: " + reason(execution) : open(execution);
  }

  /** The ids and the execution, as one object. */
  static ObjectNode json(CollectResult collected) {
    var tree = (ObjectNode) Shell.tree(collected);
    tree.remove("outcome");
    tree.set("execution", Shell.tree(collected.outcome().execution()));
    return tree;
  }

  private static String open(ExecutionResponse execution) {
    return "Still %s, which is not a failure. Ask again: dollr status %s --wait"
        .formatted(execution.status(), execution.referenceId());
  }

  private static String reason(ExecutionResponse execution) {
    return Stream.of(execution.gatewayMessage(), execution.walletMessage())
        .filter(message -> message != null)
        .findFirst()
        .orElse("no reason given");
  }
}
