package app.dollr.values;

/**
 * The id of: a payment account of one merchant.
 *
 * @param value a positive number, from the database
 */
public record PaymentAccountId(long value) {
  public PaymentAccountId {
    Ids.check(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
