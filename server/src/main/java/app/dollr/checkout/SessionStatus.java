package app.dollr.checkout;

/** Where a session stands, as far as it is written. */
public enum SessionStatus {
  /** It can be executed, until it expires. */
  ACTIVE,
  /** It was executed, once and for all. */
  EXECUTED
}
