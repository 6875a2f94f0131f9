package app.dollr.torture;

import app.dollr.wire.ExecutionStatus;
import app.dollr.wire.OperationType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** A caller that moves money at random, repeats itself, changes its mind, and races itself. */
final class Client {
  private static final Map<String, Object> DEVICE =
      Map.of(
          "name", "Till",
          "type", "DESKTOP",
          "platform", "Linux",
          "user_agent", "Torture",
          "client_ip", "127.0.0.1");

  private static final List<String> CURRENCIES = List.of("USD", "LRD", "RWF");
  private static final int SHORTEST_PAUSE_MILLIS = 50;
  private static final int SPREAD_OF_PAUSES_MILLIS = 400;
  private static final int SESSION_SECONDS = 20;
  private static final int CALLS_AT_ONCE = 3;

  private final Setting setting;
  private final List<Shop> shops;
  private final Witness witness;
  private final Tally tally;
  private final SplittableRandom dice;
  private final ExecutorService threads;

  Client(
      Setting setting,
      List<Shop> shops,
      Witness witness,
      Tally tally,
      SplittableRandom dice,
      ExecutorService threads) {
    this.setting = setting;
    this.shops = shops;
    this.witness = witness;
    this.tally = tally;
    this.dice = dice;
    this.threads = threads;
  }

  /** Moves money until it is told to stop. */
  void run(BooleanSupplier over) throws InterruptedException {
    while (!over.getAsBoolean()) {
      var shop = shops.get(dice.nextInt(shops.size()));
      var caller = shop.caller();
      if (caller.isPresent()) {
        act(shop, caller.get());
      }
      Thread.sleep(SHORTEST_PAUSE_MILLIS + dice.nextInt(SPREAD_OF_PAUSES_MILLIS));
    }
  }

  /** Begins a collection from a payer who has to be decided about. */
  UUID collectFromUndecided(Shop shop) throws InterruptedException {
    var caller = shop.caller().orElseThrow();
    long document = document(shop, caller).orElseThrow();
    var session =
        caller.create(
            "/v1/sessions/checkout", Map.of("source_id", document, "source_type", "INVOICE"));
    var account = shop.undecidedPayer();
    Map<String, Object> body = new HashMap<>();
    body.put("session_id", session.body().get("id").longValue());
    body.put("payment_account_id", account.id());
    body.put("currency", account.currencies().getFirst());
    var reference = UUID.randomUUID();
    send(new Wish(shop, caller, OperationType.COLLECTION, body, body), reference, body);
    return reference;
  }

  private void act(Shop shop, Caller caller) throws InterruptedException {
    int choice = dice.nextInt(100);
    if (choice < 45) {
      collect(shop, caller);
    } else if (choice < 58) {
      payOut(shop, caller);
    } else if (choice < 68) {
      transfer(shop, caller);
    } else if (choice < 82) {
      refund();
    } else {
      look();
    }
  }

  private void collect(Shop shop, Caller caller) throws InterruptedException {
    var document = document(shop, caller);
    if (document.isEmpty()) {
      tally.add("given up", "document");
      return;
    }
    int payments = dice.nextInt(8) == 0 ? 2 : 1;
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < payments; i++) {
      var body = Map.of("source_id", document.get(), "source_type", "INVOICE");
      var session = caller.create("/v1/sessions/checkout", body);
      if (session.ok()) {
        Map<String, Object> execution = new HashMap<>();
        execution.put("session_id", session.body().get("id").longValue());
        choosePayer(shop, caller, execution);
        var other = new HashMap<>(execution);
        other.put("payment_account_id", shop.payer(dice).id());
        wishes.add(new Wish(shop, caller, OperationType.COLLECTION, execution, other));
      }
    }
    if (wishes.size() > 1) {
      tally.add("races", "two sessions for one document");
    }
    execute(wishes);
  }

  /** A phone mostly, and sometimes a card. */
  private void choosePayer(Shop shop, Caller caller, Map<String, Object> execution)
      throws InterruptedException {
    var card =
        dice.nextInt(setting.cardsAmongPayers()) == 0 ? shop.card(caller) : Optional.<Long>empty();
    if (card.isPresent()) {
      execution.put("payment_account_id", card.get());
      execution.put("currency", "USD");
      execution.put("payment_method_id", one(setting.cards()));
    } else {
      var account = shop.payer(dice);
      execution.put("payment_account_id", account.id());
      execution.put("currency", one(account.currencies()));
    }
  }

  /** An ACTIVE invoice, made in one of two ways. */
  private Optional<Long> document(Shop shop, Caller caller) throws InterruptedException {
    var currency = one(CURRENCIES);
    var amount = amount(currency, 300);
    var line = Map.of("name", "Rice", "currency", currency, "qty", 1, "amount", amount);
    if (dice.nextBoolean()) {
      Map<String, Object> body = new HashMap<>();
      body.put("mode", "DIRECT");
      body.put("source_kind", "INVOICE");
      body.put("party_phone", "231771234567");
      body.put("currency", currency);
      body.put("items", List.of(line));
      return id(caller.create("/v1/checkouts/create", body), "source_id");
    }
    Map<String, Object> body = new HashMap<>();
    body.put("counterparty_id", shop.counterparty(dice));
    body.put("currency", currency);
    body.put("note", "Rice");
    body.put("fee_bearer", dice.nextBoolean() ? "PAYER" : "PAYEE");
    body.put("as_payment_link", true);
    var invoice = id(caller.create("/v1/invoices/create", body), "id");
    if (invoice.isEmpty()
        || !caller.create("/v1/invoices/%d/items/add".formatted(invoice.get()), line).ok()) {
      return Optional.empty();
    }
    var publish = "/v1/invoices/publish/" + invoice.get();
    var published = Caller.persist(() -> caller.put(publish, Map.of()));
    return published.decided() ? invoice : Optional.empty();
  }

  private void payOut(Shop shop, Caller caller) throws InterruptedException {
    var account = shop.recipient(dice);
    var currency = one(account.currencies());
    var body =
        Map.of(
            "payout_account_id", account.id(),
            "amount", amount(currency, 100),
            "currency", currency);
    var session = id(caller.create("/v1/sessions/payout", body), "id");
    if (session.isEmpty()) {
      tally.add("given up", "payout");
      return;
    }
    Map<String, Object> execution = new HashMap<>();
    execution.put("session_id", session.get());
    execution.put("payout_account_id", account.id());
    execution.put("passcode", passcode(shop));
    var other = new HashMap<>(execution);
    other.put("payout_account_id", shop.recipient(dice).id());
    execute(List.of(new Wish(shop, caller, OperationType.PAYOUT, execution, other)));
  }

  private void transfer(Shop shop, Caller caller) throws InterruptedException {
    var currency = one(CURRENCIES);
    var body =
        Map.of(
            "from_wallet_id", shop.wallet(currency),
            "to_counterparty_id", shop.counterparty(dice),
            "amount", amount(currency, 50),
            "currency", currency,
            "expires_at", Instant.now().plusSeconds(SESSION_SECONDS).toString());
    session(shop, caller, "/v1/sessions/transfer", body, OperationType.TRANSFER);
  }

  private void refund() throws InterruptedException {
    var paid = witness.anyPaid(dice);
    if (paid.isEmpty()) {
      return;
    }
    var shop = paid.get().shop();
    var caller = shop.caller();
    if (caller.isEmpty()) {
      return;
    }
    var whole = new BigDecimal(paid.get().base());
    var part =
        whole
            .multiply(new BigDecimal(1 + dice.nextInt(100)))
            .divide(new BigDecimal(100), whole.scale(), RoundingMode.UP);
    var body =
        Map.of(
            "original_payment_intent_id",
            paid.get().id(),
            "amount",
            part,
            "reason",
            "returned",
            "expires_at",
            Instant.now().plusSeconds(SESSION_SECONDS).toString());
    session(shop, caller.get(), "/v1/sessions/refund", body, OperationType.REFUND);
  }

  private void session(Shop shop, Caller caller, String path, Object body, OperationType operation)
      throws InterruptedException {
    var reply = caller.create(path, body);
    var session = id(reply, "id");
    if (session.isEmpty()) {
      tally.add("given up", "%s session %s".formatted(operation, reply.problem()));
      return;
    }
    Map<String, Object> execution = new HashMap<>();
    execution.put("session_id", session.get());
    var other = new HashMap<>(execution);
    other.put("session_id", session.get() + 1);
    execute(List.of(new Wish(shop, caller, operation, execution, other)));
  }

  /** Looks at an execution that was seen before. */
  private void look() throws InterruptedException {
    var reference = witness.any(dice);
    var told = reference.flatMap(witness::of);
    if (told.isEmpty()) {
      return;
    }
    var shop = shops.stream().filter(s -> s.id() == told.get().merchant()).findFirst();
    var caller = shop.isPresent() ? shop.get().caller() : Optional.<Caller>empty();
    if (caller.isPresent()) {
      var operation = told.get().operation();
      var reply = caller.get().get("/v1/status/%s/%s".formatted(word(operation), reference.get()));
      heard(shop.get(), operation, reference.get(), reply);
      if (reply.status() == 404) {
        witness.contradiction("%s was accepted and is not known".formatted(reference.get()));
      }
    }
  }

  /**
   * What is to be executed.
   *
   * @param other another wish, to be sent under the same reference
   */
  private record Wish(
      Shop shop,
      Caller caller,
      OperationType operation,
      Map<String, Object> body,
      Map<String, Object> other) {}

  /** Executes all at once, some of them twice, and some of them otherwise besides. */
  private void execute(List<Wish> wishes) throws InterruptedException {
    List<Callable<Void>> calls = new ArrayList<>();
    for (var wish : wishes) {
      var reference = UUID.randomUUID();
      int copies = dice.nextInt(5) == 0 ? 1 + dice.nextInt(CALLS_AT_ONCE) : 1;
      if (copies > 1) {
        tally.add("races", "one reference sent %d times".formatted(copies));
      }
      for (int i = 0; i < copies; i++) {
        calls.add(() -> send(wish, reference, wish.body()));
      }
      if (dice.nextInt(12) == 0) {
        tally.add("races", "one reference for two wishes");
        calls.add(() -> send(wish, reference, wish.other()));
      }
    }
    try {
      for (Future<Void> call : threads.invokeAll(calls)) {
        call.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Void send(Wish wish, UUID reference, Map<String, Object> body)
      throws InterruptedException {
    Map<String, Object> request = new HashMap<>(body);
    request.put("reference_id", reference.toString());
    var path = "/v1/executions/" + word(wish.operation());
    var reply = Caller.persist(() -> wish.caller().post(path, request));
    tally.add("operations", wish.operation().name());
    if (reply.ok()) {
      heard(wish.shop(), wish.operation(), reference, reply);
    } else {
      tally.add("refusals", reply.decided() ? reply.problem() : "none that decides");
    }
    return null;
  }

  private void heard(Shop shop, OperationType operation, UUID reference, Caller.Reply reply) {
    if (!reply.ok()) {
      return;
    }
    var status = ExecutionStatus.valueOf(reply.body().get("status").stringValue());
    witness.saw(shop.id(), operation, reference, status);
    if (operation == OperationType.COLLECTION && status == ExecutionStatus.COMPLETED) {
      witness.paid(
          new Witness.Paid(
              shop,
              reply.body().get("payment_intent_id").longValue(),
              reply.body().get("payee_currency").stringValue(),
              reply.body().get("payee_amount").asString()));
    }
  }

  /** What a payout is approved with. */
  static Map<String, Object> passcode(Shop shop) {
    return Map.of("token", Map.of("code", shop.passcode()), "device", DEVICE);
  }

  private BigDecimal amount(String currency, int most) {
    int whole = 1 + dice.nextInt(most);
    return switch (currency) {
      case "USD" -> new BigDecimal(whole).add(BigDecimal.valueOf(dice.nextInt(100), 2));
      case "LRD" -> new BigDecimal(whole * 190L).add(BigDecimal.valueOf(dice.nextInt(100), 2));
      default -> new BigDecimal(whole * 1450L + dice.nextInt(1000));
    };
  }

  private <T> T one(List<T> all) {
    return all.get(dice.nextInt(all.size()));
  }

  private static Optional<Long> id(Caller.Reply reply, String field) {
    return reply.ok() ? Optional.of(reply.body().get(field).longValue()) : Optional.empty();
  }

  static String word(OperationType operation) {
    return operation.name().toLowerCase(Locale.ROOT);
  }
}
