package app.dollr.app;

import org.jspecify.annotations.Nullable;

/** The program cannot run as it is set up; the message says why, and what to do about it. */
final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotStart(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
