package app.dollr.wire;

/** How far a dispute has come. */
public enum DisputeStatus {
  /** It is to be answered, or the bank is looking at the answer. */
  OPEN,
  /** The money stays, or has come back. */
  WON,
  /** The money is gone. */
  LOST
}
