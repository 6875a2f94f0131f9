package app.dollr.torture;

import java.util.List;

/** How a run ended. */
record Outcome(String report, List<Violation> violations) {
  Outcome {
    violations = List.copyOf(violations);
  }
}
