package app.dollr.torture;

import app.dollr.platform.database.DatabaseAddress;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What stands in the database, read behind the server's back. */
record Rows(DatabaseAddress database) {
  /** The reading of one row. */
  interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> all(String sql, Reading<T> reading) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reading.read(rows));
      }
      return all;
    }
  }
}
