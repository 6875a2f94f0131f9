package app.dollr.torture;

import app.dollr.wire.ExecutionStatus;
import app.dollr.wire.OperationType;
import java.util.EnumSet;
import java.util.Set;

/** The kinds of payments of the crash matrix, and how each ends. */
enum Kind {
  COLLECTION(OperationType.COLLECTION, ExecutionStatus.COMPLETED),
  CARD(OperationType.COLLECTION, ExecutionStatus.COMPLETED),
  /** By a card that its payer names in the browser, after it was sent. */
  PAYERS_CARD(OperationType.COLLECTION, ExecutionStatus.COMPLETED),
  DECLINED_CARD(OperationType.COLLECTION, ExecutionStatus.FAILED),
  /** By a card whose holder disputes it. */
  DISPUTED_CARD(OperationType.COLLECTION, ExecutionStatus.COMPLETED),
  PAYOUT(OperationType.PAYOUT, ExecutionStatus.COMPLETED),
  DECLINED_PAYOUT(OperationType.PAYOUT, ExecutionStatus.FAILED),
  REFUND(OperationType.REFUND, ExecutionStatus.COMPLETED),
  CARD_REFUND(OperationType.REFUND, ExecutionStatus.COMPLETED),
  /** To a card, and not known at once. */
  SLOW_CARD_REFUND(OperationType.REFUND, ExecutionStatus.COMPLETED),
  /** To a card whose bank sends it back after it was done. */
  RETURNED_CARD_REFUND(OperationType.REFUND, ExecutionStatus.COMPLETED),
  TRANSFER(OperationType.TRANSFER, ExecutionStatus.COMPLETED);

  /** What is handed to a gateway, and answered at once. */
  static final Set<Kind> SENT =
      Set.copyOf(
          EnumSet.of(
              COLLECTION, CARD, DECLINED_CARD, PAYOUT, DECLINED_PAYOUT, REFUND, CARD_REFUND));

  private final OperationType operation;
  private final ExecutionStatus end;

  Kind(OperationType operation, ExecutionStatus end) {
    this.operation = operation;
    this.end = end;
  }

  OperationType operation() {
    return operation;
  }

  ExecutionStatus end() {
    return end;
  }

  /** Whether it gives back what was collected with a payment of its own. */
  boolean isRefund() {
    return operation == OperationType.REFUND;
  }

  /** Whether what counts is told after the first word about it, which is not told then. */
  boolean isToldLater() {
    return switch (this) {
      case PAYERS_CARD, SLOW_CARD_REFUND, RETURNED_CARD_REFUND -> true;
      case COLLECTION,
          CARD,
          DECLINED_CARD,
          DISPUTED_CARD,
          PAYOUT,
          DECLINED_PAYOUT,
          REFUND,
          CARD_REFUND,
          TRANSFER ->
          false;
    };
  }

  boolean isByCard() {
    return switch (this) {
      case CARD,
          PAYERS_CARD,
          DECLINED_CARD,
          DISPUTED_CARD,
          CARD_REFUND,
          SLOW_CARD_REFUND,
          RETURNED_CARD_REFUND ->
          true;
      case COLLECTION, PAYOUT, DECLINED_PAYOUT, REFUND, TRANSFER -> false;
    };
  }
}
