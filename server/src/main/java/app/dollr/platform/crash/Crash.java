package app.dollr.platform.crash;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Where this process is to die.
 *
 * @param references whose payments have all to be at that place first, each waiting there for the
 *     others; none for whichever comes first
 */
public record Crash(CrashPoint point, Set<UUID> references) {
  public Crash {
    references = Set.copyOf(references);
  }

  /**
   * Such as {@code after_submission}, or that with {@code @} and references joined by {@code +}.
   */
  public static Crash read(String text) {
    var parts = text.split("@", 2);
    return new Crash(point(parts[0]), parts.length < 2 ? Set.of() : references(parts[1]));
  }

  private static CrashPoint point(String text) {
    try {
      return CrashPoint.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is none of %s".formatted(text, Arrays.toString(CrashPoint.values())), e);
    }
  }

  private static Set<UUID> references(String text) {
    return Arrays.stream(text.split("\\+")).map(UUID::fromString).collect(Collectors.toSet());
  }
}
