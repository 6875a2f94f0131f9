package app.dollr.torture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.json.Json;
import app.dollr.wire.ExecutionStatus;
import app.dollr.wire.OperationType;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The crash matrix: at each point around a commit and a call of a gateway the process dies, with a
 * payment of each kind at exactly that point; the next process takes up what the last one left, and
 * dies at the next point. In the end both sides' books are held against each other.
 */
class CrashMatrixDatabaseTest {
  private static final long SEED = 1;
  private static final int LOOK_EVERY_MILLIS = 100;
  private static final int MOST_LIES = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Slower than torture: a session has to outlive the start of the next process. */
  private static final Map<String, String> SETTINGS =
      Map.of("DOLLR_SANDBOX_HASTE", "20", "DOLLR_SANDBOX_SETTLEMENT_DELAY", "200ms");

  private static final Set<Kind> ALL =
      EnumSet.of(Kind.COLLECTION, Kind.PAYOUT, Kind.REFUND, Kind.TRANSFER);
  private static final Set<Kind> SENT =
      EnumSet.of(Kind.COLLECTION, Kind.PAYOUT, Kind.REFUND, Kind.DECLINED_PAYOUT);
  private static final Set<Kind> CARD = EnumSet.of(Kind.DECLINED_CARD);

  /**
   * Deliveries come first, for what a dead process had claimed is free again only after a minute.
   * Questions and callbacks come one by one, so a process can die in one of them only.
   */
  private static final List<Round> ROUNDS =
      List.of(
          new Round(CrashPoint.AFTER_FAN_OUT, EnumSet.of(Kind.COLLECTION)),
          new Round(CrashPoint.BEFORE_DELIVERY, EnumSet.of(Kind.COLLECTION)),
          new Round(CrashPoint.AFTER_DELIVERY, EnumSet.of(Kind.COLLECTION)),
          new Round(CrashPoint.BEFORE_ACCEPTANCE, ALL),
          new Round(CrashPoint.AFTER_PASSCODE, EnumSet.of(Kind.PAYOUT)),
          new Round(CrashPoint.AFTER_ACCEPTANCE, ALL),
          new Round(CrashPoint.BEFORE_SUBMISSION, SENT),
          new Round(CrashPoint.AFTER_SUBMISSION, SENT),
          new Round(CrashPoint.AFTER_APPLICATION, SENT),
          new Round(CrashPoint.BEFORE_QUESTION, EnumSet.of(Kind.COLLECTION)),
          new Round(CrashPoint.BEFORE_QUESTION, EnumSet.of(Kind.PAYOUT)),
          new Round(CrashPoint.BEFORE_QUESTION, EnumSet.of(Kind.REFUND)),
          new Round(CrashPoint.AFTER_QUESTION, EnumSet.of(Kind.COLLECTION)),
          new Round(CrashPoint.AFTER_QUESTION, EnumSet.of(Kind.DECLINED_PAYOUT)),
          new Round(CrashPoint.AFTER_QUESTION, EnumSet.of(Kind.REFUND)),
          new Round(CrashPoint.AFTER_APPLICATION, CARD),
          new Round(CrashPoint.BEFORE_CANCELLATION, CARD),
          new Round(CrashPoint.AFTER_CANCELLATION, CARD),
          new Round(CrashPoint.BEFORE_CALLBACK, EnumSet.of(Kind.COLLECTION)),
          new Round(CrashPoint.BEFORE_CALLBACK, EnumSet.of(Kind.PAYOUT)),
          new Round(CrashPoint.BEFORE_CALLBACK, EnumSet.of(Kind.REFUND)),
          new Round(CrashPoint.AFTER_CALLBACK, EnumSet.of(Kind.COLLECTION)),
          new Round(CrashPoint.AFTER_CALLBACK, EnumSet.of(Kind.REFUND)),
          new Round(CrashPoint.AFTER_CALLBACK, EnumSet.of(Kind.DECLINED_PAYOUT)));

  private enum Kind {
    COLLECTION(OperationType.COLLECTION, ExecutionStatus.COMPLETED),
    DECLINED_CARD(OperationType.COLLECTION, ExecutionStatus.FAILED),
    PAYOUT(OperationType.PAYOUT, ExecutionStatus.COMPLETED),
    DECLINED_PAYOUT(OperationType.PAYOUT, ExecutionStatus.FAILED),
    TRANSFER(OperationType.TRANSFER, ExecutionStatus.COMPLETED),
    REFUND(OperationType.REFUND, ExecutionStatus.COMPLETED);

    private final OperationType operation;
    private final ExecutionStatus end;

    Kind(OperationType operation, ExecutionStatus end) {
      this.operation = operation;
      this.end = end;
    }
  }

  /** A death of the process. */
  private record Round(CrashPoint point, Set<Kind> kinds) {
    boolean waitsForAll() {
      return switch (point) {
        case AFTER_FAN_OUT, BEFORE_DELIVERY, AFTER_DELIVERY -> false;
        default -> true;
      };
    }

    boolean asks() {
      return point == CrashPoint.BEFORE_QUESTION || point == CrashPoint.AFTER_QUESTION;
    }
  }

  /** Something that a merchant's server was told of a payment. */
  private record Heard(UUID reference, String type) {}

  /** A payment that only has to be executed. */
  private record Prepared(Kind kind, UUID reference, Map<String, Object> body) {}

  @TempDir Path home;

  private final Set<Heard> heard = ConcurrentHashMap.newKeySet();
  private final List<Prepared> all = new ArrayList<>();

  @Test
  void everyPointIsInTheMatrix() {
    assertThat(ROUNDS.stream().map(Round::point).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(CrashPoint.values());
  }

  @Test
  void bothSidesAgreeWhereverTheProcessDied() throws Exception {
    var receiver = receiver();
    try (var torture = Torture.open(home, Setting.SANDBOX, SEED, 1, SETTINGS)) {
      hook(torture, receiver);
      long original = original(torture);
      Map<Round, List<Prepared>> before = new HashMap<>();
      for (var round : ROUNDS.stream().filter(round -> !round.waitsForAll()).toList()) {
        before.put(round, prepare(torture, references(round), original));
      }
      torture.world().server().kill();
      List<Prepared> left = List.of();
      for (var round : ROUNDS) {
        left = die(torture, round, original, left, before);
      }
      torture.world().start();
      repeat(torture, left, original);

      torture.drain();
      var outcome = torture.check();
      System.out.print(outcome.report());
      assertThat(outcome.violations()).isEmpty();
      for (var payment : all) {
        assertThat(status(torture, payment)).as("%s", payment).isEqualTo(payment.kind().end);
      }
      var toBeHeard = all.stream().map(CrashMatrixDatabaseTest::end).collect(Collectors.toSet());
      await("the end of each is delivered", () -> heard.containsAll(toBeHeard));
    } finally {
      receiver.stop(0);
    }
  }

  /**
   * Lets a process take up what the last one left, and die at its own point.
   *
   * @param before what had to be prepared before there was anything to tell
   * @return what the next process has to take up
   */
  private List<Prepared> die(
      Torture torture,
      Round round,
      long original,
      List<Prepared> left,
      Map<Round, List<Prepared>> before)
      throws Exception {
    var references = references(round);
    var at = round.point().name();
    if (round.waitsForAll()) {
      at += "@" + references.values().stream().map(UUID::toString).collect(Collectors.joining("+"));
    }
    torture.world().start(Map.of("DOLLR_SANDBOX_CRASH_AT", at));
    var early = Optional.ofNullable(before.get(round));
    if (early.isEmpty()) {
      repeat(torture, left, original);
    }
    var prepared = early.isPresent() ? early.get() : prepare(torture, references, original);
    if (round.asks()) {
      var lies = Map.of("timeout", MOST_LIES, "no_callback", MOST_LIES);
      needed(torture.operator().admin().put("/admin/v1/sandbox/faults", lies));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var payment : prepared) {
        var _ = threads.submit(() -> execute(torture, payment));
      }
    }
    assertThat(torture.world().server().ends()).as("the process dies at %s", round).isTrue();
    assertThat(torture.world().server().awaitEnd()).as("%s", round).isEqualTo(Program.KILLED);
    all.addAll(prepared);
    List<Prepared> open = new ArrayList<>(prepared);
    if (early.isPresent()) {
      open.addAll(left);
    }
    return open;
  }

  private static Map<Kind, UUID> references(Round round) {
    return round.kinds().stream().collect(Collectors.toMap(kind -> kind, _ -> UUID.randomUUID()));
  }

  private static List<Prepared> prepare(Torture torture, Map<Kind, UUID> references, long original)
      throws InterruptedException {
    List<Prepared> prepared = new ArrayList<>();
    for (var each : references.entrySet()) {
      prepared.add(prepare(torture, each.getKey(), each.getValue(), original));
    }
    return prepared;
  }

  /** The caller may never have learnt whether it was accepted, so it asks again. */
  private static void repeat(Torture torture, List<Prepared> left, long original)
      throws InterruptedException {
    for (var payment : left) {
      var reply = Caller.persist(() -> execute(torture, payment));
      if (reply.problem().equals("value_error.session.expired")) {
        var again = prepare(torture, payment.kind(), payment.reference(), original);
        reply = Caller.persist(() -> execute(torture, again));
      }
      assertThat(reply.ok()).as("%s: %s", payment, reply).isTrue();
    }
  }

  private static Heard end(Prepared payment) {
    return new Heard(
        payment.reference(), "execution." + payment.kind().end.name().toLowerCase(Locale.ROOT));
  }

  private static Caller.Reply execute(Torture torture, Prepared payment)
      throws InterruptedException {
    var path = "/v1/executions/" + Client.word(payment.kind().operation);
    return caller(torture).post(path, payment.body());
  }

  private static ExecutionStatus status(Torture torture, Prepared payment)
      throws InterruptedException {
    var path =
        "/v1/status/%s/%s".formatted(Client.word(payment.kind().operation), payment.reference());
    return ExecutionStatus.valueOf(
        needed(caller(torture).get(path)).body().get("status").stringValue());
  }

  private static Prepared prepare(Torture torture, Kind kind, UUID reference, long original)
      throws InterruptedException {
    Map<String, Object> body = new HashMap<>();
    body.put("reference_id", reference.toString());
    switch (kind) {
      case COLLECTION -> {
        body.put("session_id", checkout(torture));
        body.put("payment_account_id", torture.shop().payer("567").id());
        body.put("currency", "USD");
      }
      case DECLINED_CARD -> {
        body.put("session_id", checkout(torture));
        body.put("payment_account_id", torture.shop().card(caller(torture)).orElseThrow());
        body.put("currency", "USD");
        body.put("payment_method_id", "pm_card_chargeDeclined");
      }
      case PAYOUT -> payout(torture, "567", body);
      case DECLINED_PAYOUT -> payout(torture, "089", body);
      case TRANSFER -> {
        Map<String, Object> session = new HashMap<>();
        session.put("from_wallet_id", torture.shop().wallet("USD"));
        session.put("to_counterparty_id", torture.shop().counterparty(new Random(SEED)));
        session.put("amount", BigDecimal.TWO);
        session.put("currency", "USD");
        session.put("expires_at", inTenMinutes());
        body.put("session_id", id(caller(torture).post("/v1/sessions/transfer", session)));
      }
      case REFUND -> {
        Map<String, Object> session = new HashMap<>();
        session.put("original_payment_intent_id", original);
        session.put("amount", BigDecimal.ONE);
        session.put("expires_at", inTenMinutes());
        body.put("session_id", id(caller(torture).post("/v1/sessions/refund", session)));
      }
    }
    return new Prepared(kind, reference, body);
  }

  private static long checkout(Torture torture) throws InterruptedException {
    var line = Map.of("name", "Rice", "currency", "USD", "qty", 1, "amount", new BigDecimal("250"));
    var checkout =
        Map.of(
            "mode", "DIRECT",
            "source_kind", "INVOICE",
            "party_phone", "231771234567",
            "currency", "USD",
            "items", List.of(line));
    var document =
        needed(caller(torture).post("/v1/checkouts/create", checkout))
            .body()
            .get("source_id")
            .longValue();
    return id(
        caller(torture)
            .post(
                "/v1/sessions/checkout", Map.of("source_id", document, "source_type", "INVOICE")));
  }

  private static void payout(Torture torture, String suffix, Map<String, Object> body)
      throws InterruptedException {
    long account = torture.shop().recipient(suffix).id();
    var session = Map.of("payout_account_id", account, "amount", BigDecimal.TEN, "currency", "USD");
    body.put("session_id", id(caller(torture).post("/v1/sessions/payout", session)));
    body.put("payout_account_id", account);
    body.put("passcode", Client.passcode(torture.shop()));
  }

  /** A collection that is completed, to be refunded bit by bit. */
  private static long original(Torture torture) throws InterruptedException {
    var payment = prepare(torture, Kind.COLLECTION, UUID.randomUUID(), 0);
    long id = needed(execute(torture, payment)).body().get("payment_intent_id").longValue();
    await(
        "the payment to refund",
        () -> {
          try {
            return status(torture, payment) == ExecutionStatus.COMPLETED;
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
          }
        });
    return id;
  }

  private static String inTenMinutes() {
    return Instant.now().plusSeconds(600).toString();
  }

  private static Caller caller(Torture torture) throws InterruptedException {
    return torture.shop().caller().orElseThrow();
  }

  private static long id(Caller.Reply reply) {
    return needed(reply).body().get("id").longValue();
  }

  private static Caller.Reply needed(Caller.Reply reply) {
    assertThat(reply.ok()).as("%s", reply).isTrue();
    return reply;
  }

  private HttpServer receiver() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var event = Json.mapper().readTree(text);
            var reference = event.get("data").get("reference_id").stringValue();
            heard.add(new Heard(UUID.fromString(reference), event.get("type").stringValue()));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server;
  }

  private static void hook(Torture torture, HttpServer receiver) throws InterruptedException {
    var url = "http://127.0.0.1:%d/".formatted(receiver.getAddress().getPort());
    var wish = Map.of("url", url, "types", List.of("execution.*"));
    needed(caller(torture).post("/v1/webhooks/create", wish));
  }

  private static void await(String what, java.util.function.BooleanSupplier holds)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited %s in vain: %s".formatted(PATIENCE, what));
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }
}
