package app.dollr.executions;

import app.dollr.wire.ExecutionStatus;

/** Where an execution stands, in the order of life. */
public enum ExecutionState {
  /** Committed; it is not known to have reached the gateway. */
  ACCEPTED,
  /** The gateway has it, and the payer or operator has to act. */
  SENT,
  /** The gateway has it, and the payer has to act in a browser, until their time is over. */
  AWAITING_PAYER,
  /** It was refused, or not finished in time; the gateway is to call it off before it is over. */
  CANCELING,
  /** It may have reached the gateway or not; money stays where it is until the gateway says. */
  UNCERTAIN,
  /** The gateway speaks of another amount; an operator decides. */
  HELD,
  /** The money has moved. Final. */
  COMPLETED,
  /** The money has not moved and will not. Final. */
  FAILED;

  /** Whether nothing can change it any more. */
  public boolean isFinal() {
    return switch (this) {
      case ACCEPTED, SENT, AWAITING_PAYER, CANCELING, UNCERTAIN, HELD -> false;
      case COMPLETED, FAILED -> true;
    };
  }

  /** What callers see of it. */
  public ExecutionStatus wire() {
    return switch (this) {
      case ACCEPTED -> ExecutionStatus.PENDING;
      case SENT, AWAITING_PAYER, CANCELING, UNCERTAIN, HELD -> ExecutionStatus.PROCESSING;
      case COMPLETED -> ExecutionStatus.COMPLETED;
      case FAILED -> ExecutionStatus.FAILED;
    };
  }
}
