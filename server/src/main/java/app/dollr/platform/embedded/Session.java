package app.dollr.platform.embedded;

import app.dollr.platform.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** A connection of the launcher itself, for a few statements of its own. */
record Session(Connection connection) implements AutoCloseable {
  private static final String SECONDS_TO_CONNECT = "10";
  private static final String SECONDS_TO_ANSWER = "60";

  static Session open(DatabaseAddress address) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password().reveal());
    properties.setProperty("ApplicationName", "dollr-launcher");
    properties.setProperty("loginTimeout", SECONDS_TO_CONNECT);
    properties.setProperty("socketTimeout", SECONDS_TO_ANSWER);
    return new Session(DriverManager.getConnection(address.jdbcUrl(), properties));
  }

  void run(String statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  /** The first column of the first row, as text. */
  Optional<String> ask(String question, String... parameters) throws SQLException {
    try (var statement = connection.prepareStatement(question)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (var row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
