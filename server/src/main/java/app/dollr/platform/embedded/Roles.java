package app.dollr.platform.embedded;

import app.dollr.platform.database.DatabaseAddress;
import java.sql.SQLException;

/** The roles and the database that every server has, with the least rights that do. */
record Roles(Addresses addresses) {

  /** Makes what is missing, and sets what must be so whatever it was; safe to repeat. */
  void establish() throws SQLException {
    try (var session = Session.open(maintenance())) {
      establish(session, Role.OWNER);
      establish(session, Role.SERVER);
      establishDatabase(session);
    }
  }

  /** Ends what a program that is no more left unfinished. */
  void endSessions() throws SQLException {
    try (var session = Session.open(maintenance())) {
      session.ask(
          """
          select count(pg_terminate_backend(pid, 5000))::text
          from pg_stat_activity where usename in (?, ?)
          """,
          Role.OWNER.login(),
          Role.SERVER.login());
    }
  }

  /**
   * Errors of these roles reach the program, which logs what it wants; in PostgreSQL's log they
   * would show customers' data and could fill the disk.
   */
  private void establish(Session session, Role role) throws SQLException {
    if (session.ask("select 1 from pg_roles where rolname = ?", role.login()).isEmpty()) {
      session.run("create role " + role.login());
    }
    session.run(
        """
        alter role %1$s login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
          password '%2$s';
        alter role %1$s set log_min_messages = 'log';
        """
            .formatted(role.login(), addresses.passwords().of(role).reveal()));
  }

  private static void establishDatabase(Session session) throws SQLException {
    var found = session.ask("select 1 from pg_database where datname = ?", Addresses.DATABASE);
    if (found.isEmpty()) {
      session.run("create database %s owner %s".formatted(Addresses.DATABASE, Role.OWNER.login()));
    }
    session.run(
        """
        revoke all on database postgres, template1 from public;
        revoke all on database %1$s from public;
        grant connect on database %1$s to %3$s;
        alter database %1$s reset synchronous_commit;
        alter role %2$s reset synchronous_commit;
        alter role %3$s reset synchronous_commit;
        """
            .formatted(Addresses.DATABASE, Role.OWNER.login(), Role.SERVER.login()));
  }

  private DatabaseAddress maintenance() {
    return addresses.of(Role.SUPERUSER, Addresses.MAINTENANCE_DATABASE);
  }
}
