package app.dollr.values;

/**
 * The id of: a journal of one merchant.
 *
 * @param value a positive number, from the database
 */
public record JournalId(long value) {
  public JournalId {
    Ids.check(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
