package app.dollr.wire;

/** What an execution does with money. */
public enum OperationType {
  COLLECTION,
  PAYOUT,
  TRANSFER,
  REFUND
}
