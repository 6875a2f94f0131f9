package app.dollr.client;

/**
 * 401: the client id and secret are wrong, or they were revoked. A token that merely ran out never
 * surfaces here: it is replaced and the call repeated.
 */
public final class AuthenticationException extends DollrException {
  /** Makes one from what is known. */
  public AuthenticationException(Failure failure) {
    super(failure, null);
  }
}
