package app.dollr.torture;

import app.dollr.wire.OperationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What came of a run: all counts in words, and the most telling ones as rows of a table. */
final class Report {
  private static final int MOST_NAMED = 50;
  private static final String COMPLETED = "COMPLETED";
  private static final String FAILED = "FAILED";
  private static final List<String> GROUPS =
      List.of(
          "operations",
          "answers",
          "refusals",
          "given up",
          "races",
          "faults",
          "restarts",
          "decisions",
          "surprises");

  private final Tally tally;
  private final Pulse pulse;
  private final Facts facts;
  private final Map<String, Long> reasons;
  private final List<Violation> violations;

  /**
   * The report of a run.
   *
   * @param reasons why executions have failed
   */
  Report(
      Tally tally,
      Pulse pulse,
      Facts facts,
      Map<String, Long> reasons,
      List<Violation> violations) {
    this.tally = tally;
    this.pulse = pulse;
    this.facts = facts;
    this.reasons = Map.copyOf(reasons);
    this.violations = List.copyOf(violations);
  }

  /** Everything, for whoever looks into it. */
  String text() {
    var text = new StringBuilder();
    for (var group : GROUPS) {
      if (tally.sum(group) > 0) {
        section(text, group, tally.of(group));
      }
    }
    section(
        text,
        "executions",
        counts(facts.executions(), e -> e.reference().operation() + " " + e.state()));
    section(text, "why executions have failed", new TreeMap<>(reasons));
    section(
        text,
        "the other side's book",
        counts(
            facts.entries(),
            e -> "%s %s %s".formatted(e.gateway().words(), e.reference().operation(), e.status())));
    section(text, "documents", counts(facts.documents(), Facts.Document::status));
    section(
        text,
        "what did not fit",
        counts(facts.exceptions(), e -> e.kind() + " " + e.resolution().orElse("open")));
    text.append("violations: %,d%n".formatted(violations.size()));
    violations.stream().limit(MOST_NAMED).forEach(v -> text.append("  %s%n".formatted(v)));
    return text.toString();
  }

  /** What is worth telling to others, as rows in Markdown. */
  String table() {
    var answers = tally.of("answers");
    var faults = tally.of("faults");
    List<String> rows = new ArrayList<>();
    row(rows, "faults dealt", number(tally.sum("faults")));
    row(rows, "the server killed and restarted", times(faults, "kill -9 of the server"));
    row(rows, "PostgreSQL killed", times(faults, "kill -9 of PostgreSQL"));
    row(rows, "networks broken", times(faults, "network"));
    row(rows, "lies switched on", times(faults, "lie"));
    row(
        rows,
        "the server answered",
        String.format(
            Locale.ROOT, "%.0f %% of %d s", pulse.percent(), pulse.measured().toSeconds()));
    row(
        rows,
        "executions sent, with deliberate repetitions and without retries",
        number(tally.sum("operations")));
    row(rows, "answers: " + String.join(", ", answers.keySet()), numbers(answers));
    row(rows, "executions accepted: completed, failed", ends(e -> true));
    for (var operation : OperationType.values()) {
      row(
          rows,
          "of them %ss: completed, failed".formatted(operation.name().toLowerCase(Locale.ROOT)),
          ends(e -> e.reference().operation() == operation));
    }
    for (var gateway : Gateway.values()) {
      row(
          rows,
          "the book of %s: moved, refused".formatted(gateway.words()),
          "%s, %s".formatted(entries(gateway, COMPLETED), entries(gateway, FAILED)));
    }
    row(rows, "taken back by payers' banks, and still so", number(takenBack()));
    for (var kind : counts(facts.exceptions(), Facts.Misfit::kind).entrySet()) {
      row(rows, "noted for an operator: " + kind.getKey(), number(kind.getValue()));
    }
    var decisions = tally.of("decisions");
    row(rows, "settled by the operator", number(sum(decisions, "exception")));
    row(
        rows,
        "documents paid",
        number(facts.documents().stream().filter(d -> d.status().equals("PAID")).count()));
    var races = tally.of("races");
    row(
        rows,
        "races begun: one reference more than once, two sessions for one document",
        "%s, %s".formatted(number(sum(races, "one reference")), number(sum(races, "two"))));
    row(rows, "answers of 500", number(answers.getOrDefault("500", 0L)));
    row(rows, "violations", "**%s**".formatted(number(violations.size())));
    return String.join("", rows);
  }

  private String ends(Predicate<Facts.Execution> which) {
    return "%s, %s".formatted(executions(which, COMPLETED), executions(which, FAILED));
  }

  private String executions(Predicate<Facts.Execution> which, String state) {
    return number(
        facts.executions().stream().filter(which).filter(e -> e.state().equals(state)).count());
  }

  private String entries(Gateway gateway, String status) {
    return number(
        facts.entries().stream()
            .filter(entry -> entry.gateway() == gateway && entry.status().equals(status))
            .count());
  }

  private long takenBack() {
    return facts.entries().stream().filter(entry -> entry.takenBack() > 0).count();
  }

  private static void row(List<String> rows, String what, String count) {
    rows.add("| %s | %s |%n".formatted(what, count));
  }

  private static String times(Map<String, Long> counts, String beginning) {
    return number(sum(counts, beginning)) + " times";
  }

  private static long sum(Map<String, Long> counts, String beginning) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().startsWith(beginning))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static String numbers(Map<String, Long> counts) {
    return counts.values().stream().map(Report::number).collect(Collectors.joining(", "));
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static <T> Map<String, Long> counts(List<T> all, Function<T, String> by) {
    return all.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
  }

  private static void section(StringBuilder text, String title, Map<String, Long> counts) {
    long sum = counts.values().stream().mapToLong(Long::longValue).sum();
    text.append("%s: %,d%n".formatted(title, sum));
    counts.forEach((name, count) -> text.append("  %-45s %,9d%n".formatted(name, count)));
  }
}
