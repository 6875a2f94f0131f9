package app.dollr.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The measurements, one after the other. */
final class Bench implements AutoCloseable {
  /** As many documents are published as can possibly be collected. */
  static final int DOCUMENTS_PER_SECOND = 4000;

  private static final int SEALING_SECONDS = 300;
  private static final String UNSEALED =
      "select count(*) from ledger.journal, ledger.sealer where xid >= sealed_before";

  private final Path home;
  private final Plan plan;
  private final Postgres postgres;
  private final ServerUnderTest server;
  private final Floor floor;
  private final Seed seed;
  private final Results results;

  private Bench(Path home, Plan plan, Postgres postgres, ServerUnderTest server, Seed seed) {
    this.home = home;
    this.plan = plan;
    this.postgres = postgres;
    this.server = server;
    this.floor = new Floor(postgres.floor(), home, plan);
    this.seed = seed;
    this.results = new Results(plan, floor.driver());
  }

  /** Starts PostgreSQL and the server on {@code home}, and makes merchants. */
  static Bench open(Path home, Plan plan) throws IOException, SQLException {
    say("data in %s".formatted(home));
    var postgres = Postgres.start(home.resolve("postgres"));
    var server = ServerUnderTest.start(home, postgres, plan.javaOptions());
    var seed = Seed.merchants(postgres, server.port(), plan.merchants());
    return new Bench(home, plan, postgres, server, seed);
  }

  /** Payers who follow a payment each, while payments are made. */
  Sockets.Measured sockets(int count) throws Exception {
    warmUp();
    seed.publish(count, plan.merchants());
    say("%,d sockets, each following a payment".formatted(count));
    return new Sockets(server, home, seed).run(count, plan.seconds(), plan.clients());
  }

  Results run() throws Exception {
    warmUp();
    collections();
    if (plan.parts().contains(Part.CALLS)) {
      say("each call alone");
      for (var call : new Calls(plan, seed, server.port()).measure()) {
        results.add(call);
        say("  %s: %,.0f/s".formatted(call.name(), call.perSecond()));
      }
    }
    if (plan.parts().contains(Part.LOADED)) {
      load();
      say(name(Part.LOADED, plan));
      List<Collections.Round> rounds = new ArrayList<>();
      for (int round = 1; round <= plan.rounds(); round++) {
        rounds.add(round(plan.merchants()));
      }
      results.add(new Collections(name(Part.LOADED, plan), rounds));
    }
    verify();
    return results;
  }

  /** What the measurements of a part are called. */
  static String name(Part part, Plan plan) {
    return switch (part) {
      case SPREAD -> "over %,d merchants".formatted(plan.merchants());
      case HOT -> "all of one merchant";
      case CALLS -> "each call alone";
      case LOADED -> "with %,d payments loaded".formatted(plan.loaded());
    };
  }

  @Override
  public void close() {
    server.close();
    postgres.close();
  }

  private void warmUp() throws Exception {
    say("warming up for %d s".formatted(plan.warmUp()));
    seed.publish(DOCUMENTS_PER_SECOND * plan.warmUp(), plan.merchants());
    new Load(server.port(), plan.clients()).run(plan.warmUp(), this::collect);
  }

  /** Spread and hot take turns too, so that what they are compared by is the same machine. */
  private void collections() throws Exception {
    List<Collections.Round> spread = new ArrayList<>();
    List<Collections.Round> hot = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      if (plan.parts().contains(Part.SPREAD)) {
        say("%s, round %d".formatted(name(Part.SPREAD, plan), round));
        spread.add(round(plan.merchants()));
      }
      if (plan.parts().contains(Part.HOT)) {
        say("%s, round %d".formatted(name(Part.HOT, plan), round));
        hot.add(round(1));
      }
    }
    if (!spread.isEmpty()) {
      results.add(new Collections(name(Part.SPREAD, plan), spread));
    }
    if (!hot.isEmpty()) {
      results.add(new Collections(name(Part.HOT, plan), hot));
    }
  }

  /** The floor, and then the server, on documents of so many merchants. */
  private Collections.Round round(int merchants) throws Exception {
    double limit = floor.run(merchants);
    seed.publish(DOCUMENTS_PER_SECOND * (plan.seconds() + 1), merchants);
    postgres.execute("checkpoint");
    try (var completions = Completions.begin(postgres)) {
      var before = Usage.now(postgres, server);
      long began = System.nanoTime();
      var done = new Load(server.port(), plan.clients()).run(plan.seconds(), this::collect);
      long completed = completions.count();
      double perSecond = completed / ((System.nanoTime() - began) / 1e9);
      completions.await(done.count());
      var each = Usage.now(postgres, server).since(before, (double) done.count());
      var latencies = done.latencies();
      say(
          "  floor %,.0f/s, server %,.0f/s: %.0f %%"
              .formatted(limit, perSecond, 100 * perSecond / limit));
      return new Collections.Round(
          limit, perSecond, latencies.millis(0.50), latencies.millis(0.99), each);
    }
  }

  private boolean collect(Connection connection) throws IOException {
    Requests.collect(
        connection,
        seed.poll().orElseThrow(() -> new IllegalStateException("no document is left to pay")));
    return true;
  }

  private void load() throws SQLException, InterruptedException {
    say("loading %,d payments".formatted(plan.loaded()));
    long began = System.nanoTime();
    new LoadedPayments(postgres).load(plan.loaded());
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    results.note("%,d payments were loaded in %d s.".formatted(plan.loaded(), seconds));
    say("  loaded in %d s".formatted(seconds));
    awaitSealed();
  }

  /** Waits until the sealer has caught up with what was loaded. */
  private void awaitSealed() throws SQLException, InterruptedException {
    for (int second = 0; postgres.number(UNSEALED) > 0; second++) {
      if (second == SEALING_SECONDS) {
        throw new IllegalStateException("the sealer does not catch up");
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private void verify() throws IOException, InterruptedException {
    var report = server.verifyLedger();
    if (!report.contains("\"problems\":[]")) {
      throw new IllegalStateException("the ledger does not hold: " + report);
    }
    results.note(
        "`ledger verify` holds after it, over %,d journals."
            .formatted(Answers.number(report, "journals")));
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
