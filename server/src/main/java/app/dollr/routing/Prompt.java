package app.dollr.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an operator asks a payer for the PIN, as it says itself.
 *
 * @param byHand whether the payer has to begin it, for the phone does not ask by itself
 * @param code what is dialed to be asked, or to be asked again; empty where that is not possible
 * @param steps what to do for that, by a language's two letters
 */
public record Prompt(boolean byHand, Optional<String> code, Map<String, List<String>> steps) {
  public Prompt {
    steps = Map.copyOf(steps);
  }
}
