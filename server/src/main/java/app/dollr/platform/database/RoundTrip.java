package app.dollr.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sending of one or more steps to PostgreSQL at once, and the reading of their answers.
 *
 * <p>Several statements in one {@code PreparedStatement} are parsed and prepared one by one but
 * travel together. Outside an open transaction they are one transaction, which ends with them.
 */
final class RoundTrip {
  private final LongAdder sent = new LongAdder();
  private final Map<List<Sql>, String> joined = new ConcurrentHashMap<>();

  Answers send(Connection connection, List<? extends Step<?>> steps) {
    sent.increment();
    try (var statement = connection.prepareStatement(text(steps))) {
      bind(statement, steps);
      statement.execute();
      return read(statement, steps);
    } catch (SQLException e) {
      throw SqlFailures.translated(e);
    }
  }

  long count() {
    return sent.sum();
  }

  private String text(List<? extends Step<?>> steps) {
    if (steps.size() == 1) {
      return steps.getFirst().sql().text();
    }
    List<Sql> key = steps.stream().<Sql>map(Step::sql).toList();
    return joined.computeIfAbsent(
        key, parts -> parts.stream().map(Sql::text).collect(Collectors.joining(";\n")));
  }

  private static void bind(PreparedStatement statement, List<? extends Step<?>> steps)
      throws SQLException {
    int position = 1;
    for (var step : steps) {
      for (var value : step.values()) {
        bind(statement, position++, value);
      }
    }
  }

  private static void bind(PreparedStatement statement, int position, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(position, Types.NULL);
      case Long[] numbers ->
          statement.setArray(position, statement.getConnection().createArrayOf("int8", numbers));
      case String[] texts ->
          statement.setArray(position, statement.getConnection().createArrayOf("text", texts));
      default -> statement.setObject(position, value);
    }
  }

  private static Answers read(PreparedStatement statement, List<? extends Step<?>> steps)
      throws SQLException {
    var answers = new Answers();
    for (int i = 0; i < steps.size(); i++) {
      if (i > 0) {
        statement.getMoreResults();
      }
      read(statement, steps.get(i), answers);
    }
    return answers;
  }

  private static <T> void read(PreparedStatement statement, Step<T> step, Answers answers)
      throws SQLException {
    answers.put(step, step.reader().read(statement));
  }
}
