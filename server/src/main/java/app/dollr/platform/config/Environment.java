package app.dollr.platform.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The environment's variables while settings are read from them; it notes every problem. */
public final class Environment {
  private static final String OURS = "DOLLR_";
  private static final int CLOSE = 6;

  private final Map<String, String> variables;
  private final List<String> problems = new ArrayList<>();

  public Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** The setting's value; the default's when it is not set, or not readable, which is noted. */
  public <T> T get(Setting<T> setting) {
    return optional(setting).orElseGet(() -> setting.reader().apply(setting.fallback()));
  }

  /** The setting's value; empty when it is not set, or not readable, which is noted. */
  public <T> Optional<T> optional(Setting<T> setting) {
    var text = variables.getOrDefault(setting.name(), "");
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(setting.reader().apply(text.strip()));
    } catch (IllegalArgumentException e) {
      problems.add("%s: %s".formatted(setting.name(), e.getMessage()));
      return Optional.empty();
    }
  }

  /** Notes a problem that several settings make together. */
  public void refuse(String problem) {
    problems.add(problem);
  }

  /**
   * Ends the reading.
   *
   * @param known all names beginning with {@code DOLLR_} that mean something
   * @throws ConfigurationRefused when there was any problem, or an unknown name
   */
  public void check(Set<String> known) {
    for (var name : new TreeSet<>(variables.keySet())) {
      if (name.startsWith(OURS) && !known.contains(name)) {
        problems.add("%s is not a setting%s".formatted(name, suggestion(name, known)));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationRefused(problems);
    }
  }

  private static String suggestion(String name, Set<String> known) {
    var distance = new LevenshteinDistance(CLOSE);
    return known.stream()
        .filter(candidate -> distance.apply(name, candidate) >= 0)
        .min(Comparator.comparingInt(candidate -> distance.apply(name, candidate)))
        .map("; did you mean %s?"::formatted)
        .orElse("");
  }
}
