package app.dollr.platform.database;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One statement ready to run: SQL, parameters, and how its answer is read. A room's front door may
 * hand steps to the room that conducts a transaction, which sends them all at once.
 */
public final class Step<T> {
  private final Sql sql;
  private final List<@Nullable Object> values;
  private final Reader<T> reader;

  Step(Sql sql, List<@Nullable Object> values, Reader<T> reader) {
    this.sql = sql;
    this.values = values;
    this.reader = reader;
  }

  /** This step with its answer made into another. */
  public <U> Step<U> map(Function<T, U> conversion) {
    return new Step<>(sql, values, reader.map(conversion));
  }

  /** This step reading the rows that {@code feeder} finds as the relation {@code name}. */
  public Step<T> fedBy(Step<?> feeder, String name) {
    List<@Nullable Object> both = new ArrayList<>(feeder.values);
    both.addAll(values);
    return new Step<>(sql.fedBy(feeder.sql, name), both, reader);
  }

  /**
   * This step, whose rows another statement reads as the relation {@code name}, as one statement
   * that is answered as {@code consumer} says, with the answer read as this step's.
   */
  public Step<T> readBy(Step<?> consumer, String name) {
    List<@Nullable Object> both = new ArrayList<>(values);
    both.addAll(consumer.values);
    return new Step<>(consumer.sql.fedBy(sql, name), both, reader);
  }

  /** Whether the same step of several transactions can be one statement. */
  boolean isForEach() {
    return sql.isForEach() && reader.isForEach();
  }

  Sql sql() {
    return sql;
  }

  List<@Nullable Object> values() {
    return values;
  }

  Reader<T> reader() {
    return reader;
  }
}
