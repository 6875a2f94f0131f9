package app.dollr.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The measurements, one after the other, and the printing of what they show. */
final class Bench implements AutoCloseable {
  private static final int WARM_UP_SECONDS = 20;
  private static final int DOCUMENTS_PER_SECOND = 3000;
  private static final String COMPLETED =
      "select count(*) from executions.execution where state = 'COMPLETED'";

  private final Path folder;
  private final Plan plan;
  private final Postgres postgres;
  private final ServerUnderTest server;
  private final Floor floor;
  private final Seed seed;

  private Bench(Path folder, Plan plan, Postgres postgres, ServerUnderTest server, Seed seed) {
    this.folder = folder;
    this.plan = plan;
    this.postgres = postgres;
    this.server = server;
    this.floor = new Floor(postgres.floor(), folder, plan.clients(), plan.seconds());
    this.seed = seed;
  }

  static Bench open(Path folder, Plan plan) throws IOException, SQLException {
    var home =
        folder.toString().isEmpty()
            ? Files.createTempDirectory("dollr-bench")
            : Files.createDirectories(folder).toAbsolutePath();
    say("data in %s".formatted(home));
    var postgres = Postgres.start(home.resolve("postgres"));
    var server = ServerUnderTest.start(home, postgres, plan.javaOptions());
    var seed = Seed.merchants(postgres, server.port(), plan.merchants());
    return new Bench(home, plan, postgres, server, seed);
  }

  void run() throws Exception {
    say(
        "%d processors, %d clients, %d s each"
            .formatted(Runtime.getRuntime().availableProcessors(), plan.clients(), plan.seconds()));
    say("floor by %s".formatted(floor.driver()));
    warmUp();
    var spread = turns("spread over %d merchants".formatted(plan.merchants()), plan.merchants());
    if (plan.only()) {
      return;
    }
    var hot = turns("all on one merchant", 1);
    say("");
    say("one hot merchant / spread: %.0f %%".formatted(100 * hot.perSecond() / spread.perSecond()));
    calls(spread.perSecond());
    if (plan.loaded() > 0) {
      new LoadedPayments(postgres).load(plan.loaded());
      var loaded = turns("with %,d payments loaded".formatted(plan.loaded()), plan.merchants());
      say("loaded / empty: %.0f %%".formatted(100 * loaded.perSecond() / spread.perSecond()));
    }
  }

  @Override
  public void close() {
    server.close();
    postgres.close();
  }

  private void warmUp() throws Exception {
    seed.publish(DOCUMENTS_PER_SECOND * WARM_UP_SECONDS, plan.merchants());
    new Load(server.port(), plan.clients()).run(WARM_UP_SECONDS, this::collect);
  }

  /** Floor and server in turns; the median of the server's measurements. */
  private Measured turns(String name, int merchants) throws Exception {
    say("");
    say("collections, %s".formatted(name));
    List<Double> ratios = new ArrayList<>();
    List<Measured> all = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      double limit = floor.run(merchants);
      seed.publish(DOCUMENTS_PER_SECOND * (plan.seconds() + 2), merchants);
      postgres.execute("checkpoint");
      var measured = collections();
      all.add(measured);
      ratios.add(measured.perSecond() / limit);
      say(
          "  round %d: floor %,.0f/s, server %,.0f/s, %.0f %%; p50 %.1f ms, p99 %.1f ms"
              .formatted(
                  round,
                  limit,
                  measured.perSecond(),
                  100 * measured.perSecond() / limit,
                  measured.acceptP50(),
                  measured.acceptP99()));
    }
    var median = median(all);
    say(
        "  median ratio %.0f %%"
            .formatted(100 * ratios.stream().sorted().toList().get(ratios.size() / 2)));
    say(
        ("  each: server CPU %.2f ms, PostgreSQL CPU %.2f ms, %.2f round trips, %.2f transactions,"
                + " %,.0f bytes of WAL")
            .formatted(
                median.serverCpu(),
                median.postgresCpu(),
                median.roundTrips(),
                median.transactions(),
                median.walBytes()));
    return median;
  }

  private Measured collections() throws Exception {
    var accepted = new Latencies();
    long before = postgres.number(COMPLETED);
    long wal = wal();
    var serverCpu = Cpu.of(server.pid());
    var postgresCpu = Cpu.ofFamily(postgresPid());
    double roundTrips = server.counter("dollr_database_round_trips_total");
    double transactions = server.counter("dollr_database_transactions_total");
    long began = System.nanoTime();
    new Load(server.port(), plan.clients())
        .run(plan.seconds(), connection -> collect(connection, accepted));
    long done = awaitQuiet() - before;
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Measured(
        done / seconds,
        accepted.millis(0.50),
        accepted.millis(0.99),
        (double) Cpu.of(server.pid()).minus(serverCpu).toMillis() / done,
        (double) Cpu.ofFamily(postgresPid()).minus(postgresCpu).toMillis() / done,
        (server.counter("dollr_database_round_trips_total") - roundTrips) / done,
        (server.counter("dollr_database_transactions_total") - transactions) / done,
        (double) (wal() - wal) / done);
  }

  /** Waits until everything accepted is completed, looking once in 100 ms; how many there are. */
  private long awaitQuiet() throws Exception {
    while (postgres.number("select count(*) from executions.execution where next_at is not null")
        > 0) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return postgres.number(COMPLETED);
  }

  private void calls(double collectionsPerSecond) throws Exception {
    say("");
    say("each call alone");
    seed.publish(DOCUMENTS_PER_SECOND * (plan.seconds() + 2), plan.merchants());
    var load = new Load(server.port(), plan.clients());
    report(
        "open a session",
        load.run(plan.seconds(), c -> session(c, seed.next())),
        collectionsPerSecond);
    var one = seed.next();
    var reference = UUID.randomUUID();
    try (var connection = new Connection(server.port())) {
      execute(connection, one, session(connection, one), reference);
    }
    report(
        "ask for a status",
        load.run(
            plan.seconds(),
            c -> c.get("/v1/status/collection/" + reference, one.merchant().token())),
        collectionsPerSecond);
    report(
        "obtain nothing: /health/live",
        load.run(plan.seconds(), c -> c.get("/health/live", "-")),
        collectionsPerSecond);
  }

  private void report(String call, long count, double collectionsPerSecond) {
    double perSecond = (double) count / plan.seconds();
    say(
        "  %-30s %,9.0f/s, %.1f x collections"
            .formatted(call, perSecond, perSecond / collectionsPerSecond));
  }

  private void collect(Connection connection) throws IOException {
    var document = seed.next();
    execute(connection, document, session(connection, document), UUID.randomUUID());
  }

  private void collect(Connection connection, Latencies accepted) throws IOException {
    var document = seed.next();
    long session = session(connection, document);
    long began = System.nanoTime();
    execute(connection, document, session, UUID.randomUUID());
    accepted.add(System.nanoTime() - began);
  }

  private static long session(Connection connection, Seed.Document document) throws IOException {
    var body = "{\"source_id\":" + document.id() + ",\"source_type\":\"INVOICE\"}";
    return Answers.number(
        connection.post("/v1/sessions/checkout", document.merchant().token(), body), "id");
  }

  private static void execute(
      Connection connection, Seed.Document document, long session, UUID reference)
      throws IOException {
    var body =
        "{\"session_id\":\""
            + session
            + "\",\"payment_account_id\":\""
            + document.merchant().account()
            + "\",\"currency\":\"USD\",\"reference_id\":\""
            + reference
            + "\"}";
    connection.post("/v1/executions/collection", document.merchant().token(), body);
  }

  private static Measured median(List<Measured> all) {
    var sorted = all.stream().sorted(Comparator.comparingDouble(Measured::perSecond)).toList();
    return sorted.get(sorted.size() / 2);
  }

  private long wal() throws SQLException {
    return postgres.number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
  }

  private long postgresPid() throws IOException {
    var file = folder.resolve("postgres/data/postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).getFirst().strip());
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
