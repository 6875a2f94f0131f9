package app.dollr.torture;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** A run: clients move money while faults are dealt; then all comes to its end and is checked. */
final class Torture implements AutoCloseable {
  private static final int SHOPS = 3;
  private static final int MOST_NAMED = 50;
  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(3);
  private static final int LOOK_EVERY_MILLIS = 500;

  private final World world;
  private final int clients;
  private final long seed;
  private final Tally tally = new Tally();
  private final Witness witness = new Witness();
  private final HttpClient http = Caller.client();
  private final Operator operator;
  private final OtherSide other;
  private final FactsReader reader;
  private final List<Shop> shops = new ArrayList<>();
  private final List<String> unfinished = new ArrayList<>();

  private Torture(World world, long seed, int clients) {
    this.world = world;
    this.seed = seed;
    this.clients = clients;
    this.operator = new Operator(world, tally, new SplittableRandom(seed));
    this.other =
        world
            .pawapay()
            .<OtherSide>map(side -> side)
            .orElseGet(() -> new SandboxSide(world.rows(), operator));
    this.reader = new FactsReader(world.rows(), other);
  }

  /**
   * Starts everything on {@code home}, and opens shops.
   *
   * @param settings of the server beside the usual ones
   */
  static Torture open(
      Path home, Setting setting, long seed, int clients, Map<String, String> settings)
      throws IOException, InterruptedException {
    var torture = new Torture(World.open(home, setting, settings), seed, clients);
    torture.world.start();
    var anonymous = new Caller(torture.http, torture.world.url(), Optional.empty(), torture.tally);
    for (int i = 1; i <= SHOPS; i++) {
      var name = "Shop " + i;
      torture.shops.add(Shop.open(torture.operator.admin(), anonymous, name, setting, i < SHOPS));
    }
    return torture;
  }

  World world() {
    return world;
  }

  Operator operator() {
    return operator;
  }

  /** One of the merchants. */
  Shop shop() {
    return shops.getFirst();
  }

  /** Moves money while the plan's faults are dealt. */
  void run(FaultPlan plan) throws InterruptedException {
    var over = new AtomicBoolean();
    var nemesis = new Nemesis(world, other, tally);
    var dice = new Random(seed);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        var client =
            new Client(shops, witness, tally, new SplittableRandom(dice.nextLong()), threads);
        running.add(
            threads.submit(() -> {
              client.run(over::get);
              return null;
            }));
      }
      running.add(
          threads.submit(() -> {
            operator.run(over::get);
            return null;
          }));
      try {
        nemesis.run(plan);
      } finally {
        over.set(true);
      }
      for (var each : running) {
        await(each);
      }
    }
    nemesis.stop();
  }

  /** Plants a defect, when no faults are dealt; the reference of the payment it is in. */
  UUID plant(Defect defect) throws SQLException, InterruptedException {
    var saboteur = new Saboteur(world.superuser());
    long deadline = System.nanoTime() + LONGEST_DRAIN.toNanos();
    if (defect == Defect.EARLY_FAILED) {
      leaveWaiting();
    }
    var planted = saboteur.plant(defect);
    while (planted.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("there is no payment to plant %s in".formatted(defect));
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
      planted = saboteur.plant(defect);
    }
    return planted.get();
  }

  /** Begins a payment that the other side leaves waiting. */
  private void leaveWaiting() throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      new Client(shops, witness, tally, new SplittableRandom(seed), threads)
          .collectFromUndecided(shops.getFirst());
    }
  }

  /** Waits, without faults, until everything is over; what is not then is a violation. */
  void drain() throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + LONGEST_DRAIN.toNanos();
    List<String> left = reader.unfinished();
    var dice = new Random(seed);
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      for (var waiting : other.waiting()) {
        boolean completed = dice.nextInt(3) > 0;
        tally.add("decisions", completed ? "payer completed" : "payer failed");
        other.decide(waiting, completed);
      }
      operator.settleExceptions();
      Thread.sleep(LOOK_EVERY_MILLIS);
      left = reader.unfinished();
    }
    // The last callbacks may have brought something that an operator has to settle.
    operator.settleExceptions();
    unfinished.addAll(left);
  }

  /** Holds both sides against each other. */
  Outcome check() throws SQLException, InterruptedException {
    var facts = reader.read(witness, operator.ledgerProblems());
    List<Violation> violations = new ArrayList<>(Checker.violations(facts));
    unfinished.forEach(what ->
        violations.add(new Violation(Violation.Rule.COMES_TO_AN_END, "after the faults", what)));
    tally
        .of("surprises")
        .forEach((what, count) ->
            violations.add(
                new Violation(Violation.Rule.SERVER_STAYS_UP, what, "%d times".formatted(count))));
    return new Outcome(report(facts, violations), violations);
  }

  @Override
  public void close() {
    http.close();
    world.close();
  }

  private String report(Facts facts, List<Violation> violations) {
    var report = new StringBuilder();
    for (var group :
        List.of(
            "operations",
            "answers",
            "refusals",
            "given up",
            "races",
            "faults",
            "restarts",
            "decisions",
            "surprises")) {
      if (tally.sum(group) > 0) {
        report.append("%s: %,d%n".formatted(group, tally.sum(group)));
        tally.of(group).forEach((name, count) -> line(report, name, count));
      }
    }
    table(
        report,
        "executions",
        facts.executions().stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.reference().operation() + " " + e.state(), Collectors.counting())));
    table(
        report,
        "the other side's book",
        facts.entries().stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.reference().operation() + " " + e.status(), Collectors.counting())));
    table(
        report,
        "documents",
        facts.documents().stream()
            .collect(Collectors.groupingBy(Facts.Document::status, Collectors.counting())));
    table(
        report,
        "what did not fit",
        facts.exceptions().stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.kind() + " " + e.resolution().orElse("open"), Collectors.counting())));
    report.append("violations: %,d%n".formatted(violations.size()));
    violations.stream().limit(MOST_NAMED).forEach(v -> report.append("  %s%n".formatted(v)));
    return report.toString();
  }

  private static void table(StringBuilder report, String title, Map<String, Long> counts) {
    report.append(
        "%s: %,d%n".formatted(title, counts.values().stream().mapToLong(Long::longValue).sum()));
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new))
        .forEach((name, count) -> line(report, name, count));
  }

  private static void line(StringBuilder report, String name, long count) {
    report.append("  %-45s %,9d%n".formatted(name, count));
  }

  private static void await(Future<?> running) throws InterruptedException {
    try {
      running.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("a client failed", e.getCause());
    }
  }
}
