package app.dollr.client;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call that failed; a {@link DollrException} carries one.
 *
 * @param status the HTTP status, 0 when there was no answer
 * @param code the {@code type} of the first field error, or else one of {@code invalid_request},
 *     {@code unauthenticated}, {@code forbidden}, {@code not_found}, {@code conflict}, {@code
 *     rate_limited}, {@code server_error}, {@code no_answer}, {@code unreadable_answer}
 * @param message one line for a person
 * @param requestId the server's {@code X-Request-Id}, or the one that was sent
 * @param fieldErrors every problem of a 422; empty otherwise
 * @param retryAfter how long the server asks to wait, if it does
 * @param referenceId the payment the call was about, if it was about one
 * @param outcomeUnknown whether the server may have carried out the call all the same
 */
public record Failure(
    int status,
    String code,
    String message,
    String requestId,
    List<FieldError> fieldErrors,
    @Nullable Duration retryAfter,
    @Nullable String referenceId,
    boolean outcomeUnknown)
    implements Serializable {
  public Failure {
    fieldErrors = List.copyOf(fieldErrors);
  }
}
