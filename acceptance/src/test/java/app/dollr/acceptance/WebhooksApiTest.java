package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.client.SignatureException;
import app.dollr.client.WebhookSignature;
import app.dollr.wire.EventResponse;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Events, and their way to merchants' servers. */
class WebhooksApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private TestServer.Merchant merchant;
  private Caller caller;
  private Flow flow;
  private Receiver receiver;

  @BeforeEach
  void open() {
    merchant = SERVER.newMerchant();
    signIn();
    receiver = new Receiver();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void aPaymentTellsEachOfItsStepsInOrder() {
    var secret = create(Map.of("url", receiver.url())).get("secret").stringValue();
    long invoice = flow.published();
    var reference = flow.collect(invoice, Flow.PAYS);
    SERVER.settle();
    assertThat(receiver.types())
        .containsExactlyInAnyOrder(
            "invoice.published",
            "execution.created",
            "execution.processing",
            "execution.completed",
            "payment.completed",
            "invoice.paid");
    assertThat(receiver.types().stream().filter(type -> type.startsWith("execution.")))
        .containsExactly("execution.created", "execution.processing", "execution.completed");
    assertThat(receiver.types().stream().filter(type -> type.startsWith("invoice.")))
        .containsExactly("invoice.published", "invoice.paid");
    for (var came : receiver.came()) {
      var event = verified(came, secret);
      assertThat(event.id()).isEqualTo(Long.parseLong(came.headers().get("dollr-event-id")));
      assertThat(caller.get("/v1/events/" + event.id()).ok()).isEqualTo(came.event());
    }
    assertThat(data("payment.completed")).isEqualTo(flow.status(reference));
    assertThat(data("execution.completed")).isEqualTo(flow.status(reference));
    var paid = caller.get("/v1/invoices/retrieve/" + invoice).ok();
    data("invoice.paid")
        .properties()
        .forEach(entry ->
            assertThat(entry.getValue()).as(entry.getKey()).isEqualTo(paid.get(entry.getKey())));
    assertThat(data("invoice.paid").size()).isEqualTo(paid.size() - 2);
  }

  @Test
  void aPaymentThatFailsAndDocumentsThatAreCanceledAreTold() {
    create(Map.of("url", receiver.url()));
    long invoice = flow.published();
    flow.collect(invoice, Flow.payer("039"));
    SERVER.settle();
    caller.delete("/v1/invoices/cancel/" + invoice).ok();
    long order = caller.post("/v1/orders/create", Flow.invoiceBody(flow.counterparty())).id();
    caller.delete("/v1/orders/cancel/" + order).ok();
    SERVER.runDue();
    assertThat(receiver.types())
        .contains("execution.failed", "payment.failed", "invoice.canceled", "order.canceled")
        .doesNotContain("invoice.paid", "payment.completed");
    var shown = caller.get("/v1/orders/retrieve/" + order).ok();
    data("order.canceled")
        .properties()
        .forEach(entry ->
            assertThat(entry.getValue()).as(entry.getKey()).isEqualTo(shown.get(entry.getKey())));
  }

  @Test
  void aSessionThatNobodyPaidIsToldOnceItHasExpired() {
    create(Map.of("url", receiver.url(), "types", List.of("checkout.*")));
    long invoice = flow.published();
    long unpaid = flow.session(invoice);
    long paid = flow.session(invoice);
    SERVER.runDue();
    flow.collect(paid, flow.account(Flow.PAYS), UUID.randomUUID()).ok();
    SERVER.settle();
    SERVER.clock().advance(Duration.ofMinutes(30));
    SERVER.runDue();
    assertThat(receiver.types()).isEmpty();
    SERVER.clock().advance(Duration.ofMinutes(1));
    SERVER.runDue();
    assertThat(receiver.types()).containsExactly("checkout.expired");
    var session = data("checkout.expired");
    assertThat(session.get("id").longValue()).isEqualTo(unpaid);
    assertThat(session.get("source_id").longValue()).isEqualTo(invoice);
    assertThat(session.get("status").stringValue()).isEqualTo("EXPIRED");
    SERVER.clock().advance(Duration.ofMinutes(30));
    SERVER.runDue();
    assertThat(receiver.types()).hasSize(1);
  }

  @Test
  void onlyWhatIsWantedIsSent() {
    create(Map.of("url", receiver.url(), "types", List.of("invoice.*", "execution.completed")));
    flow.collect(flow.published(), Flow.PAYS);
    SERVER.settle();
    assertThat(receiver.types())
        .containsExactlyInAnyOrder("invoice.published", "execution.completed", "invoice.paid");
  }

  @Test
  void theLogIsPagedAndFiltered() {
    long invoice = flow.published();
    flow.collect(invoice, Flow.PAYS);
    SERVER.settle();
    var all = caller.get("/v1/events/list").ok();
    assertThat(all.size()).isEqualTo(6);
    var first = caller.get("/v1/events/list?limit=2");
    assertThat(first.ok().size()).isEqualTo(2);
    assertThat(first.response().headers().firstValue("X-Total-Count")).contains("6");
    var rest =
        caller.get("/v1/events/list?limit=100&starting_after=" + first.ok().get(1).get("id")).ok();
    assertThat(rest.size()).isEqualTo(4);
    assertThat(
            caller
                .get("/v1/events/list?type=invoice.*&object_type=invoice&object_id=" + invoice)
                .ok()
                .valueStream()
                .map(event -> event.get("type").stringValue()))
        .containsExactly("invoice.paid", "invoice.published");
    assertThat(caller.get("/v1/events/list?type=nothing").status()).isEqualTo(422);
    assertThat(caller.get("/v1/events/list?starting_after=999999").errorType())
        .isEqualTo("value_error.cursor.not_found");
    assertThat(caller.get("/v1/events/999999").status()).isEqualTo(404);
  }

  @Test
  void anOutageOfADayLosesNothingAndKeepsTheOrderOfEachObject() {
    create(Map.of("url", receiver.url(), "types", List.of("execution.*", "invoice.*")));
    receiver.answer(503);
    for (int i = 0; i < 3; i++) {
      flow.collect(flow.published(), Flow.PAYS);
    }
    SERVER.settle();
    pass(24);
    assertThat(receiver.came()).isNotEmpty();
    receiver.forget();
    receiver.answer(200);
    pass(24);
    assertThat(receiver.came()).hasSize(3 * 5);
    Map<String, Integer> sequences = new HashMap<>();
    for (var came : receiver.came()) {
      var event = came.event();
      var object = "%s %s".formatted(event.get("object_type"), event.get("object_id"));
      int sequence = event.get("sequence").intValue();
      assertThat(sequence).as(object).isGreaterThan(sequences.getOrDefault(object, 0));
      sequences.put(object, sequence);
    }
    assertThat(sequences).hasSize(6);
    assertThat(endpoint().get("failing_since").isNull()).isTrue();
  }

  @Test
  void threeDaysWithoutAnAnswerDisableAnEndpointAndARepairedOneCatchesUp() {
    long id = create(Map.of("url", receiver.url())).get("id").longValue();
    receiver.answer(500);
    flow.published();
    SERVER.runDue();
    assertThat(endpoint().get("failing_since").isNull()).isFalse();
    pass(80);
    assertThat(receiver.came()).hasSize(13);
    assertThat(endpoint().get("status").stringValue()).isEqualTo("DISABLED");
    assertThat(endpoint().get("disabled_reason").stringValue()).contains("three days");
    var notice = caller.get("/v1/events/list?type=webhook_endpoint.disabled").ok();
    assertThat(notice.get(0).get("object_id").longValue()).isEqualTo(id);
    var failed = deliveries("FAILED").get(0);
    var history =
        caller.get("/v1/webhooks/deliveries/retrieve/" + failed.get("id")).ok().get("history");
    assertThat(history.size()).isEqualTo(13);
    assertThat(history.get(12).get("status").intValue()).isEqualTo(500);
    assertThat(history.get(12).get("answer").stringValue()).isEqualTo("thanks");

    var replay = Map.of("since", TestServer.START.toString());
    assertThat(caller.post("/v1/webhooks/replay/" + id, replay).errorType())
        .isEqualTo("value_error.webhook.disabled");
    var again = "/v1/webhooks/deliveries/replay/" + failed.get("id");
    assertThat(caller.post(again, Map.of()).errorType()).isEqualTo("value_error.webhook.disabled");
    assertThat(caller.post("/v1/webhooks/ping/" + id, Map.of()).errorType())
        .isEqualTo("value_error.webhook.disabled");

    receiver.answer(200);
    receiver.forget();
    var repaired = caller.put("/v1/webhooks/update/" + id, Map.of("status", "ENABLED")).ok();
    assertThat(repaired.get("disabled_reason").isNull()).isTrue();
    assertThat(caller.post("/v1/webhooks/replay/" + id, replay).ok().get("deliveries").intValue())
        .isEqualTo(1);
    SERVER.runDue();
    assertThat(receiver.types()).containsExactly("invoice.published");
    assertThat(caller.post("/v1/webhooks/replay/" + id, replay).ok().get("deliveries").intValue())
        .as("all has arrived")
        .isZero();
  }

  @Test
  void whileASecretIsRotatedBothSignAndThenOnlyTheNewOne() {
    var created = create(Map.of("url", receiver.url(), "types", List.of("invoice.published")));
    var old = created.get("secret").stringValue();
    receiver.answer(500);
    flow.published();
    SERVER.runDue();
    var rotated =
        caller
            .post("/v1/webhooks/rotate-secret/" + created.get("id"), Map.of("overlap_hours", 1))
            .ok();
    var fresh = rotated.get("secret").stringValue();
    assertThat(rotated.get("previous_secret_until").isNull()).isFalse();
    receiver.answer(200);
    receiver.forget();
    SERVER.clock().advance(Duration.ofSeconds(5));
    SERVER.runDue();
    var during = receiver.came().getFirst();
    assertThat(verified(during, old).id()).isEqualTo(verified(during, fresh).id());

    pass(1);
    receiver.forget();
    flow.published();
    SERVER.runDue();
    var after = receiver.came().getFirst();
    assertThat(verified(after, fresh).type()).isEqualTo("invoice.published");
    assertThatThrownBy(() -> verified(after, old)).isInstanceOf(SignatureException.class);
    assertThat(endpoint().get("secret").isNull()).as("a secret is shown once").isTrue();
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (var elsewhere = new Receiver()) {
      create(Map.of("url", receiver.url()));
      receiver.redirectTo(elsewhere.url());
      flow.published();
      SERVER.runDue();
      assertThat(receiver.came()).hasSize(1);
      assertThat(elsewhere.came()).isEmpty();
      assertThat(deliveries("PENDING").get(0).get("last_status").intValue()).isEqualTo(302);
    }
  }

  @Test
  void nobodyThereIsNotedAndAttemptedAgain() {
    create(Map.of("url", receiver.url()));
    receiver.close();
    flow.published();
    SERVER.runDue();
    var delivery = deliveries("PENDING").get(0);
    assertThat(delivery.get("last_error").stringValue()).startsWith("connection: ");
    assertThat(delivery.get("next_attempt_at").isNull()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[fc00::1]/",
        "http://[fe80::1]/",
        "http://[::ffff:10.0.0.1]/",
        "ftp://example.com/",
        "http://user:password@example.com/",
        "nonsense"
      })
  void aUrlThatMayNotBeCalledIsRefused(String url) {
    assertThat(caller.post("/v1/webhooks/create", Map.of("url", url)).errorType())
        .isEqualTo("value_error.url");
  }

  @ParameterizedTest
  @CsvSource({"invoice.eaten, type_error.enum", "'', type_error.enum", "*.paid, type_error.enum"})
  void aTypeThatIsNoneIsRefused(String type, String error) {
    var body = Map.of("url", receiver.url(), "types", List.of(type));
    assertThat(caller.post("/v1/webhooks/create", body).errorType()).isEqualTo(error);
    var none = Map.of("url", receiver.url(), "types", List.of());
    assertThat(caller.post("/v1/webhooks/create", none).errorType()).isEqualTo(error);
    var text = Map.of("url", receiver.url(), "types", "*");
    assertThat(caller.post("/v1/webhooks/create", text).errorType()).isEqualTo("type_error.list");
    var number = Map.of("url", receiver.url(), "types", List.of(1));
    assertThat(caller.post("/v1/webhooks/create", number).errorType()).isEqualTo("type_error.str");
  }

  @Test
  void aMerchantHasAtMostTwentyEndpoints() {
    for (int i = 0; i < 20; i++) {
      create(Map.of("url", receiver.url()));
    }
    assertThat(caller.post("/v1/webhooks/create", Map.of("url", receiver.url())).errorType())
        .isEqualTo("value_error.webhook.too_many");
    long one = endpoint().get("id").longValue();
    caller.delete("/v1/webhooks/delete/" + one).ok();
    create(Map.of("url", receiver.url()));
  }

  @Test
  void aPingGoesToItsEndpointAloneWhateverItWants() {
    try (var other = new Receiver()) {
      create(Map.of("url", other.url()));
      var pinged = create(Map.of("url", receiver.url(), "types", List.of("invoice.paid")));
      caller.post("/v1/webhooks/ping/" + pinged.get("id"), Map.of()).ok();
      SERVER.runDue();
      assertThat(receiver.types()).containsExactly("webhook.ping");
      assertThat(other.came()).isEmpty();
    }
  }

  @Test
  void anEventIsSentAgainWhenAskedForAndToldToThoseWhoReadTheLog() {
    create(Map.of("url", receiver.url(), "types", List.of("invoice.published")));
    flow.published();
    SERVER.runDue();
    long event = receiver.came().getFirst().event().get("id").longValue();
    assertThat(caller.get("/v1/events/resent/list").ok().size()).isZero();
    var resent = caller.post("/v1/events/resend/" + event, Map.of()).ok();
    assertThat(resent.get("deliveries").intValue()).isEqualTo(1);
    SERVER.runDue();
    assertThat(receiver.came()).hasSize(2);
    assertThat(receiver.came().get(1).body()).isEqualTo(receiver.came().get(0).body());
    var noted = caller.get("/v1/events/resent/list?after=0").ok();
    assertThat(noted.get(0).get("event_id").longValue()).isEqualTo(event);
    var delivery = deliveries("DELIVERED").get(1);
    caller.post("/v1/webhooks/deliveries/replay/" + delivery.get("id"), Map.of()).ok();
    SERVER.runDue();
    assertThat(receiver.came()).hasSize(3);
  }

  @Test
  void nothingOfAnotherMerchantIsSeenOrTouched() {
    long id = create(Map.of("url", receiver.url())).get("id").longValue();
    flow.published();
    SERVER.runDue();
    long event = receiver.came().getFirst().event().get("id").longValue();
    long delivery = deliveries("DELIVERED").get(0).get("id").longValue();
    receiver.forget();

    var stranger = SERVER.caller(SERVER.newMerchant());
    assertThat(stranger.get("/v1/events/list").ok().size()).isZero();
    assertThat(stranger.get("/v1/webhooks/list").ok().size()).isZero();
    assertThat(stranger.get("/v1/webhooks/deliveries/list").ok().size()).isZero();
    assertThat(stranger.get("/v1/webhooks/deliveries/list?endpoint_id=" + id).ok().size()).isZero();
    assertThat(stranger.get("/v1/events/" + event).status()).isEqualTo(404);
    assertThat(stranger.post("/v1/events/resend/" + event, Map.of()).status()).isEqualTo(404);
    assertThat(stranger.get("/v1/webhooks/retrieve/" + id).status()).isEqualTo(404);
    assertThat(stranger.put("/v1/webhooks/update/" + id, Map.of()).status()).isEqualTo(404);
    assertThat(stranger.delete("/v1/webhooks/delete/" + id).status()).isEqualTo(404);
    assertThat(stranger.post("/v1/webhooks/ping/" + id, Map.of()).status()).isEqualTo(404);
    assertThat(stranger.post("/v1/webhooks/rotate-secret/" + id, Map.of()).status()).isEqualTo(404);
    var replay = Map.of("since", TestServer.START.toString());
    assertThat(stranger.post("/v1/webhooks/replay/" + id, replay).status()).isEqualTo(404);
    assertThat(stranger.get("/v1/webhooks/deliveries/retrieve/" + delivery).status())
        .isEqualTo(404);
    assertThat(stranger.post("/v1/webhooks/deliveries/replay/" + delivery, Map.of()).status())
        .isEqualTo(404);
    assertThat(stranger.get("/v1/webhooks/deliveries/list?starting_after=" + delivery).errorType())
        .isEqualTo("value_error.cursor.not_found");
    new Flow(stranger).published();
    SERVER.runDue();
    assertThat(receiver.came()).isEmpty();
  }

  @Test
  void aCreationWithTheSameKeyMakesOneEndpoint() {
    var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    for (int i = 0; i < 2; i++) {
      caller
          .send(
              "POST",
              "/v1/webhooks/create",
              BodyPublishers.ofString("{\"url\":\"%s\"}".formatted(receiver.url())),
              key)
          .ok();
    }
    assertThat(caller.get("/v1/webhooks/list").ok().size()).isEqualTo(1);
  }

  private void signIn() {
    caller = SERVER.caller(merchant);
    flow = new Flow(caller);
  }

  /** Lets hours pass, one after another; tokens do not outlive them. */
  private void pass(int hours) {
    for (int hour = 0; hour < hours; hour++) {
      SERVER.clock().advance(Duration.ofHours(1));
      SERVER.runDue();
    }
    signIn();
  }

  private JsonNode create(Map<String, Object> body) {
    return caller.post("/v1/webhooks/create", body).ok();
  }

  private JsonNode endpoint() {
    long id = caller.get("/v1/webhooks/list").ok().get(0).get("id").longValue();
    return caller.get("/v1/webhooks/retrieve/" + id).ok();
  }

  private JsonNode deliveries(String state) {
    return caller.get("/v1/webhooks/deliveries/list?state=" + state).ok();
  }

  private JsonNode data(String type) {
    return receiver.came().stream()
        .filter(came -> came.type().equals(type))
        .findFirst()
        .orElseThrow()
        .event()
        .get("data");
  }

  private static EventResponse verified(Receiver.Came came, String secret) {
    return WebhookSignature.verify(
        String.valueOf(came.headers().get("dollr-signature")),
        came.body(),
        secret,
        TOLERANCE,
        SERVER.clock());
  }
}
