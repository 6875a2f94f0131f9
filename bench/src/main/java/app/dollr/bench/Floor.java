package app.dollr.bench;

import app.dollr.platform.database.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The least SQL of a collection: three commits in the shape that costs PostgreSQL least. Where psql
 * and pgbench are on the machine they run it; else a small driver sends the same statements.
 */
final class Floor {
  private static final List<String> FILES =
      List.of("run", "schema.sql", "load.sql", "collection.pgb");
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
  private static final int DOCUMENTS_PER_SECOND = 8000;

  private final DatabaseAddress address;
  private final Path folder;
  private final int clients;
  private final int seconds;
  private final boolean pgbench;

  Floor(DatabaseAddress address, Path folder, Plan plan) {
    this.address = address;
    this.folder = folder;
    this.clients = plan.clients();
    this.seconds = plan.seconds();
    this.pgbench = plan.pgbench() && onPath("pgbench") && onPath("psql");
  }

  /** What runs it. */
  String driver() {
    return pgbench ? "pgbench" : "the built-in driver";
  }

  /** Collections a second, spread over so many merchants. */
  double run(int merchants) throws IOException, InterruptedException, SQLException {
    return pgbench
        ? pgbench(merchants)
        : new FloorDriver(address).run(clients, seconds, merchants, documents());
  }

  private int documents() {
    return DOCUMENTS_PER_SECOND * (seconds + 2);
  }

  private double pgbench(int merchants) throws IOException, InterruptedException {
    var files = Files.createDirectories(folder.resolve("floor"));
    for (var name : FILES) {
      Files.writeString(files.resolve(name), resource(name));
    }
    var database = URI.create(address.jdbcUrl().substring("jdbc:".length()));
    var builder =
        new ProcessBuilder(
                "bash",
                files.resolve("run").toString(),
                Integer.toString(clients),
                Integer.toString(seconds),
                Integer.toString(merchants))
            .redirectErrorStream(true);
    var variables = builder.environment();
    variables.put("PGHOST", database.getHost());
    variables.put("PGPORT", Integer.toString(database.getPort()));
    variables.put("PGDATABASE", database.getPath().substring(1));
    variables.put("PGUSER", address.user());
    variables.put("PGPASSWORD", address.password().reveal());
    variables.put("PGOPTIONS", "-c search_path=floor,public");
    variables.put("DOCS", Integer.toString(documents()));
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException("the floor failed: " + said);
    }
    var tps = TPS.matcher(said);
    if (!tps.find()) {
      throw new IOException("the floor tells no figure: " + said);
    }
    return Double.parseDouble(tps.group(1));
  }

  static String resource(String name) {
    try (InputStream stream = Floor.class.getResourceAsStream("/floor/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("no floor/" + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
