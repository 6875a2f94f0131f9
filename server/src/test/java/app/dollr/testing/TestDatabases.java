package app.dollr.testing;

import app.dollr.platform.database.DatabaseAddress;
import app.dollr.platform.database.Migrations;
import app.dollr.platform.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Databases for tests: copies of one that was migrated once, on the throw-away server of this JVM.
 * Their sessions are in another time zone than the JVM, and the JVM is not in UTC.
 */
public final class TestDatabases {
  /** The time zone of the sessions, which no hour boundary is shared with. */
  public static final String SESSION_ZONE = "Asia/Kathmandu";

  private static final String TEMPLATE = "dollr_template";
  private static final String MAINTENANCE = "postgres";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static boolean templateMade;

  private TestDatabases() {}

  /** A fresh, migrated database; its name. */
  public static synchronized String create() {
    if (!templateMade) {
      execute(MAINTENANCE, "create database %s owner dollr_owner".formatted(TEMPLATE));
      Migrations.apply(EmbeddedPostgres.throwaway().owner(TEMPLATE));
      setSessionZone();
      templateMade = true;
    }
    return create("template " + TEMPLATE);
  }

  /** A fresh database with nothing in it; its name. */
  public static String createEmpty() {
    return create("");
  }

  public static void drop(String name) {
    execute(MAINTENANCE, "drop database %s with (force)".formatted(name));
  }

  /** The one number a query answers, asked by somebody who may see everything. */
  public static long count(String name, String sql) {
    try (var session = TestSession.open(EmbeddedPostgres.throwaway().superuser(name))) {
      return session.number(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static String create(String from) {
    var name = "dollr_test_" + COUNT.incrementAndGet();
    execute(MAINTENANCE, "create database %s owner dollr_owner %s".formatted(name, from));
    execute(MAINTENANCE, "grant connect on database %s to dollr_server".formatted(name));
    return name;
  }

  /** The driver asks for the JVM's time zone when it connects; only a trigger comes after it. */
  private static void setSessionZone() {
    execute(
        TEMPLATE,
        """
        create function public.set_session_zone() returns event_trigger language plpgsql as $$
        begin
          perform set_config('timezone', '%s', false);
        end
        $$;
        create event trigger set_session_zone on login execute function public.set_session_zone();
        """
            .formatted(SESSION_ZONE));
  }

  /** Changes a database as somebody who may do everything. */
  public static void execute(String database, String sql) {
    DatabaseAddress address = EmbeddedPostgres.throwaway().superuser(database);
    try (var session = TestSession.open(address)) {
      session.run(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
