package app.dollr.gateways;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Whether this machine's clock goes as a gateway's does: signatures are good for minutes only. */
public final class ClockCheck {
  private static final Duration MOST_SKEW = Duration.ofSeconds(30);

  private ClockCheck() {}

  /**
   * Looks at the clocks.
   *
   * @param gateway as people call it
   * @param date the header of that name in an answer of the gateway
   * @param now by this machine's clock
   */
  public static Check of(String name, String gateway, Optional<String> date, Instant now) {
    return theirs(date)
        .map(theirs -> Duration.between(theirs, now).abs())
        .map(skew -> skew.compareTo(MOST_SKEW) <= 0 ? right(name, gateway) : wrong(name, skew))
        .orElseGet(() ->
            Check.passed(
                name, "%s does not tell the time so that it can be read".formatted(gateway)));
  }

  private static Check right(String name, String gateway) {
    return Check.passed(name, "within %d s of %s's".formatted(MOST_SKEW.toSeconds(), gateway));
  }

  private static Check wrong(String name, Duration skew) {
    return Check.failed(
        name,
        "this machine's clock is %d s off".formatted(skew.toSeconds()),
        "let the clock be set by NTP; signatures are good for minutes only");
  }

  private static Optional<Instant> theirs(Optional<String> date) {
    try {
      return date.map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
          .map(ZonedDateTime::toInstant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
