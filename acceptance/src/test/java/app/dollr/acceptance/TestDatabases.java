package app.dollr.acceptance;

import app.dollr.platform.database.DatabaseAddress;
import app.dollr.platform.database.Migrations;
import app.dollr.platform.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Databases for tests: copies of one that was migrated once, on the throw-away server of this JVM.
 * Their sessions are in another time zone than the JVM, and the JVM is not in UTC.
 */
final class TestDatabases {
  private static final String TEMPLATE = "dollr_template";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static boolean templateMade;

  private TestDatabases() {}

  /** A fresh, migrated database, as the program's own role. */
  static synchronized String create() {
    var postgres = EmbeddedPostgres.throwaway();
    if (!templateMade) {
      execute("create database " + TEMPLATE + " owner dollr_owner");
      Migrations.apply(postgres.owner(TEMPLATE));
      templateMade = true;
    }
    var name = "dollr_test_" + COUNT.incrementAndGet();
    execute("create database %s owner dollr_owner template %s".formatted(name, TEMPLATE));
    execute("grant connect on database %s to dollr_server".formatted(name));
    execute("alter database %s set timezone = 'Asia/Kathmandu'".formatted(name));
    return name;
  }

  static void drop(String name) {
    execute("drop database %s with (force)".formatted(name));
  }

  static long count(String name, String sql) {
    var address = EmbeddedPostgres.throwaway().superuser(name);
    try (var connection = connect(address);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(
        address.jdbcUrl(), address.user(), address.password().reveal());
  }

  private static void execute(String sql) {
    DatabaseAddress address = EmbeddedPostgres.throwaway().superuser("postgres");
    try (var connection = connect(address);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
