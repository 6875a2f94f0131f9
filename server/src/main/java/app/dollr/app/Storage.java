package app.dollr.app;

import app.dollr.platform.database.Database;
import app.dollr.platform.database.DatabaseAddress;
import app.dollr.platform.database.Migrations;
import app.dollr.platform.embedded.EmbeddedPostgres;
import app.dollr.platform.embedded.EmbeddedSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * Where everything is kept: the embedded PostgreSQL or another, with its schema up to date.
 *
 * @param embedded running, where there is one
 * @param owner who may change the schema
 */
record Storage(Optional<EmbeddedPostgres> embedded, DatabaseAddress server, DatabaseAddress owner)
    implements AutoCloseable {
  private static final String ROLE = "dollr_server";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LEAST_PATIENCE = Duration.ofMillis(250);

  static Storage open(Config config, HomeFolder home) {
    if (config.database().isPresent()) {
      var owner = config.owner().orElseThrow();
      Migrations.apply(owner);
      return new Storage(Optional.empty(), config.database().get(), owner);
    }
    var postgres = EmbeddedPostgres.start(home.postgres(), EmbeddedSettings.forKeeps());
    Migrations.apply(postgres.owner());
    return new Storage(Optional.of(postgres), postgres.server(), postgres.owner());
  }

  Database pool(String name, int connections) {
    return pool(name, connections, 1);
  }

  /**
   * A pool that waits less for a connection.
   *
   * @param haste by how much the patience is divided
   */
  Database pool(String name, int connections, int haste) {
    var divided = PATIENCE.dividedBy(haste);
    var patience = divided.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : divided;
    return new Database(new Database.Settings(name, server, ROLE, connections, patience));
  }

  @Override
  public void close() {
    embedded.ifPresent(EmbeddedPostgres::close);
  }
}
