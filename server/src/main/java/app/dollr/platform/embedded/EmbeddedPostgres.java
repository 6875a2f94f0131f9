package app.dollr.platform.embedded;

import app.dollr.platform.database.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that runs beside this program, in a folder of its own, with the database
 * {@code dollr} and a role to own it and a role to use it.
 *
 * <p>It outlives this program when that is killed: the next {@link #start} on the folder takes it
 * over. Should it die itself, it is started again on the same port within a second, and whoever was
 * connected connects anew. A signal from the terminal (Ctrl-C) does not reach it, so the program
 * can finish its work before it closes the server.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private final FolderLock lock;
  private final EmbeddedSettings settings;
  private final PostgresServer server;
  private final Addresses addresses;
  private final Watch watch;

  private EmbeddedPostgres(
      FolderLock lock, EmbeddedSettings settings, Launch.Launched launched, Watch watch) {
    this.lock = lock;
    this.settings = settings;
    this.server = launched.server();
    this.addresses = launched.addresses();
    this.watch = watch;
  }

  /**
   * The server of this folder, running and as wanted: made, started, restarted or taken over. It
   * must be closed; nothing else stops it.
   *
   * @param folder made when it does not exist; it belongs to PostgreSQL alone
   * @throws CannotStartPostgres naming the reason and what to do; another process having the folder
   *     is one
   */
  public static EmbeddedPostgres start(Path folder, EmbeddedSettings settings) {
    var began = System.nanoTime();
    var layout = Layout.in(folder);
    var lock = FolderLock.take(layout);
    try {
      var launched = new Launch(layout, settings).run();
      var watch = Watch.over(launched.server(), launched.log(), launched.postmaster());
      LOG.info(
          "PostgreSQL {} on 127.0.0.1:{} after {} ms, data in {}",
          launched.how(),
          launched.postmaster().port(),
          Duration.ofNanos(System.nanoTime() - began).toMillis(),
          layout.folder());
      return new EmbeddedPostgres(lock, settings, launched, watch);
    } catch (IOException e) {
      lock.close();
      throw CannotStartPostgres.because(
          "PostgreSQL in %s cannot be used".formatted(layout.folder()), e);
    } catch (SQLException e) {
      lock.close();
      throw new CannotStartPostgres(
          "PostgreSQL in %s cannot be used: %s; see %s"
              .formatted(layout.folder(), e.getMessage(), layout.log()),
          e);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /**
   * The throw-away server of this program's tests: started by the first call, the same for all, in
   * a temporary folder that goes when the program ends. Nobody closes it. Tests take a database of
   * their own each, made with {@link #superuser}.
   */
  public static EmbeddedPostgres throwaway() {
    return Throwaway.SERVER;
  }

  /** The database {@code dollr} as the role that owns it, for migrations. */
  public DatabaseAddress owner() {
    return owner(Addresses.DATABASE);
  }

  /** Another database as the role that owns it. */
  public DatabaseAddress owner(String database) {
    return addresses.of(Role.OWNER, database);
  }

  /** The database {@code dollr} as the role with few rights, for the program at work. */
  public DatabaseAddress server() {
    return server(Addresses.DATABASE);
  }

  /** Another database as the role with few rights. */
  public DatabaseAddress server(String database) {
    return addresses.of(Role.SERVER, database);
  }

  /** The database {@code dollr} as the role that may do everything, for tests. */
  public DatabaseAddress superuser() {
    return superuser(Addresses.DATABASE);
  }

  /** Another database as the role that may do everything. */
  public DatabaseAddress superuser(String database) {
    return addresses.of(Role.SUPERUSER, database);
  }

  /**
   * Stops the server, with all it committed on disk, and gives up the folder. Connections still
   * open are cut. Safe to repeat.
   */
  @Override
  public void close() {
    watch.close();
    try (lock) {
      if (settings.durable()) {
        server.stop();
      } else {
        server.stopAtOnce();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Made by whoever asks first. */
  private static final class Throwaway {
    static final EmbeddedPostgres SERVER = ThrowawayFolder.start();
  }
}
