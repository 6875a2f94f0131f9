package app.dollr.testing;

import app.dollr.platform.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A connection of a test itself, to prepare what the program finds and to see what it left. */
public record TestSession(Connection connection) implements AutoCloseable {

  public static TestSession open(DatabaseAddress address) throws SQLException {
    return new TestSession(
        DriverManager.getConnection(
            address.jdbcUrl(), address.user(), address.password().reveal()));
  }

  /** Runs statements, which may be several. */
  public void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of every row, as text. */
  public List<String> column(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(String.valueOf(rows.getString(1)));
      }
      return all;
    }
  }

  /** The first column of the one row there is, as text. */
  public String only(String sql) throws SQLException {
    var all = column(sql);
    if (all.size() != 1) {
      throw new IllegalStateException("%d rows: %s".formatted(all.size(), sql));
    }
    return String.valueOf(all.getFirst());
  }

  /** The first column of the one row there is, as a number. */
  public long number(String sql) throws SQLException {
    return Long.parseLong(only(sql));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
