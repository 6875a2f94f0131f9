package app.dollr.torture;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** A run: clients move money while faults are dealt; then all comes to its end and is checked. */
final class Torture implements AutoCloseable {
  private static final int SHOPS = 3;
  private static final int DECIDE_EVERY_MILLIS = 2_000;
  private static final int ONE_IN_DECIDES = 3;
  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(3);
  private static final int LOOK_EVERY_MILLIS = 500;

  private final World world;
  private final Setting setting;
  private final int clients;
  private final long seed;
  private final Tally tally = new Tally();
  private final Witness witness = new Witness();
  private final HttpClient http = Caller.client();
  private final Operator operator;
  private final OtherSide other;
  private final Pulse pulse;
  private final FactsReader reader;
  private final List<Shop> shops = new ArrayList<>();
  private final List<String> unfinished = new ArrayList<>();

  private Torture(World world, Setting setting, long seed, int clients) {
    this.world = world;
    this.setting = setting;
    this.seed = seed;
    this.clients = clients;
    this.operator = new Operator(world, tally, new SplittableRandom(seed));
    this.other =
        world
            .outside()
            .<OtherSide>map(side -> side)
            .orElseGet(() -> new SandboxSide(world.rows(), operator));
    this.pulse = new Pulse(new Caller(http, world.url(), Optional.empty(), new Tally()));
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
    var torture = new Torture(World.open(home, setting, settings), setting, seed, clients);
    torture.world.start();
    var anonymous = new Caller(torture.http, torture.world.url(), Optional.empty(), torture.tally);
    for (int i = 1; i <= SHOPS; i++) {
      var name = "Shop " + i;
      torture.shops.add(Shop.open(torture.operator.admin(), anonymous, name, i < SHOPS));
    }
    torture.world.learnToStart();
    return torture;
  }

  World world() {
    return world;
  }

  Operator operator() {
    return operator;
  }

  OtherSide other() {
    return other;
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
      List<Work> works = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        var clientsDice = new SplittableRandom(dice.nextLong());
        works.add(new Client(setting, shops, witness, tally, clientsDice, threads)::run);
      }
      works.add(operator::run);
      works.add(pulse::run);
      works.add(stop -> decide(stop, new Random(dice.nextLong())));
      List<Future<?>> running =
          works.stream()
              .<Future<?>>map(work ->
                  threads.submit(() -> {
                    work.until(over::get);
                    return null;
                  }))
              .toList();
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

  /** What somebody does until it is over. */
  private interface Work {
    void until(BooleanSupplier over) throws InterruptedException;
  }

  /** Payers and banks decide, sooner or later; some of them too late. */
  private void decide(BooleanSupplier over, Random dice) throws InterruptedException {
    while (!over.getAsBoolean()) {
      try {
        for (var waiting : other.waiting()) {
          if (dice.nextInt(ONE_IN_DECIDES) == 0) {
            decide(waiting, dice);
          }
        }
      } catch (SQLException e) {
        // The database is down: they are asked again in a moment.
      }
      Thread.sleep(DECIDE_EVERY_MILLIS);
    }
  }

  private void decide(OtherSide.Waiting waiting, Random dice) throws InterruptedException {
    boolean inOurFavour = dice.nextInt(3) > 0;
    tally.add("decisions", inOurFavour ? "payer or bank: yes" : "payer or bank: no");
    waiting.decide(inOurFavour);
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
      new Client(setting, shops, witness, tally, new SplittableRandom(seed), threads)
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
        decide(waiting, dice);
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
    var report = new Report(tally, pulse, facts, reader.reasons(), violations);
    return new Outcome(report.text(), report.table(), violations);
  }

  @Override
  public void close() {
    http.close();
    world.close();
  }

  private static void await(Future<?> running) throws InterruptedException {
    try {
      running.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("a client failed", e.getCause());
    }
  }
}
