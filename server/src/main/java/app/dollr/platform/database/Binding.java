package app.dollr.platform.database;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One use of a statement while its parameters are given. */
public final class Binding {
  private static final Object UNSET = new Object();

  private final Sql sql;
  private final @Nullable Object[] values;

  Binding(Sql sql) {
    this.sql = sql;
    this.values = new @Nullable Object[sql.names().size()];
    Arrays.fill(values, UNSET);
  }

  /**
   * Gives the parameter {@code name} its value: text, a number, a boolean, an {@link Instant}, an
   * enum (its name), a UUID, bytes, an array of numbers or texts, or an {@link Optional} of one.
   */
  public Binding with(String name, Object value) {
    var places = sql.places(name);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("no parameter %s in: %s".formatted(name, sql.text()));
    }
    var plain = plain(value);
    for (int place : places) {
      values[place] = plain;
    }
    return this;
  }

  /** The first row, if there is one. */
  public <T> Step<Optional<T>> first(Function<Row, T> reader) {
    return step(Reader.first(reader));
  }

  /** The one row there is. */
  public <T> Step<T> only(Function<Row, T> reader) {
    return step(Reader.only(reader));
  }

  /** Of what a statement for each of many answers: the row that is this use's, if there is one. */
  public <T> Step<Optional<T>> own(Predicate<Row> own, Function<Row, T> reader) {
    return step(Reader.own(own, reader));
  }

  /** All rows. */
  public <T> Step<List<T>> list(Function<Row, T> reader) {
    return step(Reader.list(reader));
  }

  /** How many rows were written. */
  public Step<Integer> count() {
    return step(Reader.count());
  }

  /** Nothing: what matters is said by guards. */
  public Step<Done> done() {
    return step(Reader.done());
  }

  private <T> Step<T> step(Reader<T> reader) {
    List<@Nullable Object> given = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == UNSET) {
        throw new IllegalStateException(
            "parameter %s has no value in: %s".formatted(sql.names().get(i), sql.text()));
      }
      given.add(values[i]);
    }
    return new Step<>(sql, given, reader);
  }

  /** Written as it is for speed: a switch over types costs more than all else here. */
  private static @Nullable Object plain(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? plain(optional.get()) : null;
    }
    if (value instanceof Instant moment) {
      return moment.atOffset(ZoneOffset.UTC);
    }
    return value instanceof Enum<?> word ? word.name() : value;
  }
}
