package app.dollr.platform.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.ParsedSql;

/**
 * One SQL statement, parsed once.
 *
 * <p>It is made once, as a constant of its store; {@link #with} begins the binding of one use.
 */
public final class Sql {
  private static final ColonPrefixSqlParser PARSER = new ColonPrefixSqlParser();
  private static final Map<FedKey, Sql> FED = new ConcurrentHashMap<>();
  private static final String ROWS = ":rows";

  private record FedKey(Sql feeder, String name, Sql consumer) {}

  private final String text;
  private final List<String> names;
  private final Map<String, List<Integer>> places;
  private final Optional<Given> given;
  private final Map<Integer, String> texts = new ConcurrentHashMap<>();

  private Sql(String text, List<String> names, Optional<Given> given) {
    this.text = text;
    this.names = List.copyOf(names);
    this.places =
        IntStream.range(0, names.size())
            .boxed()
            .collect(Collectors.groupingBy(names::get, Collectors.toUnmodifiableList()));
    this.given = given;
  }

  /**
   * The statement written in {@code text}, without a semicolon at its end, with named parameters:
   * {@code where merchant_id = :merchant}.
   */
  @SuppressWarnings("NullAway") // The parser looks at its context only to report it.
  public static Sql of(String text) {
    ParsedSql parsed = PARSER.parse(text.strip(), null);
    return new Sql(parsed.getSql(), parsed.getParameters().getParameterNames(), Optional.empty());
  }

  /**
   * A statement that does for many what it does for one: to begin one costs more than to go on, so
   * uses that come at the same time can be one. It reads the relation {@code given}, a row for each
   * use, with the parameters as columns; {@code :rows} is how many there are.
   *
   * @param columns the parameters and their types: {@code merchant bigint, id bigint}
   */
  public static Sql each(String columns, String text) {
    var given = Given.of(columns);
    return new Sql(text.strip(), given.names(), Optional.of(given));
  }

  /** Begins a use of this statement with its first parameter. */
  public Binding with(String name, Object value) {
    return new Binding(this).with(name, value);
  }

  /** A use of this statement, which has no parameters. */
  public Binding bare() {
    return new Binding(this);
  }

  /**
   * This statement as one that can read {@code feeder}'s answer as the relation {@code name}: how
   * one room's write uses what another room's read finds, in one statement and without either
   * naming the other's tables. Both are for each, or neither; then {@code given} is that of both.
   */
  Sql fedBy(Sql feeder, String name) {
    return FED.computeIfAbsent(new FedKey(feeder, name, this), key -> fed(feeder, name));
  }

  /** Whether it is for each of many. */
  boolean isForEach() {
    return given.isPresent();
  }

  /** The statement for so many uses. */
  String text(int rows) {
    return given.isPresent()
        ? texts.computeIfAbsent(rows, count -> textForEach(given.get(), count))
        : text;
  }

  /** For messages. */
  String text() {
    return text;
  }

  List<String> names() {
    return names;
  }

  /** Where among the parameters those of a name are; none when there are none. */
  List<Integer> places(String name) {
    return places.getOrDefault(name, List.of());
  }

  private Sql fed(Sql feeder, String name) {
    if (isForEach() != feeder.isForEach()) {
      throw new IllegalArgumentException("one is for each, the other is not: " + text);
    }
    return new Sql(
        "with " + name + " as (\n" + feeder.text + "\n)" + continued(text),
        Stream.concat(feeder.names.stream(), names.stream()).toList(),
        feeder.given.map(first -> first.and(given.orElseThrow())));
  }

  private String textForEach(Given given, int rows) {
    return given.relation(rows) + continued(text.replace(ROWS, Integer.toString(rows)));
  }

  /** A statement after a relation of its own, which its own relations follow. */
  private static String continued(String text) {
    return text.startsWith("with ") ? "," + text.substring("with".length()) : "\n" + text;
  }
}
