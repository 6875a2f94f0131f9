package app.dollr.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call that did not get its answer. The subclass tells the kind; catch this one to catch all.
 *
 * <p>Neither the message nor anything else in it holds a secret or a token.
 */
public abstract class DollrException extends RuntimeException {
  private static final Set<Integer> PASSING = Set.of(409, 429, 500, 502, 503, 504);

  private final Failure failure;

  /** Makes one from what is known, and from what caused it if anything did. */
  protected DollrException(Failure failure, @Nullable Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** The HTTP status, 0 when there was no answer. */
  public int status() {
    return failure.status();
  }

  /** A stable word for the reason, see {@link Failure#code()}. */
  public String code() {
    return failure.code();
  }

  /** The id under which the server's log knows the call. */
  public String requestId() {
    return failure.requestId();
  }

  /** Every problem the server named; empty unless the status is 422. */
  public List<FieldError> fieldErrors() {
    return failure.fieldErrors();
  }

  /** How long the server asked to wait before the next try. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(failure.retryAfter());
  }

  /** The {@code reference_id} of the execution the call was about; ask its status with it. */
  public Optional<String> referenceId() {
    return Optional.ofNullable(failure.referenceId());
  }

  /**
   * Whether the server may have carried out the call although it failed: it was sent, and no try of
   * it got a clear no. Then ask how things stand before doing it again.
   */
  public boolean outcomeUnknown() {
    return failure.outcomeUnknown();
  }

  /** Whether the same call may succeed later without any change. */
  public boolean retryable() {
    return PASSING.contains(status());
  }
}
