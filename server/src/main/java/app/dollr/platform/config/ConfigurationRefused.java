package app.dollr.platform.config;

import java.util.List;

/** What is thrown when the environment cannot be used; it names every problem. */
public final class ConfigurationRefused extends RuntimeException {
  private final List<String> problems;

  ConfigurationRefused(List<String> problems) {
    super("the configuration has problems:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
