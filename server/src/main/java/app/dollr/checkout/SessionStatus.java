package app.dollr.checkout;

/** Where a session stands, as far as it is written. */
public enum SessionStatus {
  /** It can be executed, until it expires. */
  ACTIVE,
  /** It was executed, once and for all. */
  EXECUTED;

  /** What callers see of it. */
  public app.dollr.wire.SessionStatus wire() {
    return switch (this) {
      case ACTIVE -> app.dollr.wire.SessionStatus.ACTIVE;
      case EXECUTED -> app.dollr.wire.SessionStatus.EXECUTED;
    };
  }
}
