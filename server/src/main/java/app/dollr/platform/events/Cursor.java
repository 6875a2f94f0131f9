package app.dollr.platform.events;

/**
 * How far a reader of the log has come. Ids do not commit in order, so it is a place among
 * transactions, and only what was written by transactions older than every one still running is
 * read.
 *
 * @param transaction the last transaction read from, as PostgreSQL numbers it
 * @param row the last row of it that was read
 */
public record Cursor(String transaction, long row) {
  /** Before everything. */
  public static final Cursor BEGINNING = new Cursor("0", 0);
}
