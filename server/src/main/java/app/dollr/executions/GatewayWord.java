package app.dollr.executions;

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
}
