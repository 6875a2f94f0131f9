package app.dollr.platform.crash;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where this process is to die: once somebody stands at each of the places, all of whom wait there
 * for the others.
 */
public record Crash(Set<Place> places) {
  /**
   * One of the places.
   *
   * @param reference whose payment has to be there; none for whoever comes first
   */
  public record Place(CrashPoint point, Optional<UUID> reference) {}

  public Crash {
    places = Set.copyOf(places);
  }

  /**
   * Such as {@code after_submission}, or that with {@code @} and references joined by {@code +};
   * several of these with commas between.
   */
  public static Crash read(String text) {
    return new Crash(
        Arrays.stream(text.split(",", -1)).flatMap(Crash::places).collect(Collectors.toSet()));
  }

  private static Stream<Place> places(String text) {
    var parts = text.split("@", 2);
    var point = point(parts[0]);
    return parts.length < 2
        ? Stream.of(new Place(point, Optional.empty()))
        : Arrays.stream(parts[1].split("\\+"))
            .map(reference -> new Place(point, Optional.of(UUID.fromString(reference))));
  }

  private static CrashPoint point(String text) {
    try {
      return CrashPoint.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is none of %s".formatted(text, Arrays.toString(CrashPoint.values())), e);
    }
  }
}
