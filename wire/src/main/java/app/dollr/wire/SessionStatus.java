package app.dollr.wire;

/** Where a session stands. */
public enum SessionStatus {
  ACTIVE,
  EXECUTED,
  EXPIRED
}
