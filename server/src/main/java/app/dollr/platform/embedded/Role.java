package app.dollr.platform.embedded;

/** The roles that may log in to an embedded PostgreSQL. */
enum Role {
  /** May do everything; only the launcher and tests use it. */
  SUPERUSER("postgres"),
  /** Owns the database and what is in it; migrations run as it. */
  OWNER("dollr_owner"),
  /** May do what the owner grants it; the server runs as it. */
  SERVER("dollr_server");

  private final String login;

  Role(String login) {
    this.login = login;
  }

  String login() {
    return login;
  }
}
