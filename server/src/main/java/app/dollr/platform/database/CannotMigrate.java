package app.dollr.platform.database;

/** The database cannot be reached, or not be brought to this program's schema. */
public final class CannotMigrate extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotMigrate(DatabaseAddress owner, Throwable cause) {
    super(
        "the database %s cannot be used as %s: %s"
            .formatted(owner.jdbcUrl(), owner.user(), cause.getMessage()),
        cause);
  }
}
