package app.dollr.platform.embedded;

import app.dollr.platform.database.DatabaseAddress;

/** How to reach the databases of one running server, as each of its roles. */
record Addresses(int port, Passwords passwords) {
  /** The database everything lives in. */
  static final String DATABASE = "dollr";

  /** PostgreSQL's own, there from the first moment. */
  static final String MAINTENANCE_DATABASE = "postgres";

  DatabaseAddress of(Role role, String database) {
    var url =
        "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable&gssEncMode=disable"
            .formatted(port, database);
    return new DatabaseAddress(url, role.login(), passwords.of(role));
  }
}
