package app.dollr.platform.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** How the answer to one statement is read, while the statement stands on it. */
@FunctionalInterface
interface Reader<T> {
  T read(PreparedStatement statement) throws SQLException;

  /** Whether it finds its part in an answer to many. */
  default boolean isForEach() {
    return false;
  }

  /** This reading with what was read made into something else. */
  default <U> Reader<U> map(Function<T, U> conversion) {
    var whole = this;
    return new Reader<>() {
      @Override
      public U read(PreparedStatement statement) throws SQLException {
        return conversion.apply(whole.read(statement));
      }

      @Override
      public boolean isForEach() {
        return whole.isForEach();
      }
    };
  }

  static <T> Reader<Optional<T>> first(Function<Row, T> reader) {
    return statement -> {
      try (var rows = rows(statement)) {
        return rows.next() ? Optional.of(reader.apply(new Row(rows))) : Optional.empty();
      }
    };
  }

  static <T> Reader<T> only(Function<Row, T> reader) {
    return statement ->
        first(reader)
            .read(statement)
            .orElseThrow(() -> new IllegalStateException("no row: " + statement));
  }

  static <T> Reader<List<T>> list(Function<Row, T> reader) {
    return statement -> {
      try (var rows = rows(statement)) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(reader.apply(new Row(rows)));
        }
        return List.copyOf(all);
      }
    };
  }

  static Reader<Integer> count() {
    return PreparedStatement::getUpdateCount;
  }

  static Reader<Done> done() {
    return new Reader<>() {
      @Override
      public Done read(PreparedStatement statement) {
        return Done.DONE;
      }

      @Override
      public boolean isForEach() {
        return true;
      }
    };
  }

  /** One row of an answer to many. */
  static <T> Reader<Optional<T>> own(Predicate<Row> own, Function<Row, T> reader) {
    return new Reader<>() {
      @Override
      public Optional<T> read(PreparedStatement statement) throws SQLException {
        var rows = rows(statement);
        if (rows.getType() != ResultSet.TYPE_FORWARD_ONLY) {
          rows.beforeFirst();
        }
        var row = new Row(rows);
        while (rows.next()) {
          if (own.test(row)) {
            return Optional.of(reader.apply(row));
          }
        }
        return Optional.empty();
      }

      @Override
      public boolean isForEach() {
        return true;
      }
    };
  }

  private static ResultSet rows(PreparedStatement statement) throws SQLException {
    var rows = statement.getResultSet();
    if (rows == null) {
      throw new SQLException("the statement answers no rows");
    }
    return rows;
  }
}
