package app.dollr.routing;

import app.dollr.values.CurrencyCode;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.OperationType;
import app.dollr.wire.OperatorState;
import app.dollr.wire.PaymentMethod;
import java.util.Optional;
import java.util.Set;

/** What is known, at the moment, of those who carry the rails. */
public interface Operators {
  /** Operators of whom nothing is known, so that what is configured counts. */
  Operators SILENT = new Operators() {};

  /**
   * Why a rail cannot do an operation at the moment, for people, with its name; empty when nothing
   * is known to stand in the way.
   */
  default Optional<String> obstacle(Rail rail, OperationType operation) {
    return Optional.empty();
  }

  /** How it stands with an operation of an operator, where the operator has said so. */
  default Optional<OperatorState> state(Rail rail, OperationType operation) {
    return Optional.empty();
  }

  /** What an operator takes of a currency, where it has said so itself. */
  default Optional<Rail.Limits> limits(Rail rail, OperationType operation, CurrencyCode currency) {
    return Optional.empty();
  }

  /**
   * On whose network a number is. It may ask over a network, so it is never called inside a
   * transaction; without an answer in a short time there is no telling.
   *
   * @param candidates the methods of the number's country
   */
  default Prediction predict(PhoneNumber phone, Set<PaymentMethod> candidates) {
    return new Prediction.Unknown("nobody is asked");
  }

  /** How a payer is asked for the PIN, where the operator has said so itself. */
  default Optional<Prompt> prompt(Rail rail) {
    return Optional.empty();
  }
}
