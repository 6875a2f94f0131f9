package app.dollr.client;

/**
 * 422, and every other 4xx without a class of its own: the request as it is will not be accepted.
 * {@link #fieldErrors()} names each problem, {@link #code()} the first one.
 */
public final class InvalidRequestException extends DollrException {
  /** Makes one from what is known. */
  public InvalidRequestException(Failure failure) {
    super(failure, null);
  }
}
