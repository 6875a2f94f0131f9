package app.dollr.gateways;

import java.util.Optional;

/** What a gateway says of a card. */
public sealed interface CardKnowledge {
  /**
   * The card is known.
   *
   * @param brand such as {@code visa}
   * @param country of the bank, ISO 3166-1 alpha-2
   */
  record Known(Optional<String> brand, Optional<String> country) implements CardKnowledge {}

  /** Nothing is known under that id. */
  record Unknown() implements CardKnowledge {}

  /**
   * There is no telling at the moment.
   *
   * @param why for the log
   */
  record Unreachable(String why) implements CardKnowledge {}
}
