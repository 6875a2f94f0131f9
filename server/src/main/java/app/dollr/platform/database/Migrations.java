package app.dollr.platform.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The schema's steps, taken as the owner of the database. */
public final class Migrations {
  private Migrations() {}

  /**
   * Takes the steps that were not taken yet; several nodes may do so at once.
   *
   * @throws CannotMigrate when the database is not there, or a step cannot be taken
   */
  public static void apply(DatabaseAddress owner) {
    try {
      configuration(owner).load().migrate();
    } catch (FlywayException e) {
      throw new CannotMigrate(owner, e);
    }
  }

  /** Whether every step known to this program was taken. */
  public static boolean complete(DatabaseAddress owner) {
    return configuration(owner).load().info().pending().length == 0;
  }

  static FluentConfiguration configuration(DatabaseAddress owner) {
    return Flyway.configure()
        .dataSource(owner.jdbcUrl(), owner.user(), owner.password().reveal())
        .locations("classpath:db/migration")
        .defaultSchema("platform")
        .createSchemas(true)
        .table("schema_history")
        .validateMigrationNaming(true);
  }
}
