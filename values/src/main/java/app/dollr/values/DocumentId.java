package app.dollr.values;

/**
 * The id of: an invoice or order of one merchant.
 *
 * @param value a positive number, from the database
 */
public record DocumentId(long value) {
  public DocumentId {
    Ids.check(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
