package app.dollr.wire;

/** The network behind a payment method; the two operator names are accepted for PAWAPAY. */
public enum Provider {
  MTN_MOMO_LBR,
  ORANGE_MONEY_LBR,
  PAWAPAY,
  STRIPE,
  PLATFORM
}
