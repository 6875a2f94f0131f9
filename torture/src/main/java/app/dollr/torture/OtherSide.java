package app.dollr.torture;

import app.dollr.torture.Facts.BookEntry;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Who really moves the money, with a book of its own; and can be told to mislead us. */
interface OtherSide {
  /** Misleads us about the next instructions; whether it could be told to. */
  boolean tell(Lie lie, int count) throws InterruptedException;

  /** Is honest from now on. */
  void beHonest() throws InterruptedException;

  /** What it waits for a decision about. */
  List<UUID> waiting() throws SQLException, InterruptedException;

  /** Decides about something that {@link #waiting} named. */
  void decide(UUID waiting, boolean completed) throws InterruptedException;

  /** Its book. */
  List<BookEntry> book() throws SQLException, InterruptedException;

  /** What it has not ended, or not told us, in words. */
  List<String> unfinished() throws SQLException, InterruptedException;
}
