package app.dollr.values;

/**
 * The id of: a party of one merchant.
 *
 * @param value a positive number, from the database
 */
public record PartyId(long value) {
  public PartyId {
    Ids.check(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
