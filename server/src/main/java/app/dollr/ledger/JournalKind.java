package app.dollr.ledger;

/** What a journal records. */
public enum JournalKind {
  /** Money put into a sandbox's wallet. */
  FUNDING,
  /** A payer has paid. */
  COLLECTION,
  /** Money was promised away. */
  RESERVATION,
  /** Money that was promised away has gone. */
  PAYOUT,
  /** Money went to a party's wallet. */
  TRANSFER,
  /** Money went back to a payer. */
  REFUND,
  /** A promise was taken back. */
  RELEASE,
  /** Money that was reported gone has come back. */
  COMPENSATION,
  /** A payer's bank has taken a payment back. */
  DISPUTE,
  /** A payer's bank has given back what it had taken. */
  DISPUTE_REVERSAL,
  /** A wallet has paid what its merchant owed. */
  RECOVERY,
  /** What a gateway has charged, for moving money or for anything else. */
  GATEWAY_CHARGE,
  /** What a gateway has paid out to the platform's bank, or got from it. */
  SETTLEMENT,
  /** A gateway says something about money that nobody can explain yet. */
  EXCEPTION,
  /** What could not be explained was settled. */
  RESOLUTION
}
