package app.dollr.client;

/** 429: too many requests; {@link #retryAfter()} says when to come back. */
public final class RateLimitException extends DollrException {
  /** Makes one from what is known. */
  public RateLimitException(Failure failure) {
    super(failure, null);
  }
}
