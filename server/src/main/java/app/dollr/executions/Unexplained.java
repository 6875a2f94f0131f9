package app.dollr.executions;

import app.dollr.values.Money;
import app.dollr.wire.OperationType;

/**
 * Money that stands in SUSPENSE.
 *
 * @param amount more than nothing
 * @param incoming whether the gateway has so much more than the books explain, or so much less
 */
record Unexplained(Money amount, boolean incoming) {

  /** What a gateway says has moved for an operation, and should not have. */
  static Unexplained moved(Money amount, OperationType operation) {
    return new Unexplained(amount, isIncoming(operation));
  }

  /** The same money the other way. */
  static Unexplained missing(Money amount, OperationType operation) {
    return new Unexplained(amount, !isIncoming(operation));
  }

  private static boolean isIncoming(OperationType operation) {
    return switch (operation) {
      case COLLECTION -> true;
      case PAYOUT, TRANSFER, REFUND -> false;
    };
  }
}
