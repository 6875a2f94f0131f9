package app.dollr.client;

/**
 * No answer: the server could not be reached, or it was and the answer never came. {@link
 * #outcomeUnknown()} tells the two apart; an unknown outcome is not a failure of the payment.
 */
public final class ConnectionException extends DollrException {
  /** Makes one from what is known and from what broke. */
  public ConnectionException(Failure failure, Throwable cause) {
    super(failure, cause);
  }

  /** Always true: networks come back. */
  @Override
  public boolean retryable() {
    return true;
  }
}
