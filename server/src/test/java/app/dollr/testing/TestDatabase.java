package app.dollr.testing;

import app.dollr.platform.database.Database;
import app.dollr.platform.database.DatabaseAddress;
import app.dollr.platform.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A migrated database for the tests of one class, dropped after them. Register it as a static
 * extension.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
  private static final String ROLE = "dollr_server";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int connections;
  private final List<Database> pools = new ArrayList<>();
  private Optional<String> name = Optional.empty();
  private Optional<Database> shared = Optional.empty();
  private int depth;

  private TestDatabase(int connections) {
    this.connections = connections;
  }

  /** A database whose {@link #database} has eight connections. */
  public static TestDatabase create() {
    return new TestDatabase(8);
  }

  /** Nested classes are told too, and use the database of the outer one. */
  @Override
  public void beforeAll(ExtensionContext context) {
    if (depth++ == 0) {
      name = Optional.of(TestDatabases.create());
      shared = Optional.of(pool(connections));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (--depth == 0) {
      pools.forEach(Database::close);
      TestDatabases.drop(name());
    }
  }

  public String name() {
    return name.orElseThrow(() -> new IllegalStateException("the database is not made yet"));
  }

  /** The database as the program uses it, the same pool for all tests of the class. */
  public Database database() {
    return shared.orElseThrow(() -> new IllegalStateException("the database is not made yet"));
  }

  /** The same database as another node would use it; closed after the class, if not before. */
  public Database pool(int connections) {
    var pool = new Database(new Database.Settings("test", server(), ROLE, connections, PATIENCE));
    pools.add(pool);
    return pool;
  }

  public DatabaseAddress server() {
    return EmbeddedPostgres.throwaway().server(name());
  }

  public DatabaseAddress owner() {
    return EmbeddedPostgres.throwaway().owner(name());
  }

  public DatabaseAddress superuser() {
    return EmbeddedPostgres.throwaway().superuser(name());
  }

  /** What the one row of a question says, asked by somebody who may see everything. */
  public String only(String sql) {
    try (var session = TestSession.open(superuser())) {
      return session.only(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  public long number(String sql) {
    return Long.parseLong(only(sql));
  }

  /** Whether some session of this database waits for another's lock. */
  public boolean somebodyWaitsForALock() {
    return number(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """)
        > 0;
  }

  /** Runs statements as somebody who may do everything. */
  public void run(String sql) {
    try (var session = TestSession.open(superuser())) {
      session.run(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
