package app.dollr.settlement;

/** What a line of a gateway's statement is about. */
enum LineKind {
  /** A payer has paid. */
  PAYMENT,
  /** A recipient was paid. */
  PAYOUT,
  /** A payer got money back. */
  REFUND,
  /** What was given back has come back. */
  REFUND_RETURN,
  /** A bank has taken a payment back. */
  DISPUTE,
  /** A bank has given back what it had taken. */
  DISPUTE_REVERSAL,
  /** What the gateway charges for another line. */
  FEE,
  /** What was paid out to the platform's bank, or has come from it. */
  BANK,
  /** Nothing that is known of: a correction, a reserve. */
  OTHER;

  /** Whether it is about a dispute, of which a payment may have several. */
  boolean isOfDispute() {
    return this == DISPUTE || this == DISPUTE_REVERSAL;
  }
}
