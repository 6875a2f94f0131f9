package app.dollr.values;

/**
 * The id of: a checkout, payout, transfer or refund session of one merchant.
 *
 * @param value a positive number, from the database
 */
public record SessionId(long value) {
  public SessionId {
    Ids.check(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
