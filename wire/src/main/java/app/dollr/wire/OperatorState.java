package app.dollr.wire;

/** How it stands with an operator at the moment, as the operator's gateway says. */
public enum OperatorState {
  /** It works. */
  OPERATIONAL,
  /** It works slowly: payouts and refunds wait their turn, collections it does not take. */
  DELAYED,
  /** It takes nothing. */
  CLOSED
}
