package app.dollr.torture;

import app.dollr.torture.Facts.BookEntry;
import java.sql.SQLException;
import java.util.List;

/** Who really moves the money, with a book of its own; and can be told to mislead us. */
interface OtherSide {
  /** Something that waits for a person's decision: a payer's, or a bank's. */
  interface Waiting {
    void decide(boolean inOurFavour) throws InterruptedException;
  }

  /** Misleads us about the next instructions; whether it could be told to. */
  boolean tell(Lie lie, int count) throws InterruptedException;

  /** Is honest from now on, and tells again what was not heard. */
  void beHonest() throws InterruptedException;

  /** What it waits for a decision about. */
  List<Waiting> waiting() throws SQLException, InterruptedException;

  /** Its book. */
  List<BookEntry> book() throws SQLException, InterruptedException;

  /** What it has not ended, or not told us, in words. */
  List<String> unfinished() throws SQLException, InterruptedException;
}
