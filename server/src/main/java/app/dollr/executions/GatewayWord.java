package app.dollr.executions;

import app.dollr.gateways.Outcome;
import app.dollr.values.Secret;
import java.util.Optional;

/**
 * What the gateway has said of an execution.
 *
 * @param transaction the operator's own id
 * @param code why not, as the gateway's word
 * @param message why not, for people
 * @param clientSecret by which the payer's browser finishes it
 */
public record GatewayWord(
    Optional<String> transaction,
    Optional<String> code,
    Optional<String> message,
    Optional<Secret> clientSecret) {
  static final GatewayWord NONE =
      new GatewayWord(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static GatewayWord of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Confirmed confirmed ->
          new GatewayWord(
              confirmed.transaction(), Optional.empty(), Optional.empty(), Optional.empty());
      case Outcome.Contradicted contradicted ->
          new GatewayWord(
              contradicted.transaction(), Optional.empty(), Optional.empty(), Optional.empty());
      case Outcome.Declined declined -> why(declined.code(), declined.message());
      case Outcome.Rejected rejected -> why(rejected.code(), rejected.message());
      case Outcome.ActionRequired action ->
          new GatewayWord(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(action.clientSecret()));
      case Outcome.Taken taken -> NONE;
      case Outcome.Uncertain uncertain -> NONE;
      case Outcome.Absent absent -> NONE;
      case Outcome.NotNow notNow -> NONE;
    };
  }

  /** What has been said once {@code newer} is said too. */
  GatewayWord and(GatewayWord newer) {
    return new GatewayWord(
        newer.transaction.or(() -> transaction),
        newer.code.or(() -> code),
        newer.message.or(() -> message),
        newer.clientSecret.or(() -> clientSecret));
  }

  /** What it says of money that has moved, whatever had spoken against that before. */
  GatewayWord withoutReason() {
    return new GatewayWord(transaction, Optional.empty(), Optional.empty(), clientSecret);
  }

  private static GatewayWord why(String code, String message) {
    return new GatewayWord(
        Optional.empty(), Optional.of(code), Optional.of(message), Optional.empty());
  }
}
