package app.dollr.wire;

/** The way a payer pays or a payee is paid. */
public enum PaymentMethod {
  MTN_MOMO_LBR,
  ORANGE_MONEY_LBR,
  AIRTEL_RWA,
  MTN_MOMO_RWA,
  ORANGE_MONEY_RWA,
  CREDIT_CARD,
  WALLET
}
