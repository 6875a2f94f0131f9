package app.dollr.executions;

import app.dollr.platform.json.Json;
import app.dollr.wire.EventType;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.ExecutionStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a change of an execution tells: only what callers can see of it.
 *
 * @param types the general one, then the one of its kind
 * @param data the execution as answers show it, without the client secret, which is for the payer
 */
record Told(List<String> types, String data) {

  /** An execution is taken in. */
  static Told accepted(Execution execution) {
    return new Told(types(execution), data(execution));
  }

  /** An execution has moved; empty when callers see no difference. */
  static Optional<Told> moved(Execution before, Execution after) {
    var was = ExecutionWire.of(before);
    var is = ExecutionWire.of(after);
    boolean visible = was.status() != is.status() || asksForAction(was) != asksForAction(is);
    return visible ? Optional.of(new Told(types(after), data(after))) : Optional.empty();
  }

  /** A payout or refund that was reported done has come back; its status stays what it was. */
  static Told turnedBack(Execution execution, String why) {
    return new Told(List.of(failed(execution).text()), data(execution, Optional.of(why)));
  }

  private static List<String> types(Execution execution) {
    var types =
        switch (execution.state().wire()) {
          case PENDING -> Stream.of(EventType.EXECUTION_CREATED);
          case PROCESSING ->
              Stream.of(
                  asksForAction(ExecutionWire.of(execution))
                      ? EventType.EXECUTION_REQUIRES_ACTION
                      : EventType.EXECUTION_PROCESSING);
          case COMPLETED -> Stream.of(EventType.EXECUTION_COMPLETED, completed(execution));
          case FAILED -> Stream.of(EventType.EXECUTION_FAILED, failed(execution));
        };
    return types.map(EventType::text).toList();
  }

  private static EventType completed(Execution execution) {
    return switch (execution.operation()) {
      case COLLECTION -> EventType.PAYMENT_COMPLETED;
      case PAYOUT -> EventType.PAYOUT_COMPLETED;
      case TRANSFER -> EventType.TRANSFER_COMPLETED;
      case REFUND -> EventType.REFUND_COMPLETED;
    };
  }

  private static EventType failed(Execution execution) {
    return switch (execution.operation()) {
      case COLLECTION -> EventType.PAYMENT_FAILED;
      case PAYOUT -> EventType.PAYOUT_FAILED;
      case TRANSFER -> EventType.TRANSFER_FAILED;
      case REFUND -> EventType.REFUND_FAILED;
    };
  }

  private static boolean asksForAction(ExecutionResponse wire) {
    return Boolean.TRUE.equals(wire.requiresAction())
        && wire.status() != ExecutionStatus.COMPLETED
        && wire.status() != ExecutionStatus.FAILED;
  }

  private static String data(Execution execution) {
    return data(execution, Optional.empty());
  }

  private static String data(Execution execution, Optional<String> why) {
    var wire = ExecutionWire.of(execution);
    var shown =
        new ExecutionResponse(
            wire.referenceId(),
            wire.status(),
            wire.payerAmount(),
            wire.payerCurrency(),
            wire.payeeCurrency(),
            wire.payeeAmount(),
            wire.operationType(),
            wire.providerTransactionId(),
            why.orElse(wire.gatewayMessage()),
            wire.walletMessage(),
            null,
            wire.requiresAction(),
            wire.paymentIntentId());
    return new String(Json.write(shown), StandardCharsets.UTF_8);
  }
}
