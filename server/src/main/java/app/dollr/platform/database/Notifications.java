package app.dollr.platform.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What other nodes say on a channel, heard on a connection of its own. What is said while the
 * connection is lost is missed, so nothing may depend on it but how soon something is looked at.
 */
public final class Notifications implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final DataSource database;
  private final String channel;
  private final Consumer<String> listener;
  private volatile boolean closed;
  private @Nullable Thread thread;

  Notifications(DataSource database, String channel, Consumer<String> listener) {
    this.database = database;
    this.channel = channel;
    this.listener = listener;
  }

  /** Begins to listen. */
  public void start() {
    thread = Thread.ofVirtual().name("hear-" + channel).start(this::listen);
  }

  @Override
  public void close() {
    closed = true;
    try {
      if (thread != null) {
        thread.join(PATIENCE.multipliedBy(4));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    while (!closed) {
      try {
        hear();
      } catch (SQLException | RuntimeException e) {
        if (!closed) {
          LOG.warn("cannot listen to other nodes: {}", e.getMessage());
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    }
  }

  private void hear() throws SQLException {
    try (var connection = database.getConnection()) {
      try (var statement = connection.createStatement()) {
        statement.execute("listen " + channel);
      }
      var session = connection.unwrap(PGConnection.class);
      while (!closed) {
        var heard = session.getNotifications((int) PATIENCE.toMillis());
        if (heard != null) {
          for (var notification : heard) {
            listener.accept(notification.getParameter());
          }
        }
      }
      try (var statement = connection.createStatement()) {
        statement.execute("unlisten " + channel);
      }
    }
  }
}
