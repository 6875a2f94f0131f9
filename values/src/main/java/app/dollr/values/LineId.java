package app.dollr.values;

/**
 * The id of: a line of an invoice or order.
 *
 * @param value a positive number, from the database
 */
public record LineId(long value) {
  public LineId {
    Ids.check(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
