package app.dollr.platform.embedded;

/** The embedded PostgreSQL does not run; the message says why, and what to do about it. */
public final class CannotStartPostgres extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotStartPostgres(String message) {
    super(message);
  }

  CannotStartPostgres(String message, Throwable cause) {
    super(message, cause);
  }
}
