package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The same reference never moves money twice. */
class IdempotencyApiTest {
  private static final int MANY = 100;

  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private Flow flow;

  @BeforeEach
  void signIn() {
    flow = new Flow(SERVER.caller());
  }

  @Test
  void theSameRequestIsAnsweredWithTheExecutionAsItStands() {
    long invoice = flow.published();
    long session = flow.session(invoice);
    long account = flow.account(Flow.PAYS);
    var reference = UUID.randomUUID();
    var first = flow.collect(session, account, reference);
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    SERVER.settle();
    var replay = flow.collect(session, account, reference);
    assertThat(replay.header("Idempotent-Replayed")).contains("true");
    assertThat(replay.ok().get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(replay.json().get("payment_intent_id"))
        .isEqualTo(first.json().get("payment_intent_id"));
    assertThat(submissions(reference)).isEqualTo(1);
  }

  @Test
  void anotherRequestUnderTheSameReferenceIsRefused() {
    long session = flow.session(flow.published());
    long account = flow.account(Flow.PAYS);
    long otherSession = flow.session(flow.published());
    long otherAccount = flow.account(Flow.PAYS);
    var reference = UUID.randomUUID();
    flow.collect(session, account, reference).ok();
    for (var reply :
        List.of(
            flow.collect(otherSession, account, reference),
            flow.collect(session, otherAccount, reference))) {
      reply.isRefused("body.reference_id", "value_error.reference_id.duplicate");
    }
    assertThat(submissions(reference)).isEqualTo(1);
  }

  @Test
  void aRefusedRequestDoesNotUseTheReferenceUp() {
    long session = flow.session(flow.published());
    long account = flow.account(Flow.PAYS);
    var reference = UUID.randomUUID();
    flow.collect(session, 999_999, reference)
        .isRefused("body.payment_account_id", "value_error.payment_account.not_found");
    var accepted = flow.collect(session, account, reference);
    assertThat(accepted.ok().get("status").stringValue()).isEqualTo("PENDING");
    assertThat(accepted.header("Idempotent-Replayed")).isEmpty();
  }

  @Test
  void twoMerchantsMayChooseTheSameReference() {
    var other = new Flow(SERVER.caller(SERVER.newMerchant()));
    var reference = UUID.randomUUID();
    for (var each : List.of(flow, other)) {
      long invoice = each.published();
      each.collect(each.session(invoice), each.account(Flow.PAYS), reference).ok();
      SERVER.settle();
      assertThat(each.standing(invoice)).isEqualTo("PAID");
    }
    assertThat(submissions(reference)).isEqualTo(2);
  }

  @Test
  void manyEqualRequestsAtOnceAreOneExecution() throws Exception {
    long invoice = flow.published();
    long session = flow.session(invoice);
    long account = flow.account(Flow.PAYS);
    var reference = UUID.randomUUID();
    var replies = atOnce(i -> () -> flow.collect(session, account, reference));
    assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
    assertThat(replies)
        .extracting(reply -> reply.json().get("payment_intent_id").longValue())
        .containsOnly(replies.getFirst().json().get("payment_intent_id").longValue());
    assertThat(replies)
        .as("answers, but for what moves on")
        .extracting(IdempotencyApiTest::settled)
        .containsOnly(settled(replies.getFirst()));
    assertThat(replies)
        .filteredOn(reply -> reply.header("Idempotent-Replayed").isEmpty())
        .as("answers that are not replays")
        .hasSize(1);
    SERVER.settle();
    assertThat(submissions(reference)).isEqualTo(1);
    assertThat(flow.standing(invoice)).isEqualTo("PAID");
  }

  @Test
  void ofManyPaymentsForOneDocumentOneWins() throws Exception {
    long invoice = flow.published();
    long account = flow.account(Flow.PAYS);
    List<Long> sessions = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      sessions.add(flow.session(invoice));
    }
    var replies = atOnce(i -> () -> flow.collect(sessions.get(i), account, UUID.randomUUID()));
    assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
    replies.stream()
        .filter(reply -> reply.status() != 200)
        .forEach(r -> r.isRefused("body.session_id", "value_error.source.not_active"));
    SERVER.settle();
    assertThat(flow.standing(invoice)).isEqualTo("PAID");
  }

  @Test
  void ofManyPaymentsInOneSessionOneWins() throws Exception {
    long invoice = flow.published();
    long account = flow.account(Flow.PAYS);
    long session = flow.session(invoice);
    var replies = atOnce(i -> () -> flow.collect(session, account, UUID.randomUUID()));
    assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
    replies.stream()
        .filter(reply -> reply.status() != 200)
        .forEach(r -> r.isRefused("body.session_id", "value_error.session.not_active"));
  }

  /** An execution without what moves on while it is asked for. */
  private static JsonNode settled(Reply reply) {
    var execution = (ObjectNode) reply.json();
    return execution.remove(List.of("status", "provider_transaction_id", "gateway_message"));
  }

  /** How many instructions the sandbox's operators have under a reference. */
  private static long submissions(UUID reference) {
    SERVER.runDue();
    return SERVER.count(
        "select count(*) from sandbox.payment where reference_id = '%s'".formatted(reference));
  }

  private static List<Reply> atOnce(IntFunction<Callable<Reply>> calls)
      throws InterruptedException, ExecutionException {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        var call = calls.apply(i);
        replies.add(
            threads.submit(() -> {
              start.await();
              return call.call();
            }));
      }
      start.countDown();
      List<Reply> all = new ArrayList<>();
      for (var reply : replies) {
        all.add(reply.get());
      }
      return all;
    }
  }
}
