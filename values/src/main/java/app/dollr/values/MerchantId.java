package app.dollr.values;

/**
 * The id of: a merchant.
 *
 * @param value a positive number, from the database
 */
public record MerchantId(long value) {
  public MerchantId {
    Ids.check(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
