package app.dollr.platform.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The schema's steps, taken as the owner of the database. */
public final class Migrations {
  private Migrations() {}

  /** Takes the steps that were not taken yet; several nodes may do so at once. */
  public static void apply(DatabaseAddress owner) {
    configuration(owner).load().migrate();
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
