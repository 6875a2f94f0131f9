package app.dollr.executions;

/** How what a gateway says may not fit what is known. */
public enum ExceptionKind {
  /** Another amount, or currency, has moved than was asked for. */
  OTHER_AMOUNT,
  /** The money has moved, though the execution had failed. */
  LATE_SUCCESS,
  /** The money has not moved, or came back, though the execution was completed. */
  LATE_FAILURE,
  /** Money has moved that nobody here asked for. */
  UNKNOWN_REFERENCE,
  /** A payer disputes a payment; the gateway is to be answered in time. */
  DISPUTE
}
