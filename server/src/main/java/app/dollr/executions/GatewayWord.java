package app.dollr.executions;

import app.dollr.gateways.Outcome;
import java.util.Optional;

/**
 * What the gateway has said of an execution.
 *
 * @param transaction the operator's own id
 * @param code why not, as the gateway's word
 * @param message why not, for people
 */
public record GatewayWord(
    Optional<String> transaction, Optional<String> code, Optional<String> message) {
  static final GatewayWord NONE =
      new GatewayWord(Optional.empty(), Optional.empty(), Optional.empty());

  static GatewayWord of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Confirmed confirmed ->
          new GatewayWord(confirmed.transaction(), Optional.empty(), Optional.empty());
      case Outcome.Declined declined ->
          new GatewayWord(
              Optional.empty(), Optional.of(declined.code()), Optional.of(declined.message()));
      case Outcome.Taken taken -> NONE;
      case Outcome.Uncertain uncertain -> NONE;
      case Outcome.Absent absent -> NONE;
    };
  }

  /** What has been said once {@code newer} is said too. */
  GatewayWord and(GatewayWord newer) {
    return new GatewayWord(
        newer.transaction.or(() -> transaction),
        newer.code.or(() -> code),
        newer.message.or(() -> message));
  }
}
