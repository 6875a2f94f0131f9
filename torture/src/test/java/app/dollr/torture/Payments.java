package app.dollr.torture;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.wire.ExecutionStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The payments of the crash matrix, as their callers make them. */
final class Payments {
  private static final String COLLECTED = "250";
  private static final long SEED = 1;

  private final Torture torture;
  private final Map<Kind, ConcurrentLinkedQueue<Long>> originals = new HashMap<>();

  /** A payment that only has to be executed. */
  record Prepared(Kind kind, UUID reference, Map<String, Object> body) {}

  Payments(Torture torture) {
    this.torture = torture;
  }

  /** Collects what will be refunded: each refund has a payment of its own. */
  void collectOriginals(List<Kind> refunds) throws InterruptedException {
    List<Prepared> paid =
        together(
            refunds.stream()
                .<Callable<Prepared>>map(refund -> () -> collectOriginal(refund))
                .toList());
    for (int i = 0; i < paid.size(); i++) {
      var payment = paid.get(i);
      Patience.await("the payment to refund", () -> status(payment) == ExecutionStatus.COMPLETED);
      originals
          .computeIfAbsent(refunds.get(i), _ -> new ConcurrentLinkedQueue<>())
          .add(needed(caller().get(path(payment))).body().get("payment_intent_id").longValue());
    }
  }

  private Prepared collectOriginal(Kind refund) throws InterruptedException {
    var payment = prepare(refund.isByCard() ? Kind.CARD : Kind.COLLECTION, UUID.randomUUID());
    if (refund == Kind.SLOW_CARD_REFUND) {
      payment.body().put("payment_method_id", "pm_card_pendingRefund");
    }
    if (refund == Kind.RETURNED_CARD_REFUND) {
      payment.body().put("payment_method_id", "pm_card_refundFail");
    }
    needed(execute(payment));
    return payment;
  }

  /** Gets payments ready to be executed, all at once. */
  List<Prepared> prepare(Map<Death.Stand, UUID> references) throws InterruptedException {
    return together(
        references.entrySet().stream()
            .<Callable<Prepared>>map(each -> () -> prepare(each.getKey().kind(), each.getValue()))
            .toList());
  }

  /** Executes all at once, and waits for what comes back; the process may die over it. */
  List<Caller.Reply> execute(List<Prepared> payments) throws InterruptedException {
    return together(
        payments.stream().<Callable<Caller.Reply>>map(payment -> () -> execute(payment)).toList());
  }

  /** Callers may never have learnt whether they were accepted, so they ask again. */
  void repeat(List<Prepared> left) throws InterruptedException {
    together(left.stream().<Callable<Caller.Reply>>map(payment -> () -> repeat(payment)).toList());
  }

  ExecutionStatus status(Prepared payment) throws InterruptedException {
    return ExecutionStatus.valueOf(
        needed(caller().get(path(payment))).body().get("status").stringValue());
  }

  private static String path(Prepared payment) {
    return "/v1/status/%s/%s"
        .formatted(Client.word(payment.kind().operation()), payment.reference());
  }

  private Caller.Reply repeat(Prepared payment) throws InterruptedException {
    var reply = Caller.persist(() -> execute(payment));
    if (reply.problem().equals("value_error.session.expired")) {
      var again = prepare(payment.kind(), payment.reference());
      reply = Caller.persist(() -> execute(again));
    }
    assertThat(reply.ok()).as("%s: %s", payment, reply).isTrue();
    return reply;
  }

  private Caller.Reply execute(Prepared payment) throws InterruptedException {
    var path = "/v1/executions/" + Client.word(payment.kind().operation());
    return caller().post(path, payment.body());
  }

  private Prepared prepare(Kind kind, UUID reference) throws InterruptedException {
    Map<String, Object> body = new HashMap<>();
    body.put("reference_id", reference.toString());
    switch (kind) {
      case COLLECTION -> {
        body.put("session_id", checkout());
        body.put("payment_account_id", torture.shop().payer("567").id());
        body.put("currency", "USD");
      }
      case CARD -> card(body, "pm_card_visa");
      case PAYERS_CARD -> card(body, "pm_card_authenticationRequired");
      case DECLINED_CARD -> card(body, "pm_card_chargeDeclined");
      case DISPUTED_CARD -> card(body, "pm_card_createDispute");
      case PAYOUT -> payout(body, "567");
      case DECLINED_PAYOUT -> payout(body, "089");
      case TRANSFER -> {
        Map<String, Object> session = new HashMap<>();
        session.put("from_wallet_id", torture.shop().wallet("USD"));
        session.put("to_counterparty_id", torture.shop().counterparty(new Random(SEED)));
        session.put("amount", BigDecimal.TWO);
        session.put("currency", "USD");
        session.put("expires_at", inTenMinutes());
        body.put("session_id", id(caller().post("/v1/sessions/transfer", session)));
      }
      case REFUND, CARD_REFUND, SLOW_CARD_REFUND, RETURNED_CARD_REFUND -> {
        Map<String, Object> session = new HashMap<>();
        session.put("original_payment_intent_id", original(kind));
        session.put("amount", BigDecimal.ONE);
        session.put("expires_at", inTenMinutes());
        body.put("session_id", id(caller().post("/v1/sessions/refund", session)));
      }
    }
    return new Prepared(kind, reference, body);
  }

  private long original(Kind refund) {
    var unused = originals.get(refund);
    if (unused == null) {
      throw new IllegalStateException("nothing was collected for " + refund);
    }
    return unused.remove();
  }

  private long checkout() throws InterruptedException {
    var line =
        Map.of("name", "Rice", "currency", "USD", "qty", 1, "amount", new BigDecimal(COLLECTED));
    var checkout =
        Map.of(
            "mode", "DIRECT",
            "source_kind", "INVOICE",
            "party_phone", "231771234567",
            "currency", "USD",
            "items", List.of(line));
    var document =
        needed(caller().post("/v1/checkouts/create", checkout)).body().get("source_id").longValue();
    return id(
        caller()
            .post(
                "/v1/sessions/checkout", Map.of("source_id", document, "source_type", "INVOICE")));
  }

  private void card(Map<String, Object> body, String method) throws InterruptedException {
    body.put("session_id", checkout());
    body.put("payment_account_id", torture.shop().card(caller()).orElseThrow());
    body.put("currency", "USD");
    body.put("payment_method_id", method);
  }

  private void payout(Map<String, Object> body, String suffix) throws InterruptedException {
    long account = torture.shop().recipient(suffix).id();
    var session = Map.of("payout_account_id", account, "amount", BigDecimal.TEN, "currency", "USD");
    body.put("session_id", id(caller().post("/v1/sessions/payout", session)));
    body.put("payout_account_id", account);
    body.put("passcode", Client.passcode(torture.shop()));
  }

  private Caller caller() throws InterruptedException {
    return torture.shop().caller().orElseThrow();
  }

  private static String inTenMinutes() {
    return Instant.now().plusSeconds(600).toString();
  }

  private static long id(Caller.Reply reply) {
    return needed(reply).body().get("id").longValue();
  }

  private static Caller.Reply needed(Caller.Reply reply) {
    assertThat(reply.ok()).as("%s", reply).isTrue();
    return reply;
  }

  private static <T> List<T> together(List<Callable<T>> calls) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> call : threads.invokeAll(calls)) {
        results.add(call.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }
}
