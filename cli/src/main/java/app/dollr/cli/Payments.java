package app.dollr.cli;

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
      return done(execution)
          .formatted(
              execution.payeeCurrency(),
              execution.payeeAmount().toPlainString(),
              execution.payerCurrency(),
              execution.payerAmount().toPlainString());
    }
    return outcome.isFailed() ? "FAILED: " + reason(execution) : open(execution);
  }

  /** The ids and the execution, as one object. */
  static ObjectNode json(Object result, Outcome outcome) {
    var tree = (ObjectNode) Shell.tree(result);
    tree.remove("outcome");
    tree.set("execution", Shell.tree(outcome.execution()));
    return tree;
  }

  /** The sentence for people, all of it for programs. */
  static void print(Shell shell, Object result, Outcome outcome) {
    if (shell.json()) {
      shell.print(json(result, outcome));
    } else {
      shell.say(sentence(outcome));
    }
  }

  /** What the payee has got comes first, what it cost the payer second. */
  private static String done(ExecutionResponse execution) {
    return switch (execution.operationType()) {
      case COLLECTION -> "Collected %s %s; the payer paid %s %s.";
      case PAYOUT -> "Paid out %s %s; it cost %s %s.";
      case TRANSFER -> "Transferred %s %s; it cost %s %s.";
      case REFUND -> "Gave back %s %s; it cost %s %s.";
    };
  }

  private static String open(ExecutionResponse execution) {
    if (Boolean.TRUE.equals(execution.requiresAction())) {
      return "The payer has to confirm it in a browser. Ask again: dollr status %s --wait"
          .formatted(execution.referenceId());
    }
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
