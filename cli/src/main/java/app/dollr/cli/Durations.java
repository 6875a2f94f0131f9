package app.dollr.cli;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: {@code 90}, {@code 90s}, {@code 2m}, {@code 500ms}. */
final class Durations implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    var word = text.strip().toLowerCase(Locale.ROOT);
    if (!word.matches("\\d{1,9}(ms|s|m|h)?")) {
      throw new TypeConversionException(
          "'%s' is no duration such as 90s, 2m or 500ms".formatted(text));
    }
    long number = Long.parseLong(word.replaceAll("\\D", ""));
    return switch (word.replaceAll("\\d", "")) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
