package app.dollr.platform.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from a folder, which this process has for itself, to a server that runs as wanted. */
final class Launch {
  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

  private final Layout layout;
  private final PostgresBinaries binaries;
  private final ServerSettings settings;
  private final PostgresLog log;
  private final PostgresServer server;
  private final Cluster cluster;

  /**
   * A server that runs.
   *
   * @param how it came to that: a participle
   */
  record Launched(
      PostgresServer server,
      PostgresLog log,
      Postmaster postmaster,
      Addresses addresses,
      String how) {}

  Launch(Layout layout, EmbeddedSettings wanted) {
    this.layout = layout;
    binaries = PostgresBinaries.unpack(layout);
    var account = Account.choose(layout, binaries);
    var programs = new Programs(layout, binaries, account);
    settings = new ServerSettings(wanted, binaries.fingerprint());
    log = new PostgresLog(layout, account);
    server = new PostgresServer(layout, programs, settings, log);
    cluster = new Cluster(layout, programs, wanted);
  }

  Launched run() throws IOException, SQLException {
    var passwords = passwords();
    var left = server.leftRunning();
    if (left.isPresent()) {
      var addresses = new Addresses(left.get().port(), passwords);
      var difference = difference(addresses);
      if (difference.isEmpty()) {
        new Roles(addresses).endSessions();
        return new Launched(server, log, left.get(), addresses, "taken over");
      }
      LOG.info("the PostgreSQL left running is restarted: {}", difference.get());
    }
    return start(passwords);
  }

  private Launched start(Passwords passwords) throws IOException, SQLException {
    server.stop();
    binaries.deleteOthers(layout);
    var isNew = !cluster.exists();
    if (isNew) {
      cluster.create(passwords);
    }
    cluster.prepare();
    var postmaster = server.startOnAnyPort();
    try {
      var addresses = new Addresses(postmaster.port(), passwords);
      new Roles(addresses).establish();
      refuse(difference(addresses));
      var how = isNew ? "created and started" : "started";
      return new Launched(server, log, postmaster, addresses, how);
    } catch (SQLException | RuntimeException e) {
      server.stop();
      throw e;
    }
  }

  /** Those in the file; new ones when the database is new or the file was lost. */
  private Passwords passwords() throws IOException {
    var known = Passwords.read(layout.passwords());
    if (known.isPresent()) {
      return known.get();
    }
    var passwords = Passwords.random();
    if (cluster.exists()) {
      LOG.warn("{} is missing, all roles get new passwords", layout.passwords());
      server.stop();
      Postmaster.deleteStaleFile(layout.data());
      cluster.resetSuperuser(passwords);
    }
    passwords.write(layout.passwords());
    return passwords;
  }

  /** What keeps the running server from being the wanted one, as its clients see it. */
  private Optional<String> difference(Addresses addresses) {
    try (var session = Session.open(addresses.of(Role.SERVER, Addresses.DATABASE))) {
      return settings.differenceIn(session);
    } catch (SQLException e) {
      return Optional.of("it cannot be asked for its settings (%s)".formatted(e.getMessage()));
    }
  }

  private void refuse(Optional<String> difference) {
    if (difference.isPresent()) {
      throw new CannotStartPostgres(
          "PostgreSQL in %s does not run as it was told: %s"
              .formatted(layout.folder(), difference.get()));
    }
  }
}
