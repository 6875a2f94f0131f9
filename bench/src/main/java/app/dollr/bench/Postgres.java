package app.dollr.bench;

import app.dollr.platform.database.DatabaseAddress;
import app.dollr.platform.database.Migrations;
import app.dollr.platform.embedded.EmbeddedPostgres;
import app.dollr.platform.embedded.EmbeddedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The PostgreSQL that both the server and the floor run on: durable, as in earnest. */
final class Postgres implements AutoCloseable {
  private static final String FLOOR = "floor";

  private final EmbeddedPostgres server;
  private final Path folder;

  private Postgres(EmbeddedPostgres server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  static Postgres start(Path folder) throws SQLException {
    var postgres =
        new Postgres(
            EmbeddedPostgres.start(folder, EmbeddedSettings.forKeeps().withMaxConnections(200)),
            folder);
    Migrations.apply(postgres.server.owner());
    if (postgres.number("select count(*) from pg_database where datname = 'floor'") == 0) {
      postgres.execute("create database " + FLOOR);
    }
    return postgres;
  }

  DatabaseAddress owner() {
    return server.owner();
  }

  DatabaseAddress program() {
    return server.server();
  }

  DatabaseAddress floor() {
    return server.superuser(FLOOR);
  }

  DatabaseAddress superuser() {
    return server.superuser();
  }

  /** The process that all of PostgreSQL's are children of. */
  long pid() throws IOException {
    var file = folder.resolve("data").resolve("postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).getFirst().strip());
  }

  /** The bytes of write-ahead log written so far. */
  double wal() throws SQLException {
    return number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
  }

  /** Reads rows, in the program's database. */
  interface Rows {
    void read(ResultSet rows) throws SQLException;
  }

  void execute(String sql) throws SQLException {
    execute(superuser(), sql);
  }

  static void execute(DatabaseAddress address, String sql) throws SQLException {
    try (var connection = connect(address);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void query(String sql, Rows rows) throws SQLException {
    try (var connection = connect(superuser());
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      rows.read(result);
    }
  }

  long number(String sql) throws SQLException {
    long[] number = new long[1];
    query(
        sql,
        rows -> {
          rows.next();
          number[0] = rows.getLong(1);
        });
    return number[0];
  }

  static java.sql.Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(
        address.jdbcUrl(), address.user(), address.password().reveal());
  }

  @Override
  public void close() {
    server.close();
  }
}
