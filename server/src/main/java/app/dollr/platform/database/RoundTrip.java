package app.dollr.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
  private final Map<Kind, String> joined = new ConcurrentHashMap<>();

  /** Transactions that are sent with the same text. */
  private record Kind(List<Sql> statements, int transactions) {}

  Answers send(Connection connection, List<? extends Step<?>> steps) {
    return sendAll(connection, List.of(steps));
  }

  /**
   * Sends transactions of one kind as one: each statement once, for all of them.
   *
   * @param transactions whose statements are for each of many, unless there is only one
   */
  Answers sendAll(Connection connection, List<? extends List<? extends Step<?>>> transactions) {
    sent.increment();
    try (var statement = prepared(connection, transactions)) {
      bind(statement, transactions);
      statement.execute();
      return read(statement, transactions);
    } catch (SQLException e) {
      throw SqlFailures.translated(e);
    }
  }

  long count() {
    return sent.sum();
  }

  /** With several, the answer to a statement is read by each. */
  private PreparedStatement prepared(
      Connection connection, List<? extends List<? extends Step<?>>> transactions)
      throws SQLException {
    var text = text(transactions.getFirst(), transactions.size());
    return transactions.size() == 1
        ? connection.prepareStatement(text)
        : connection.prepareStatement(
            text, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
  }

  private String text(List<? extends Step<?>> steps, int transactions) {
    if (steps.size() == 1) {
      return steps.getFirst().sql().text(transactions);
    }
    var kind = new Kind(steps.stream().<Sql>map(Step::sql).toList(), transactions);
    return joined.computeIfAbsent(
        kind,
        key ->
            key.statements().stream()
                .map(sql -> sql.text(key.transactions()))
                .collect(Collectors.joining(";\n")));
  }

  private static void bind(
      PreparedStatement statement, List<? extends List<? extends Step<?>>> transactions)
      throws SQLException {
    int position = 1;
    for (int i = 0; i < transactions.getFirst().size(); i++) {
      for (var steps : transactions) {
        for (var value : steps.get(i).values()) {
          bind(statement, position++, value);
        }
      }
    }
  }

  private static void bind(PreparedStatement statement, int position, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(position, Types.NULL);
    } else if (value instanceof Long[] numbers) {
      statement.setArray(position, statement.getConnection().createArrayOf("int8", numbers));
    } else if (value instanceof String[] texts) {
      statement.setArray(position, statement.getConnection().createArrayOf("text", texts));
    } else {
      statement.setObject(position, value);
    }
  }

  private static Answers read(
      PreparedStatement statement, List<? extends List<? extends Step<?>>> transactions)
      throws SQLException {
    var answers = new Answers();
    for (int i = 0; i < transactions.getFirst().size(); i++) {
      if (i > 0) {
        statement.getMoreResults();
      }
      for (var steps : transactions) {
        read(statement, steps.get(i), answers);
      }
    }
    return answers;
  }

  private static <T> void read(PreparedStatement statement, Step<T> step, Answers answers)
      throws SQLException {
    answers.put(step, step.reader().read(statement));
  }
}
