package app.dollr.torture;

import java.util.List;

/**
 * How a run ended.
 *
 * @param report all counts in words
 * @param table the most telling ones, as rows in Markdown
 */
record Outcome(String report, String table, List<Violation> violations) {
  Outcome {
    violations = List.copyOf(violations);
  }
}
