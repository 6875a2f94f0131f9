package app.dollr.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** Turns an answer into what the call asked for, or into the exception that says why not. */
final class Read {
  private static final Pattern NEXT = Pattern.compile("[?&]starting_after=(\\d{1,18})\\b");

  private final Clock clock;

  Read(Clock clock) {
    this.clock = clock;
  }

  <T> T read(Call<T> call, Trip trip, HttpResponse<byte[]> answer) {
    if (answer.statusCode() / 100 == 2) {
      return value(call, trip, answer);
    }
    if (answer.statusCode() < 400) {
      throw Failures.unreadable(call, trip, answer.statusCode(), null);
    }
    throw Failures.refused(call, trip, answer, retryAfter(answer));
  }

  private static <T> T value(Call<T> call, Trip trip, HttpResponse<byte[]> answer) {
    if (call.isText()) {
      return text(call, answer.body());
    }
    try {
      T value =
          call.answer().hasRawClass(Linked.class)
              ? linked(call, answer)
              : Json.mapper().readValue(answer.body(), call.answer());
      if (value == null) {
        throw Failures.unreadable(call, trip, answer.statusCode(), null);
      }
      return value;
    } catch (JacksonException broken) {
      throw Failures.unreadable(call, trip, answer.statusCode(), withoutContent(broken));
    }
  }

  /** For a call that asks for a part of a list. */
  @SuppressWarnings("unchecked") // what such a call asks for is a Linked
  private static <T> T linked(Call<T> call, HttpResponse<byte[]> answer) {
    List<?> items =
        Json.mapper().readValue(answer.body(), Json.listOf(call.answer().containedType(0)));
    var next = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
    return (T)
        new Linked<>(
            items,
            next.find() ? OptionalLong.of(Long.parseLong(next.group(1))) : OptionalLong.empty());
  }

  /** For a call that asks for a text. */
  @SuppressWarnings("unchecked") // what such a call asks for is a String
  private static <T> T text(Call<T> call, byte[] body) {
    return (T) call.answer().getRawClass().cast(new String(body, UTF_8));
  }

  /** Jackson quotes what it could not read, and that may be a token. */
  private static Throwable withoutContent(JacksonException broken) {
    return new IllegalArgumentException(
        broken.getClass().getSimpleName() + " at byte " + broken.getLocation().getByteOffset());
  }

  /** {@code Retry-After} in seconds or as a date; one that is neither is as good as none. */
  private Optional<Duration> retryAfter(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("Retry-After").map(String::strip).flatMap(this::duration);
  }

  private Optional<Duration> duration(String text) {
    try {
      return Optional.of(text.matches("\\d+") ? seconds(text) : until(text));
    } catch (DateTimeException | ArithmeticException unreadable) {
      return Optional.empty();
    }
  }

  private static Duration seconds(String digits) {
    return Duration.ofSeconds(digits.length() > 9 ? 999_999_999 : Long.parseLong(digits));
  }

  private Duration until(String date) {
    var then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    var wait = Duration.between(clock.instant(), then);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
