package app.dollr.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import app.dollr.wire.CounterPartyResponse;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.PartyResponse;
import app.dollr.wire.PaymentAccountResponse;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.PredictPhonePaymentInfoResponse;
import app.dollr.wire.SourceType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectTest {
  private final Scene scene = new Scene();
  private final FakeServer server = scene.server;
  private final DollrClient dollr = scene.dollr;

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void walksTheWholeChainOfAnInvoice() {
    serveChain();
    server.then(200, Samples.execution("PENDING"));

    var collected = dollr.collect(consulting().referenceId(Samples.REFERENCE).build());

    assertThat(server.lines())
        .containsExactly(
            "GET /v1/predictions/mmo-provider-info?phone=231771234567&operation_type=COLLECTION",
            "POST /v1/parties/create",
            "POST /v1/counterparties/create",
            "POST /v1/invoices/create",
            "POST /v1/invoices/101/items/add",
            "PUT /v1/invoices/publish/101",
            "POST /v1/payment-accounts/create?operation_type=COLLECTION",
            "POST /v1/sessions/checkout",
            "POST /v1/executions/collection");
    assertThat(body(2)).isEqualTo("{\"relationship_type\":\"CUSTOMER\",\"party_id\":42}");
    assertThat(body(3))
        .isEqualTo(
            "{\"counterparty_id\":15,\"currency\":\"USD\",\"note\":\"Consulting\","
                + "\"fee_bearer\":\"PAYER\",\"as_payment_link\":false}");
    assertThat(body(6))
        .isEqualTo(
            "{\"account_name\":\"Comfort Doe\",\"provider\":\"PAWAPAY\","
                + "\"method\":\"ORANGE_MONEY_LBR\",\"party_id\":42,"
                + "\"insensitive_account_number\":\"231771234567\"}");
    assertThat(body(8))
        .isEqualTo(
            "{\"session_id\":\"55\",\"payment_account_id\":\"18\",\"currency\":\"USD\","
                + "\"reference_id\":\"%s\"}",
            Samples.REFERENCE);
    assertThat(collected.partyId()).isEqualTo(42);
    assertThat(collected.counterpartyId()).isEqualTo(15);
    assertThat(collected.sourceType()).isEqualTo(SourceType.INVOICE);
    assertThat(collected.sourceId()).isEqualTo(101);
    assertThat(collected.sourceNumber()).isEqualTo("INV-2026-00042");
    assertThat(collected.lineIds()).containsExactly(7L);
    assertThat(collected.paymentAccountId()).isEqualTo(18);
    assertThat(collected.sessionId()).isEqualTo(55);
    assertThat(collected.referenceId()).isEqualTo(Samples.REFERENCE);
    assertThat(collected.outcome().isOpen()).isTrue();
  }

  @Test
  void walksTheWholeChainOfAnOrder() {
    server
        .then(200, Samples.party(42))
        .then(200, Samples.counterparty(15))
        .then(200, Samples.order(201, "IDLE"))
        .then(200, Samples.line(5))
        .then(200, Samples.line(6))
        .then(200, Samples.order(201, "ACTIVE"))
        .then(200, Samples.account(18))
        .then(200, Samples.session(55))
        .then(200, Samples.execution("PROCESSING"));

    var collected =
        dollr.collect(
            consulting()
                .item("Travel", 2, new BigDecimal("9.50"))
                .method(PaymentMethod.MTN_MOMO_LBR)
                .order()
                .note("March")
                .feeBearer(FeeBearer.PAYEE)
                .label("A-1")
                .payerCurrency("LRD")
                .email("comfort@example.org")
                .build());

    assertThat(server.lines())
        .containsExactly(
            "POST /v1/parties/create",
            "POST /v1/counterparties/create",
            "POST /v1/orders/create",
            "POST /v1/orders/201/items/add",
            "POST /v1/orders/201/items/add",
            "PUT /v1/orders/publish/201",
            "POST /v1/payment-accounts/create?operation_type=COLLECTION",
            "POST /v1/sessions/checkout",
            "POST /v1/executions/collection");
    assertThat(body(0)).contains("\"email\":\"comfort@example.org\"");
    assertThat(body(2))
        .isEqualTo(
            "{\"counterparty_id\":15,\"currency\":\"USD\",\"note\":\"March\","
                + "\"fee_bearer\":\"PAYEE\",\"as_payment_link\":false,\"reference_id\":\"A-1\"}");
    assertThat(body(7)).isEqualTo("{\"source_id\":201,\"source_type\":\"ORDER\"}");
    assertThat(body(8)).contains("\"currency\":\"LRD\"");
    assertThat(collected.lineIds()).containsExactly(5L, 6L);
    assertThat(collected.sourceNumber()).isEqualTo("ORD-2026-00042");
  }

  @Test
  void makesNothingAnewForAKnownPayer() {
    server
        .then(200, Samples.invoice(101, "IDLE"))
        .then(200, Samples.line(7))
        .then(200, Samples.invoice(101, "ACTIVE"))
        .then(200, Samples.session(55))
        .then(200, Samples.execution("PENDING"));

    var collected =
        dollr.collect(
            CollectRequest.builder()
                .knownPayer(42, 15)
                .paymentAccount(18)
                .item("Consulting", 1, new BigDecimal("250.00"))
                .currency("USD")
                .dueDate(Instant.parse("2026-04-01T00:00:00Z"))
                .build());

    assertThat(server.lines().get(0)).isEqualTo("POST /v1/invoices/create");
    assertThat(body(0)).contains("\"due_date\":\"2026-04-01T00:00:00Z\"");
    assertThat(server.seen()).hasSize(5);
    assertThat(collected.partyId()).isEqualTo(42);
    assertThat(collected.counterpartyId()).isEqualTo(15);
    assertThat(collected.paymentAccountId()).isEqualTo(18);
  }

  @Test
  void tellsItsListenerOfEachStep() {
    serveChain();
    server.then(200, Samples.execution("PENDING")).then(200, Samples.execution("PROCESSING"));
    server.then(200, Samples.execution("PROCESSING")).then(200, Samples.execution("COMPLETED"));
    var heard = new Heard();

    var collected =
        dollr.collectAndWait(
            consulting().referenceId(Samples.REFERENCE).build(), Duration.ofMinutes(1), heard);

    assertThat(heard.steps)
        .containsExactly(
            "operator Orange",
            "party 42",
            "counterparty 15",
            "INVOICE 101 INV-2026-00042",
            "line 7 Consulting",
            "published INVOICE 101",
            "account 18",
            "session 55",
            "executing " + Samples.REFERENCE,
            "PENDING",
            "PROCESSING",
            "COMPLETED");
    assertThat(collected.outcome().isCompleted()).isTrue();
    assertThat(collected.sessionId()).isEqualTo(55);
  }

  @Test
  void doesNotWaitForWhatIsFinalAtOnce() {
    serveChain();
    server.then(200, Samples.execution("FAILED"));

    var collected = dollr.collectAndWait(consulting().build(), Duration.ofMinutes(1));

    assertThat(collected.outcome().isFailed()).isTrue();
    assertThat(server.last().line()).isEqualTo("POST /v1/executions/collection");
    assertThat(scene.time.slept()).isEmpty();
  }

  @Test
  void sendsTheReferenceItsListenerHeardOverAllTries() {
    serveChain();
    server.thenLost().then(500, "{}").then(200, Samples.execution("PENDING"));
    var heard = new Heard();

    dollr.collect(consulting().build(), heard);

    var reference = heard.steps.get(8).substring("executing ".length());
    assertThat(server.seen().subList(8, 11))
        .allMatch(call -> call.body().contains("\"reference_id\":\"" + reference + "\""));
  }

  @Test
  void stopsAtTheStepThatFails() {
    server.then(200, Samples.operator()).then(200, Samples.party(42)).then(422, "{}");

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> dollr.collect(consulting().build()))
        .withMessageContaining("POST /v1/counterparties/create");
    assertThat(server.seen()).hasSize(3);
  }

  @Test
  void makesNothingForAPhoneThatNobodyServes() {
    server.then(422, Samples.refusal("phone", "value_error.phone.unknown_operator", "unknown"));

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> dollr.collect(consulting().build()));
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void isNotBegunWithoutAPayerAnItemAndACurrency() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CollectRequest.builder().build())
        .withMessage("missing: payer, phone or payment account, item, currency");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> consulting().order().dueDate(Instant.EPOCH).build())
        .withMessage("an order has no due date");
  }

  private static CollectRequest.Builder consulting() {
    return CollectRequest.builder()
        .payer("Comfort Doe", "231771234567")
        .item("Consulting", 1, new BigDecimal("250.00"))
        .currency("USD");
  }

  private void serveChain() {
    server
        .then(200, Samples.operator())
        .then(200, Samples.party(42))
        .then(200, Samples.counterparty(15))
        .then(200, Samples.invoice(101, "IDLE"))
        .then(200, Samples.line(7))
        .then(200, Samples.invoice(101, "ACTIVE"))
        .then(200, Samples.account(18))
        .then(200, Samples.session(55));
  }

  private String body(int call) {
    return server.seen().get(call).body();
  }

  private static final class Heard implements CollectListener {
    final List<String> steps = new ArrayList<>();

    @Override
    public void operatorFound(PredictPhonePaymentInfoResponse operator) {
      steps.add("operator " + operator.carrier());
    }

    @Override
    public void partyCreated(PartyResponse party) {
      steps.add("party " + party.id());
    }

    @Override
    public void counterpartyCreated(CounterPartyResponse counterparty) {
      steps.add("counterparty " + counterparty.id());
    }

    @Override
    public void documentCreated(SourceType type, long id, String number) {
      steps.add(type + " " + id + " " + number);
    }

    @Override
    public void lineAdded(long id, CollectRequest.Item item) {
      steps.add("line " + id + " " + item.name());
    }

    @Override
    public void documentPublished(SourceType type, long id) {
      steps.add("published " + type + " " + id);
    }

    @Override
    public void paymentAccountCreated(PaymentAccountResponse account) {
      steps.add("account " + account.id());
    }

    @Override
    public void sessionCreated(long sessionId) {
      steps.add("session " + sessionId);
    }

    @Override
    public void executing(String referenceId) {
      steps.add("executing " + referenceId);
    }

    @Override
    public void statusChanged(ExecutionResponse execution) {
      steps.add(execution.status().name());
    }
  }
}
