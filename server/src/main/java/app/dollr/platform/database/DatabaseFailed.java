package app.dollr.platform.database;

/** What is thrown when a statement failed for a reason no caller can mend: a bug. */
public final class DatabaseFailed extends RuntimeException {
  DatabaseFailed(String what, Throwable cause) {
    super(what, cause);
  }
}
