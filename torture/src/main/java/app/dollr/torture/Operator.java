package app.dollr.torture;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** Who decides what only people can: what was held, and what waits for its payer for ever. */
final class Operator {
  private static final int LOOK_EVERY_MILLIS = 1_000;
  private static final List<String> RESOLUTIONS = List.of("REFUND", "CREDIT", "WRITE_OFF");

  /** Whether a bank gives disputed money back is not for the operator to say. */
  private static final List<String> OF_DISPUTES = List.of("CREDIT", "WRITE_OFF");

  private final World world;
  private final Tally tally;
  private final SplittableRandom dice;
  private final HttpClient http = Caller.client();

  Operator(World world, Tally tally, SplittableRandom dice) {
    this.world = world;
    this.tally = tally;
    this.dice = dice;
  }

  void run(BooleanSupplier over) throws InterruptedException {
    while (!over.getAsBoolean()) {
      settleExceptions();
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /** Settles what waits for a decision, one way or another. */
  void settleExceptions() throws InterruptedException {
    var exceptions = admin().get("/admin/v1/exceptions");
    if (!exceptions.ok()) {
      return;
    }
    for (var exception : exceptions.body()) {
      if (exception.path("resolution").isNull()) {
        settle(exception.get("id").longValue(), exception.path("kind").asString(""));
      }
    }
  }

  /** What recomputing the whole ledger finds wrong. */
  List<String> ledgerProblems() throws InterruptedException {
    var reply = admin().post("/admin/v1/ledger/verify", Map.of());
    if (!reply.ok()) {
      return List.of("ledger verify answers %d".formatted(reply.status()));
    }
    return reply.body().get("problems").valueStream().map(JsonNode::asString).toList();
  }

  /** Calls as the operator of the server that runs now. */
  Caller admin() {
    return new Caller(http, world.adminUrl(), Optional.of(world.adminToken()), new Tally());
  }

  private void settle(long exception, String kind) throws InterruptedException {
    var choice = kind.equals("DISPUTE") ? OF_DISPUTES : RESOLUTIONS;
    var resolution = choice.get(dice.nextInt(choice.size()));
    var reply =
        admin()
            .post(
                "/admin/v1/exceptions/%d/resolve".formatted(exception),
                Map.of("resolution", resolution));
    if (reply.ok()) {
      tally.add("decisions", "exception " + resolution);
    }
  }
}
