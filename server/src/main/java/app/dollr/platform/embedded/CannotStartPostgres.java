package app.dollr.platform.embedded;

import java.io.IOException;

/** The embedded PostgreSQL does not run; the message says why, and what to do about it. */
public final class CannotStartPostgres extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotStartPostgres(String message) {
    super(message);
  }

  CannotStartPostgres(String message, Throwable cause) {
    super(message, cause);
  }

  /** A file or folder cannot be used as it must be. */
  static CannotStartPostgres because(String what, IOException cause) {
    var reason = "%s: %s".formatted(cause.getClass().getSimpleName(), cause.getMessage());
    return new CannotStartPostgres(
        "%s (%s): %s".formatted(what, reason, StartFailure.in(reason).advice()), cause);
  }
}
