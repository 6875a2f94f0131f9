package app.dollr.routing;

import app.dollr.wire.PaymentMethod;

/** What those who carry the rails say of a phone number: on whose network it is now. */
public sealed interface Prediction {
  /** It is on this method's. */
  record On(PaymentMethod method) implements Prediction {}

  /**
   * It is on the network of an operator that is not connected.
   *
   * @param operator as the gateway calls it
   */
  record Elsewhere(String operator) implements Prediction {}

  /** Nobody has such a number. */
  record Nowhere() implements Prediction {}

  /**
   * There is no telling: no answer, or nobody to ask.
   *
   * @param why for the log
   */
  record Unknown(String why) implements Prediction {}
}
