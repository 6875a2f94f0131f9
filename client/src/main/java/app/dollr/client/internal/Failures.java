package app.dollr.client.internal;

import app.dollr.client.AuthenticationException;
import app.dollr.client.ConnectionException;
import app.dollr.client.DollrException;
import app.dollr.client.Failure;
import app.dollr.client.FieldError;
import app.dollr.client.InvalidRequestException;
import app.dollr.client.NotFoundException;
import app.dollr.client.PermissionException;
import app.dollr.client.RateLimitException;
import app.dollr.client.ServerException;
import app.dollr.client.UnreadableAnswerException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong into the exception that says so. */
final class Failures {
  private Failures() {}

  /** The request never left: the server could not be reached. */
  static ConnectionException notSent(Call<?> call, Trip trip, URI server, Throwable cause) {
    var message =
        "%s was not sent, %s cannot be reached: %s".formatted(call, server, reason(cause));
    var failure = about(call, trip, false).failure(0, "no_answer", message, trip.requestId());
    return new ConnectionException(failure, cause);
  }

  /** The request may have left, and the server did not answer. */
  static ConnectionException noAnswer(Call<?> call, Trip trip, Throwable cause) {
    var message = "%s was sent and no answer came: %s".formatted(call, reason(cause));
    var failure = about(call, trip, true).failure(0, "no_answer", message, trip.requestId());
    return new ConnectionException(failure, cause);
  }

  /** The caller's time was over before there was a token to send anything with. */
  static ConnectionException noToken(Trip trip, Throwable cause) {
    var about = new About(List.of(), null, null, trip.mayBeDone());
    var message = "no token came in time: " + reason(cause);
    return new ConnectionException(about.failure(0, "no_answer", message, trip.requestId()), cause);
  }

  /** The answer is a success and cannot be understood, or is no answer of this API at all. */
  static UnreadableAnswerException unreadable(
      Call<?> call, Trip trip, int status, @Nullable Throwable cause) {
    var message =
        "%s answered %d with something that is not the Dollr API's: is the base URL right?"
            .formatted(call, status);
    return new UnreadableAnswerException(
        about(call, trip, true).failure(status, "unreadable_answer", message, trip.requestId()),
        cause);
  }

  /** The answer is longer than anything the API answers. */
  static UnreadableAnswerException tooLong(Call<?> call, Trip trip, Throwable cause) {
    var message = "%s answered too much: %s".formatted(call, cause.getMessage());
    return new UnreadableAnswerException(
        about(call, trip, true).failure(0, "unreadable_answer", message, trip.requestId()), cause);
  }

  /** The server said no, or that it failed. */
  static DollrException refused(
      Call<?> call, Trip trip, HttpResponse<byte[]> answer, Optional<Duration> retryAfter) {
    int status = answer.statusCode();
    var body = ErrorReader.read(answer.body());
    var code = body.code().orElse(word(status));
    var about =
        new About(
            body.fieldErrors(),
            retryAfter.orElse(null),
            call.reference(),
            trip.mayBeDone() || (changes(call) && mayBeDone(status, retryAfter)));
    var message =
        "%s answered %d %s: %s (request %s)"
            .formatted(call, status, code, body.message(), requestId(trip, answer));
    return exception(about.failure(status, code, message, requestId(trip, answer)));
  }

  private static String reason(Throwable cause) {
    var name = cause.getClass().getSimpleName();
    if (cause.getMessage() != null) {
      return name + ", " + ErrorReader.line(cause.getMessage());
    }
    if (cause instanceof ConnectException) {
      return cause.getCause() instanceof UnresolvedAddressException
          ? "no such host"
          : "connection refused";
    }
    return name;
  }

  private static DollrException exception(Failure failure) {
    return switch (failure.status()) {
      case 401 -> new AuthenticationException(failure);
      case 403 -> new PermissionException(failure);
      case 404 -> new NotFoundException(failure);
      case 429 -> new RateLimitException(failure);
      default ->
          failure.status() >= 500
              ? new ServerException(failure)
              : new InvalidRequestException(failure);
    };
  }

  private static String word(int status) {
    return switch (status) {
      case 401 -> "unauthenticated";
      case 403 -> "forbidden";
      case 404 -> "not_found";
      case 409 -> "conflict";
      case 429 -> "rate_limited";
      default -> status >= 500 ? "server_error" : "invalid_request";
    };
  }

  /**
   * A conflict may be with our own earlier try, a failed server may have failed after the fact. One
   * that says when to come back has done nothing.
   */
  private static boolean mayBeDone(int status, Optional<Duration> retryAfter) {
    return status == 409 || (status >= 500 && !(status == 503 && retryAfter.isPresent()));
  }

  private static boolean changes(Call<?> call) {
    return call.effect() != Effect.NONE;
  }

  private static String requestId(Trip trip, HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("X-Request-Id")
        .map(ErrorReader::line)
        .orElse(trip.requestId());
  }

  private static About about(Call<?> call, Trip trip, boolean sent) {
    return new About(
        List.of(), null, call.reference(), trip.mayBeDone() || (changes(call) && sent));
  }

  /** The second half of a failure. */
  private record About(
      List<FieldError> fieldErrors,
      @Nullable Duration retryAfter,
      @Nullable String reference,
      boolean mayBeDone) {
    Failure failure(int status, String code, String message, String requestId) {
      return new Failure(
          status, code, message, requestId, fieldErrors, retryAfter, reference, mayBeDone);
    }
  }
}
