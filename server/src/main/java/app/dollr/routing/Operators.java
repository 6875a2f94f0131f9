package app.dollr.routing;

import app.dollr.values.CurrencyCode;
import app.dollr.wire.OperationType;
import java.util.Optional;

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

  /** What an operator takes of a currency, where it has said so itself. */
  default Optional<Rail.Limits> limits(Rail rail, OperationType operation, CurrencyCode currency) {
    return Optional.empty();
  }

  /** What a payer dials to be asked for the PIN again, where the operator has said so itself. */
  default Optional<String> prompt(Rail rail) {
    return Optional.empty();
  }
}
