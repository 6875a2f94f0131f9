package app.dollr.gateways.pawapay;

import app.dollr.wire.OperationType;
import app.dollr.wire.OperatorState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How it stands with the operators, as {@code GET /v2/availability} tells. Whatever cannot be read
 * is left out.
 */
record Availability(Map<Deed, OperatorState> states) {
  /** What an operator does. */
  record Deed(String provider, OperationType operation) {}

  Availability {
    states = Map.copyOf(states);
  }

  static Availability read(JsonNode body) {
    Map<Deed, OperatorState> states = new HashMap<>();
    for (var country : body) {
      for (var provider : country.path("providers")) {
        var name = provider.path("provider").asString("");
        for (var operation : provider.path("operationTypes")) {
          ActiveConf.operation(operation.path("operationType").asString(""))
              .ifPresent(known ->
                  states.put(new Deed(name, known), state(operation.path("status").asString(""))));
        }
      }
    }
    return new Availability(states);
  }

  Optional<OperatorState> state(String provider, OperationType operation) {
    return Optional.ofNullable(states.get(new Deed(provider, operation)));
  }

  /** A word that is not known is no reason to close an operator, and none to trust it. */
  static OperatorState state(String word) {
    return switch (word) {
      case "OPERATIONAL" -> OperatorState.OPERATIONAL;
      case "CLOSED" -> OperatorState.CLOSED;
      default -> OperatorState.DELAYED;
    };
  }
}
