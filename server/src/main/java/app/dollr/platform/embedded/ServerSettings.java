package app.dollr.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every setting of a server, as PostgreSQL's command line takes them. There they win over all
 * configuration files, so an old file cannot quietly change one. A fingerprint of all is a setting
 * itself, so a running server tells whether it is the wanted one.
 */
final class ServerSettings {
  /** Our own setting; PostgreSQL keeps any name with a dot for us. */
  private static final String FINGERPRINT = "dollr.settings";

  /** A role or a database could have its own of the first; the last stands for all others. */
  private static final List<String> CHECKED =
      List.of("synchronous_commit", "fsync", "full_page_writes", "listen_addresses", FINGERPRINT);

  private final Map<String, String> values = new LinkedHashMap<>();

  ServerSettings(EmbeddedSettings wanted, String binaries) {
    connections(wanted);
    durability(wanted.durable());
    speed(wanted);
    log();
    values.put(FINGERPRINT, sha256(binaries + values));
  }

  /** The options for {@code pg_ctl -o}, which a shell reads. */
  String commandLine(int port) {
    var line = new StringBuilder("-c port=").append(port);
    values.forEach((name, value) -> line.append(" -c '%s=%s'".formatted(name, value)));
    return line.toString();
  }

  /** What a running server does otherwise, in words. */
  Optional<String> differenceIn(Session session) throws SQLException {
    for (var name : CHECKED) {
      var wanted = String.valueOf(values.get(name));
      var actual = session.ask("select current_setting(?, true)", name).orElse("not set");
      if (!actual.equals(wanted)) {
        return Optional.of("%s is %s, wanted is %s".formatted(name, actual, wanted));
      }
    }
    return Optional.empty();
  }

  private void connections(EmbeddedSettings wanted) {
    values.put("listen_addresses", "127.0.0.1");
    values.put("unix_socket_directories", "");
    values.put("max_connections", Integer.toString(wanted.maxConnections()));
    values.put("password_encryption", "scram-sha-256");
    // A statement whose client died ends soon instead of running to its end.
    values.put("client_connection_check_interval", "10s");
    values.put("allow_alter_system", "off");
    values.put("cluster_name", "dollr");
    values.put("timezone", "UTC");
  }

  private void durability(boolean durable) {
    var mode = durable ? "on" : "off";
    values.put("fsync", mode);
    values.put("synchronous_commit", mode);
    values.put("full_page_writes", mode);
  }

  private void speed(EmbeddedSettings wanted) {
    values.put("shared_buffers", wanted.sharedBuffersMegabytes() + "MB");
    values.put("wal_buffers", "16MB");
    // Checkpoints by the clock, not by volume: each makes every page be logged whole once more.
    values.put("max_wal_size", "2GB");
    values.put("min_wal_size", wanted.durable() ? "256MB" : "80MB");
    values.put("checkpoint_timeout", "10min");
    values.put("checkpoint_completion_target", "0.9");
    // These programs lack lz4 on Linux; pglz would spend processor time, the scarcer thing here.
    values.put("wal_compression", "off");
    values.put("random_page_cost", "1.1");
    // Compiling a plan takes longer than any of our statements.
    values.put("jit", "off");
  }

  private void log() {
    values.put("log_destination", "stderr");
    values.put("logging_collector", "off");
    values.put("log_timezone", "UTC");
    values.put("log_line_prefix", "%m [%p] %q%u@%d ");
    values.put("log_checkpoints", "on");
    values.put("log_lock_waits", "on");
    values.put("log_temp_files", "10MB");
    // Without this, an error's detail shows the row it is about: names, phone numbers, amounts.
    values.put("log_error_verbosity", "terse");
    values.put("log_min_error_statement", "panic");
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
