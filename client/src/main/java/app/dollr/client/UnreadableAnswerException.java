package app.dollr.client;

import org.jspecify.annotations.Nullable;

/**
 * An answer that is not one of this API's: no JSON, too long, a redirect. Most often the base URL
 * leads somewhere else.
 */
public final class UnreadableAnswerException extends DollrException {
  /** Makes one from what is known and from what could not be read. */
  public UnreadableAnswerException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }
}
