package app.dollr.values;

/**
 * The id of: an execution: one movement of money, wire name payment intent.
 *
 * @param value a positive number, from the database
 */
public record ExecutionId(long value) {
  public ExecutionId {
    Ids.check(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
