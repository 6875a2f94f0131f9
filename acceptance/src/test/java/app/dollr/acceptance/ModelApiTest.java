package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.acceptance.Model.Document;
import app.dollr.acceptance.Model.Fate;
import app.dollr.acceptance.Model.Movement;
import app.dollr.acceptance.Model.State;
import app.dollr.testing.Together;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a merchant does in whatever order, its wallets, documents, refundable amounts and its
 * part of the trial balance are those of a small model. The same seed makes the same walk.
 */
class ModelApiTest {
  private static final int STEPS = 120;
  private static final int LOOK_CLOSELY_EVERY = 20;
  private static final long FUNDED = 100_000;

  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private final Model model = new Model(FUNDED);
  private Random random = new Random(0);
  private MoneyFlow money;
  private Accounts books;
  private long wallet;
  private long counterparty;

  @BeforeEach
  void beANewMerchant() {
    var merchant = SERVER.newMerchant();
    wallet = SERVER.fund(merchant, "USD", dollars(FUNDED));
    money = MoneyFlow.of(SERVER, merchant);
    books = new Accounts(SERVER, merchant.id());
    counterparty = money.flow().counterparty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theMoneyIsWhereTheModelSays(long seed) {
    random = new Random(seed);
    for (int step = 1; step <= STEPS; step++) {
      SERVER.clock().advance(Duration.ofMillis(random.nextInt(5000)));
      var done = step();
      assertThat(money.balance("USD"))
          .as("seed %d, after step %d: %s", seed, step, done)
          .isEqualTo(dollars(model.at("WALLET")));
      assertThat(money.reserved("USD"))
          .as("seed %d, after step %d: %s", seed, step, done)
          .isEqualTo(dollars(model.at("RESERVED")));
      if (step % LOOK_CLOSELY_EVERY == 0) {
        lookClosely();
      }
    }
    SERVER.settle();
    model.settle();
    lookClosely();
    assertThat(model.movements)
        .extracting(movement -> movement.operation)
        .contains("collection", "payout", "transfer", "refund");
  }

  private String step() {
    int dice = random.nextInt(100);
    if (dice < 20) {
      return collect();
    } else if (dice < 30) {
      return payOut();
    } else if (dice < 40) {
      return transfer();
    } else if (dice < 56) {
      return refund();
    } else if (dice < 62) {
      return cancel();
    } else if (dice < 72) {
      return repeat();
    } else if (dice < 77) {
      return raceForADocument();
    } else if (dice < 82) {
      return raceForTheWallet();
    } else if (dice < 96) {
      return settle();
    }
    return resolve();
  }

  private String collect() {
    var document = document();
    var fate = anyFate();
    // Whom nothing is refunded to pays all the same.
    boolean refusesRefunds = fate == Fate.PAYS && random.nextInt(4) == 0;
    long account = money.flow().account(phone("collection", fate, refusesRefunds));
    long session = money.flow().session(document.id);
    var reference = UUID.randomUUID();
    var movement = collection(document, session, account, reference, fate);
    movement.refundsFate = refusesRefunds ? Fate.FAILS : fate;
    var accepted = movement.again.get().ok();
    movement.payment = accepted.get("payment_intent_id").longValue();
    assertThat(accepted.get("payer_amount").asString()).isEqualTo(dollars(movement.debit()));
    model.collecting(movement, document);
    return "collect " + document.id;
  }

  private String payOut() {
    long base = 100 + random.nextLong(30_000);
    var fate = anyFate();
    long account = money.payoutAccount(phone("payout", fate, false));
    long session = money.payoutSession(account, dollars(base), "USD").id();
    var reference = UUID.randomUUID();
    var movement =
        new Movement(
            "payout",
            reference,
            base,
            Model.part(base, 50),
            Model.part(base, 125),
            fate,
            () -> money.payOut(session, account, reference));
    movement.again.get().ok();
    model.goingOut(movement);
    return "pay out " + dollars(base);
  }

  private String transfer() {
    var movement = transfer(1 + random.nextLong(20_000));
    movement.again.get().ok();
    model.transferring(movement);
    return "transfer " + dollars(movement.base);
  }

  private String refund() {
    var original = any(m -> isPaid(m) && m.refundable() > 0);
    if (original.isEmpty()) {
      return settle();
    }
    long left = original.get().refundable();
    long base = random.nextBoolean() ? left : 1 + random.nextLong(left);
    long session = money.refundSession(original.get().payment, dollars(base)).id();
    var reference = UUID.randomUUID();
    var movement =
        new Movement(
            "refund",
            reference,
            base,
            0,
            0,
            original.get().refundsFate,
            () -> money.refund(session, reference));
    movement.again.get().ok();
    model.goingOut(movement);
    original.get().refunds.add(movement);
    return "refund " + dollars(base);
  }

  private String cancel() {
    if (model.documents.isEmpty()) {
      return settle();
    }
    var document = model.documents.get(random.nextInt(model.documents.size()));
    var reply = money.caller().delete("/v1/invoices/cancel/" + document.id);
    if (document.status.equals("ACTIVE")) {
      reply.ok();
      document.status = "CANCELED";
    } else {
      reply.isRefused("path.id", "value_error.source.not_cancelable");
    }
    return "cancel " + document.id;
  }

  private String repeat() {
    var movement = any(m -> true);
    if (movement.isEmpty()) {
      return settle();
    }
    var reply = movement.get().again.get();
    assertThat(reply.header("Idempotent-Replayed")).contains("true");
    assertThat(state(reply)).isEqualTo(movement.get().state);
    return "repeat a " + movement.get().operation;
  }

  private String raceForADocument() {
    var document = document();
    long account = money.flow().account(phone("collection", Fate.PAYS, false));
    List<Movement> racing = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      long session = money.flow().session(document.id);
      racing.add(collection(document, session, account, UUID.randomUUID(), Fate.PAYS));
    }
    var replies = Together.run(racing.size(), i -> racing.get(i).again.get());
    int won = 0;
    for (int i = 0; i < racing.size(); i++) {
      if (replies.get(i).status() == 200) {
        racing.get(i).payment = replies.get(i).json().get("payment_intent_id").longValue();
        model.collecting(racing.get(i), document);
        won++;
      } else {
        replies.get(i).isRefused("body.session_id", "value_error.source.not_active");
      }
    }
    assertThat(won).isOne();
    return "race for " + document.id;
  }

  private String raceForTheWallet() {
    List<Movement> racing = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      racing.add(transfer(Math.max(1, model.at("WALLET") / 2 - random.nextInt(100))));
    }
    var replies = Together.run(racing.size(), i -> racing.get(i).again.get());
    // Those that came first in the race are told to the model first; the others find too little.
    for (var state : new State[] {State.COMPLETED, State.FAILED}) {
      for (int i = 0; i < racing.size(); i++) {
        if (state(replies.get(i)) == state) {
          model.transferring(racing.get(i));
          assertThat(racing.get(i).state).isEqualTo(state);
        }
      }
    }
    return "race for the wallet";
  }

  private String settle() {
    SERVER.settle();
    model.settle();
    return "settle";
  }

  private String resolve() {
    var waiting = any(m -> m.state == State.PROCESSING && m.fate == Fate.WAITS);
    if (waiting.isEmpty()) {
      return settle();
    }
    boolean paid = random.nextBoolean();
    SERVER.runDue();
    var body =
        Map.of(
            "reference_id",
            waiting.get().reference.toString(),
            "outcome",
            paid ? "completed" : "failed");
    SERVER.admin().post("/admin/v1/sandbox/resolve", body).ok();
    model.end(waiting.get(), paid);
    SERVER.settle();
    model.settle();
    return "resolve a %s as %s".formatted(waiting.get().operation, paid);
  }

  private void lookClosely() {
    for (var document : model.documents) {
      assertThat(money.flow().standing(document.id)).isEqualTo(document.status);
    }
    for (var movement : model.movements) {
      var status =
          money.caller().get("/v1/status/%s/%s".formatted(movement.operation, movement.reference));
      assertThat(state(status)).as(movement.operation).isEqualTo(movement.state);
      if (isPaid(movement)) {
        money
            .refundSession(movement.payment, dollars(movement.refundable() + 1))
            .isRefused("body.amount", "value_error.amount.too_large");
      }
    }
    model
        .accounts()
        .forEach(
            (account, cents) -> assertThat(books.net(account, "USD")).as(account).isEqualTo(cents));
    assertThat(model.accounts().values().stream().mapToLong(Long::longValue).sum()).isZero();
    assertThat(SERVER.app().verifyLedger().problems()).isEmpty();
  }

  /** An ACTIVE document: one there is, or a new one. */
  private Document document() {
    var active = model.documents.stream().filter(d -> d.status.equals("ACTIVE")).toList();
    if (!active.isEmpty() && random.nextBoolean()) {
      return active.get(random.nextInt(active.size()));
    }
    long total = 1 + random.nextLong(50_000);
    var made = new Document(money.invoice(dollars(total), "USD", "PAYER"), total);
    model.documents.add(made);
    return made;
  }

  private Movement collection(
      Document document, long session, long account, UUID reference, Fate fate) {
    return new Movement(
        "collection",
        reference,
        document.total,
        Model.part(document.total, 100),
        Model.part(document.total, 200),
        fate,
        () -> money.collect(session, account, "USD", reference));
  }

  private Movement transfer(long base) {
    long session = money.transferSession(wallet, counterparty, dollars(base), "USD").id();
    var reference = UUID.randomUUID();
    return new Movement(
        "transfer",
        reference,
        base,
        Model.part(base, 25),
        0,
        Fate.PAYS,
        () -> money.transfer(session, reference));
  }

  private Fate anyFate() {
    return switch (random.nextInt(10)) {
      case 0 -> Fate.WAITS;
      case 1, 2 -> Fate.FAILS;
      default -> Fate.PAYS;
    };
  }

  /** A number that decides so; 089 pays what is collected and takes nothing. */
  private static String phone(String operation, Fate fate, boolean refusesRefunds) {
    return switch (fate) {
      case PAYS -> Flow.payer(refusesRefunds ? "089" : "567");
      case FAILS -> Flow.payer(operation.equals("collection") ? "039" : "089");
      case WAITS -> Flow.payer("129");
    };
  }

  private Optional<Movement> any(Predicate<Movement> which) {
    var found = model.movements.stream().filter(which).toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(found.get(random.nextInt(found.size())));
  }

  private static boolean isPaid(Movement movement) {
    return movement.operation.equals("collection") && movement.state == State.COMPLETED;
  }

  private static State state(Reply reply) {
    var status = reply.ok().get("status").stringValue();
    return Stream.of(State.COMPLETED, State.FAILED)
        .filter(state -> state.name().equals(status))
        .findFirst()
        .orElse(State.PROCESSING);
  }

  private static String dollars(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }
}
