package app.dollr.platform.http;

/** A port cannot be listened on, mostly because another program does. */
public final class CannotListen extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotListen(String message, Throwable cause) {
    super(message, cause);
  }
}
