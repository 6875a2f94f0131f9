package app.dollr.platform.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How the answer to one statement is read, while the statement stands on it. */
@FunctionalInterface
interface Reader<T> {
  T read(PreparedStatement statement) throws SQLException;

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
    return statement -> Done.DONE;
  }

  private static ResultSet rows(PreparedStatement statement) throws SQLException {
    var rows = statement.getResultSet();
    if (rows == null) {
      throw new SQLException("the statement answers no rows");
    }
    return rows;
  }
}
