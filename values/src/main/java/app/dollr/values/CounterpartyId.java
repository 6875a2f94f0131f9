package app.dollr.values;

/**
 * The id of: a counterparty: how a party stands to its merchant.
 *
 * @param value a positive number, from the database
 */
public record CounterpartyId(long value) {
  public CounterpartyId {
    Ids.check(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
