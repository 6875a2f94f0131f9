package app.dollr.values;

/**
 * The id of: a wallet of one merchant, or of one of its parties.
 *
 * @param value a positive number, from the database
 */
public record WalletId(long value) {
  public WalletId {
    Ids.check(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
