package app.dollr.ledger;

/** Whether a wallet may be used. */
public enum WalletStatus {
  ACTIVE,
  RESTRICTED,
  FROZEN,
  CLOSED
}
