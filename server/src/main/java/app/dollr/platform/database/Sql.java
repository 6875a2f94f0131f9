package app.dollr.platform.database;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.ParsedSql;

/**
 * One SQL statement with named parameters, parsed once: {@code where merchant_id = :merchant}.
 *
 * <p>It is made once, as a constant of its store; {@link #with} begins the binding of one use.
 */
public final class Sql {
  private static final ColonPrefixSqlParser PARSER = new ColonPrefixSqlParser();
  private static final Map<FedKey, Sql> FED = new ConcurrentHashMap<>();

  private record FedKey(Sql feeder, String name, Sql consumer) {}

  private final String text;
  private final List<String> names;

  private Sql(String text, List<String> names) {
    this.text = text;
    this.names = List.copyOf(names);
  }

  /** The statement written in {@code text}, without a semicolon at its end. */
  @SuppressWarnings("NullAway") // The parser looks at its context only to report it.
  public static Sql of(String text) {
    ParsedSql parsed = PARSER.parse(text.strip(), null);
    return new Sql(parsed.getSql(), parsed.getParameters().getParameterNames());
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
   * naming the other's tables.
   */
  Sql fedBy(Sql feeder, String name) {
    return FED.computeIfAbsent(
        new FedKey(feeder, name, this),
        key -> new Sql("with " + name + " as (\n" + feeder.text + "\n)\n" + text, both(feeder)));
  }

  String text() {
    return text;
  }

  List<String> names() {
    return names;
  }

  private List<String> both(Sql feeder) {
    return Stream.concat(feeder.names.stream(), names.stream()).toList();
  }
}
