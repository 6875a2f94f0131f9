package app.dollr.torture;

/** A defect that is planted to see that it is found. */
enum Defect {
  /** An instruction is sent a second time under another key. */
  DOUBLE_SUBMIT,
  /** The journal of a completed payment is lost. */
  LOST_JOURNAL,
  /** A time-out is taken as a no. */
  EARLY_FAILED
}
