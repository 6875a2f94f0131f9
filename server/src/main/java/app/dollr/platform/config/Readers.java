package app.dollr.platform.config;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How the texts of settings are read. */
public final class Readers {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Readers() {}

  public static String text(String text) {
    return text;
  }

  /** An integer from {@code least} to {@code most}. */
  public static Function<String, Integer> number(int least, int most) {
    return text -> {
      if (!text.matches("-?\\d{1,9}")) {
        throw new IllegalArgumentException("'%s' is no integer".formatted(text));
      }
      int number = Integer.parseInt(text);
      if (number < least || number > most) {
        throw new IllegalArgumentException(
            "%d is not between %d and %d".formatted(number, least, most));
      }
      return number;
    };
  }

  /** A duration such as {@code 500ms}, {@code 2s}, {@code 15m}, {@code 1h} or {@code PT2S}. */
  public static Duration duration(String text) {
    var matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return iso(text);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** One of an enumeration's words, in lower case. */
  public static <E extends Enum<E>> Function<String, E> word(Class<E> words) {
    return text ->
        Arrays.stream(words.getEnumConstants())
            .filter(word -> word.name().equalsIgnoreCase(text))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(notAmong(text, words)));
  }

  /** A list separated by commas. */
  public static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(t -> !t.isEmpty()).toList();
  }

  /** An http(s) URL to which paths are added, without a slash at its end. */
  public static String url(String text) {
    var url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!web || url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null) {
      throw new IllegalArgumentException("'%s' is no http(s) URL".formatted(text));
    }
    return url.toString();
  }

  private static Duration iso(String text) {
    try {
      var duration = Duration.parse(text);
      if (duration.isNegative()) {
        throw new IllegalArgumentException("'%s' is negative".formatted(text));
      }
      return duration;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'%s' is no duration, such as 500ms, 2s, 15m or 1h".formatted(text));
    }
  }

  private static <E extends Enum<E>> String notAmong(String text, Class<E> words) {
    var names = Arrays.stream(words.getEnumConstants()).map(w -> w.name().toLowerCase(Locale.ROOT));
    return "'%s' is not one of %s".formatted(text, String.join(", ", names.toList()));
  }
}
