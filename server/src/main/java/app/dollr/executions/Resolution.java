package app.dollr.executions;

import java.util.List;

/** How what did not fit was settled. */
public enum Resolution {
  /** The gateway has given the money back to whom it came from, or got it back. */
  REFUND,
  /** It is the merchant's: what came in is credited to its wallet, what went out is debited. */
  CREDIT,
  /** The platform keeps what came in, or bears what went out. */
  WRITE_OFF,
  /** Nothing was left to decide: what was reported done, and was not, has been turned back. */
  COMPENSATED;

  /** What an operator can decide. */
  static final List<Resolution> DECISIONS = List.of(REFUND, CREDIT, WRITE_OFF);
}
