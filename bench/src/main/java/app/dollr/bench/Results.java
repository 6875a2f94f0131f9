package app.dollr.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All that was measured in one run, and how it is told. */
final class Results {
  private final Plan plan;
  private final String floorDriver;
  private final List<Collections> collections = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Results(Plan plan, String floorDriver) {
    this.plan = plan;
    this.floorDriver = floorDriver;
  }

  void add(Collections measured) {
    collections.add(measured);
  }

  void add(Call measured) {
    calls.add(measured);
  }

  void note(String line) {
    notes.add(line);
  }

  List<Collections> collections() {
    return List.copyOf(collections);
  }

  /** The tables, in Markdown. */
  String table() {
    var text = new StringBuilder();
    line(
        text,
        "%d processors, %d connections, %d s a measurement, %d rounds; floor by %s.",
        Runtime.getRuntime().availableProcessors(),
        plan.clients(),
        plan.seconds(),
        plan.rounds(),
        floorDriver);
    if (!collections.isEmpty()) {
      collections(text);
    }
    if (!calls.isEmpty()) {
      calls(text);
    }
    var ratios = ratios();
    if (!ratios.isEmpty()) {
      line(text, "");
      ratios.forEach(ratio -> line(text, "- %s", ratio));
    }
    if (!notes.isEmpty()) {
      line(text, "");
      notes.forEach(note -> line(text, "- %s", note));
    }
    return text.toString();
  }

  private void collections(StringBuilder text) {
    line(text, "");
    line(
        text,
        "| Complete collections | floor /s | server /s | of the floor | p50 ms | p99 ms |"
            + " server CPU ms | PostgreSQL CPU ms | round trips | commits | WAL bytes |");
    line(text, "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (var kind : collections) {
      var median = kind.median();
      var each = median.each();
      line(
          text,
          "| %s | %,.0f | %,.0f | %.0f %% | %.1f | %.1f | %.2f | %.2f | %.2f | %.2f | %,.0f |",
          kind.name(),
          median.floor(),
          median.perSecond(),
          100 * median.ratio(),
          median.p50(),
          median.p99(),
          each.serverMillis(),
          each.postgresMillis(),
          each.roundTrips(),
          each.transactions(),
          each.walBytes());
    }
  }

  private void calls(StringBuilder text) {
    line(text, "");
    line(text, "| Each call alone | /s | p50 ms | p99 ms |");
    line(text, "|---|--:|--:|--:|");
    for (var call : calls) {
      line(
          text,
          "| %s | %,.0f | %.1f | %.1f |",
          call.name(),
          call.perSecond(),
          call.p50(),
          call.p99());
    }
  }

  /** How the measurements stand to each other, where both were made. */
  private List<String> ratios() {
    List<String> ratios = new ArrayList<>();
    var spread = collections(Part.SPREAD);
    if (spread.isEmpty()) {
      return ratios;
    }
    collections(Part.HOT)
        .ifPresent(hot ->
            ratios.add(
                text("one hot merchant: %.0f %% of spread", percent(hot, spread.get(), false))));
    collections(Part.LOADED)
        .ifPresent(loaded ->
            ratios.add(
                text(
                    "loaded: %.0f %% of empty, each by its own floor; %.0f %% by the clock",
                    percent(loaded, spread.get(), true), percent(loaded, spread.get(), false))));
    calls.stream()
        .filter(call -> call.name().equals(Calls.STATUS))
        .forEach(call ->
            ratios.add(
                text(
                    "status polls: %.1f x collections",
                    call.perSecond() / spread.get().perSecond())));
    return ratios;
  }

  private static double percent(Collections one, Collections other, boolean byFloor) {
    return 100
        * (byFloor
            ? one.median().ratio() / other.median().ratio()
            : one.perSecond() / other.perSecond());
  }

  private Optional<Collections> collections(Part part) {
    return collections.stream()
        .filter(kind -> kind.name().equals(Bench.name(part, plan)))
        .findFirst();
  }

  private static void line(StringBuilder text, String form, Object... values) {
    text.append(text(form, values)).append('\n');
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency for this alone
  private static String text(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
