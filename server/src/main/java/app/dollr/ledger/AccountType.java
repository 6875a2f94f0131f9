package app.dollr.ledger;

/**
 * The accounts of a merchant's books, each per currency. An account's balance is what was posted to
 * it less what was posted from it.
 */
public enum AccountType {
  /** What the merchant has at its disposal. Never below zero. */
  WALLET,
  /** What the merchant has promised away, until it is paid out or released. Never below zero. */
  RESERVED,
  /** What a party of the merchant has at its disposal. Never below zero. */
  PARTY_WALLET,
  /** What the merchant owes the platform (shown as a negative balance). */
  MERCHANT_RECEIVABLE,
  /** What a gateway owes the platform (negative) or the platform owes it (positive). */
  GATEWAY_CLEARING,
  /** The gateway fees that were charged. */
  GATEWAY_FEES,
  /** What gateways really charged (negative). */
  GATEWAY_COST,
  /** What a gateway says has moved and nobody can explain yet. */
  SUSPENSE,
  /** The platform's own fees. */
  PLATFORM_FEES,
  /** The fees for exchanging currencies. */
  FX_FEES,
  /** What exchanging has left the platform with in each currency. */
  FX_POSITION,
  /** What rounding has left over. */
  ROUNDING,
  /** What has gone to a bank (negative). */
  BANK,
  /** Where the money of a sandbox comes from (negative). */
  FUNDING
}
