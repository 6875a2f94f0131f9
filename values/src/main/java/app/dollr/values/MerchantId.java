package app.dollr.values;

/**
 * The id of: a merchant.
 *
 * @param value a positive number, from the database; 0 for the platform itself
 */
public record MerchantId(long value) {
  /** Not a merchant: whose books hold what belongs to none of them. */
  public static final MerchantId PLATFORM = new MerchantId(0);

  public MerchantId {
    if (value != 0) {
      Ids.check(value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
