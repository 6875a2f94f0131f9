package app.dollr.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The measurements of each hot call alone. */
final class Calls {
  static final String STATUS = "ask for a status";

  private static final int MOST_EXECUTIONS = 60_000;

  private final Plan plan;
  private final Seed seed;
  private final Load load;

  Calls(Plan plan, Seed seed, int port) {
    this.plan = plan;
    this.seed = seed;
    this.load = new Load(port, plan.clients());
  }

  /** A session that can be executed. */
  private record Opened(Seed.Document document, long session) {}

  /** An execution that can be asked about. */
  private record Asked(Seed.Merchant merchant, UUID reference) {}

  List<Call> measure() throws SQLException, InterruptedException {
    List<Call> calls = new ArrayList<>();
    var opened = new ConcurrentLinkedQueue<Opened>();
    var executed = new ConcurrentLinkedQueue<Asked>();
    seed.publish(Bench.DOCUMENTS_PER_SECOND * (plan.seconds() + 2), plan.merchants());
    calls.add(measured("open a session", connection -> open(connection, opened)));
    calls.add(
        measured("execute a collection", connection -> execute(connection, opened, executed)));
    var asked = new ArrayList<>(executed);
    var next = new AtomicInteger();
    calls.add(
        measured(
            STATUS,
            connection -> {
              var one = asked.get(Math.floorMod(next.getAndIncrement(), asked.size()));
              Requests.status(connection, one.merchant(), one.reference());
              return true;
            }));
    var merchants = seed.merchants();
    calls.add(
        measured(
            "obtain a token",
            connection -> {
              var one = merchants.get(Math.floorMod(next.getAndIncrement(), merchants.size()));
              Requests.token(connection, one.id());
              return true;
            }));
    return calls;
  }

  private Call measured(String name, Load.Call call) throws InterruptedException {
    var done = load.run(plan.seconds(), call);
    var latencies = done.latencies();
    return new Call(name, done.perSecond(), latencies.millis(0.50), latencies.millis(0.99));
  }

  private boolean open(Connection connection, Queue<Opened> opened) throws Exception {
    var document = seed.poll();
    if (document.isEmpty()) {
      return false;
    }
    opened.add(new Opened(document.get(), Requests.session(connection, document.get())));
    return true;
  }

  private static boolean execute(Connection connection, Queue<Opened> opened, Queue<Asked> executed)
      throws Exception {
    var one = opened.poll();
    if (one == null || executed.size() >= MOST_EXECUTIONS) {
      return false;
    }
    var reference = UUID.randomUUID();
    Requests.execute(connection, one.document(), one.session(), reference);
    executed.add(new Asked(one.document().merchant(), reference));
    return true;
  }
}
