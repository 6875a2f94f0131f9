package app.dollr.client;

/** A webhook that does not come from the server, or is not fresh: do not act on it. */
public final class SignatureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SignatureException(String message) {
    super(message);
  }
}
