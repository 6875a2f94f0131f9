package app.dollr.wire;

/** The kind of business a merchant is. */
public enum MerchantType {
  MICRO_ORGANIZATION,
  ORGANIZATION
}
