package app.dollr.bench;

import app.dollr.platform.database.DatabaseAddress;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The floor's statements sent over JDBC, for machines without pgbench. */
final class FloorDriver {
  private static final Pattern VARIABLE = Pattern.compile("(?<!:):([a-z]+)");

  private final DatabaseAddress address;

  FloorDriver(DatabaseAddress address) {
    this.address = address;
  }

  /**
   * One statement of the script: its variables in their order, and the one its answer is kept in.
   */
  private record Line(String sql, List<String> variables, String kept) {}

  double run(int clients, int seconds, int merchants, int documents)
      throws SQLException, InterruptedException {
    prepare(merchants, documents);
    var script = script();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (var threads = Executors.newFixedThreadPool(clients)) {
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        Callable<Long> client = () -> collect(script, merchants, end);
        counts.add(threads.submit(client));
      }
      long sum = 0;
      for (var count : counts) {
        sum += count.get();
      }
      return (double) sum / seconds;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void prepare(int merchants, int documents) throws SQLException {
    Postgres.execute(address, Floor.resource("schema.sql"));
    Postgres.execute(
        address,
        Floor.resource("load.sql")
            .replace(":merchants", Integer.toString(merchants))
            .replace(":documents", Integer.toString(documents)));
    Postgres.execute(address, "checkpoint");
  }

  private static List<Line> script() {
    List<Line> script = new ArrayList<>();
    for (var line : Floor.resource("collection.pgb").lines().toList()) {
      if (line.startsWith("\\set") || line.isBlank()) {
        continue;
      }
      var sql = line.replace("\\gset", "").replaceAll(";\\s*$", "").strip();
      List<String> variables = new ArrayList<>();
      Matcher names = VARIABLE.matcher(sql);
      while (names.find()) {
        variables.add(names.group(1));
      }
      var kept = line.contains("\\gset") ? sql.replaceAll(".* as ([a-z]+)[^a-z]*.*?$", "$1") : "";
      script.add(new Line(VARIABLE.matcher(sql).replaceAll("?"), variables, lastName(sql, kept)));
    }
    return script;
  }

  private static String lastName(String sql, String kept) {
    if (kept.isEmpty()) {
      return "";
    }
    int at = sql.lastIndexOf(" as ");
    return sql.substring(at + 4).split("[^a-z]", 2)[0];
  }

  private long collect(List<Line> script, int merchants, long end) throws SQLException {
    try (var connection = Postgres.connect(address)) {
      connection.createStatement().execute("set search_path = floor, public");
      List<PreparedStatement> statements = new ArrayList<>();
      for (var line : script) {
        statements.add(connection.prepareStatement(line.sql()));
      }
      long count = 0;
      while (System.nanoTime() < end) {
        Map<String, Long> known = new HashMap<>();
        for (int i = 0; i < script.size(); i++) {
          send(statements.get(i), script.get(i), known);
          if (known.containsKey("d")) {
            known.put("m", known.getOrDefault("d", 0L) % merchants + 1);
          }
        }
        count++;
      }
      return count;
    }
  }

  private static void send(PreparedStatement statement, Line line, Map<String, Long> known)
      throws SQLException {
    for (int i = 0; i < line.variables().size(); i++) {
      statement.setLong(i + 1, known.getOrDefault(line.variables().get(i), 0L));
    }
    boolean rows = statement.execute();
    if (rows && !line.kept().isEmpty()) {
      try (var answer = statement.getResultSet()) {
        answer.next();
        known.put(line.kept(), answer.getLong(1));
      }
    }
  }
}
