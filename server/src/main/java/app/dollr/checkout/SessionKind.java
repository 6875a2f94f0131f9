package app.dollr.checkout;

/** What a session can be executed as. */
public enum SessionKind {
  CHECKOUT,
  PAYOUT,
  TRANSFER,
  REFUND
}
