package app.dollr.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.simulators.Fault;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulator as whoever speaks to it over HTTP sees it. */
class StripeSimulatorTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final StripeKeys KEYS = new StripeKeys("sk_test_1", "pk_test_1");

  @TempDir private Path folder;

  private final Hands clock = new Hands();
  private final HttpClient http = HttpClient.newHttpClient();
  private final StripeSimulator stripe = new StripeSimulator(0, KEYS, clock, Optional.empty());

  /** A clock whose hands are moved. */
  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-03-01T09:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new IllegalStateException("time is UTC");
    }
  }

  @AfterEach
  void close() {
    stripe.close();
    http.close();
  }

  private record Answer(int status, JsonNode json, HttpResponse<String> response) {}

  private Answer post(String path, String form, String... headers) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(form)), headers);
  }

  private Answer get(String path) throws Exception {
    return send(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(stripe.url() + path)).timeout(Duration.ofSeconds(5));
  }

  private Answer send(HttpRequest.Builder request, String... headers) throws Exception {
    request.setHeader("Authorization", "Bearer sk_test_1");
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    var response = http.send(request.build(), BodyHandlers.ofString());
    var json = response.body().startsWith("{") ? JSON.readTree(response.body()) : JSON.nullNode();
    return new Answer(response.statusCode(), json, response);
  }

  private JsonNode pay(String card) throws Exception {
    var form =
        "amount=1099&currency=usd&confirm=true&payment_method=%s&metadata[reference_id]=r1"
            .formatted(card);
    return post("/v1/payment_intents", form).json();
  }

  private List<String> types() {
    return stripe.events().stream()
        .map(event -> JSON.readTree(event).get("type").stringValue())
        .toList();
  }

  @Test
  void takesAPayment() throws Exception {
    var paid = pay("pm_card_visa");
    assertThat(paid.get("status").stringValue()).isEqualTo("succeeded");
    assertThat(paid.get("amount_received").longValue()).isEqualTo(1099);
    assertThat(paid.at("/metadata/reference_id").stringValue()).isEqualTo("r1");
    assertThat(get("/v1/payment_intents/" + paid.get("id").stringValue()).json()).isEqualTo(paid);
    assertThat(types()).containsExactly("payment_intent.succeeded");
  }

  @Test
  void embedsTheIntentInADecline() throws Exception {
    var declined =
        post(
            "/v1/payment_intents",
            "amount=1099&currency=usd&confirm=true&payment_method=pm_card_chargeDeclinedLostCard");
    assertThat(declined.status()).isEqualTo(402);
    var error = declined.json().get("error");
    assertThat(error.get("type").stringValue()).isEqualTo("card_error");
    assertThat(error.get("decline_code").stringValue()).isEqualTo("lost_card");
    assertThat(error.at("/payment_intent/status").stringValue())
        .isEqualTo("requires_payment_method");
  }

  @ParameterizedTest
  @CsvSource({
    "currency=usd, 400, parameter_missing",
    "amount=x&currency=usd, 400, parameter_invalid_integer",
    "amount=49&currency=usd, 400, amount_too_small",
    "amount=1000&currency=usd&colour=red, 400, parameter_unknown",
    "amount=1000&currency=usd&payment_method=pm_1, 404, resource_missing",
    "amount=1000&currency=usd&confirm=true, 400, payment_intent_unexpected_state",
  })
  void refusesWhatItDoesNotUnderstand(String form, int status, String code) throws Exception {
    var refused = post("/v1/payment_intents", form);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.json().at("/error/code").stringValue()).isEqualTo(code);
    assertThat(refused.response().headers().firstValue("Request-Id")).isPresent();
  }

  @Test
  void knowsWhoCalls() throws Exception {
    assertThat(post("/v1/refunds", "", "Authorization", "Bearer sk_test_2").status())
        .isEqualTo(401);
    assertThat(post("/v1/refunds", "", "Authorization", "Bearer pk_test_1").status())
        .isEqualTo(403);
    assertThat(get("/v1/nothing").status()).isEqualTo(404);
  }

  @Test
  void letsABrowserConfirmWhatItKnowsTheSecretOf() throws Exception {
    var made = post("/v1/payment_intents", "amount=1099&currency=usd").json();
    var path = "/v1/payment_intents/" + made.get("id").stringValue();
    var form = "client_secret=%s&payment_method=pm_card_authenticationRequired";
    var browser = new String[] {"Authorization", "Bearer pk_test_1"};
    assertThat(post(path + "/confirm", form.formatted("guessed"), browser).status()).isEqualTo(404);
    var secret = made.get("client_secret").stringValue();
    var challenged = post(path + "/confirm", form.formatted(secret), browser).json();
    assertThat(challenged.get("status").stringValue()).isEqualTo("requires_action");
    assertThat(challenged.at("/next_action/type").stringValue()).isEqualTo("use_stripe_sdk");
    var passed = post(path.replace("/v1/", "/sim/"), "outcome=complete").json();
    assertThat(passed.get("status").stringValue()).isEqualTo("succeeded");
  }

  @Nested
  class AnIdempotencyKey {
    private static final String FORM = "amount=1099&currency=usd";

    @Test
    void replaysTheFirstAnswer() throws Exception {
      var first = post("/v1/payment_intents", FORM, "Idempotency-Key", "k1");
      var second = post("/v1/payment_intents", FORM, "Idempotency-Key", "k1");
      assertThat(second.json()).isEqualTo(first.json());
      assertThat(second.response().headers().firstValue("Idempotent-Replayed")).contains("true");
      assertThat(first.response().headers().firstValue("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void refusesOtherParameters() throws Exception {
      post("/v1/payment_intents", FORM, "Idempotency-Key", "k1");
      var other = post("/v1/payment_intents", "amount=1100&currency=usd", "Idempotency-Key", "k1");
      assertThat(other.status()).isEqualTo(400);
      assertThat(other.json().at("/error/type").stringValue()).isEqualTo("idempotency_error");
    }

    @Test
    void isForgottenAfterADay() throws Exception {
      var first = post("/v1/payment_intents", FORM, "Idempotency-Key", "k1");
      clock.now = clock.now.plus(Duration.ofHours(25));
      var second = post("/v1/payment_intents", FORM, "Idempotency-Key", "k1");
      assertThat(second.json().get("id")).isNotEqualTo(first.json().get("id"));
    }

    @Test
    void keepsAnErrorOfStripesOwnAndNoRefusal() throws Exception {
      post("/v1/payment_intents", "currency=usd", "Idempotency-Key", "k1");
      assertThat(post("/v1/payment_intents", FORM, "Idempotency-Key", "k1").status())
          .isEqualTo(200);
      stripe.faults().set(Fault.ERROR_AFTER, 1);
      assertThat(post("/v1/payment_intents", FORM, "Idempotency-Key", "k2").status())
          .isEqualTo(500);
      assertThat(post("/v1/payment_intents", FORM, "Idempotency-Key", "k2").status())
          .isEqualTo(500);
      assertThat((List<?>) stripe.book().get("payments")).hasSize(2);
    }
  }

  @Nested
  class ARefund {
    private JsonNode refund(JsonNode paid, String more) throws Exception {
      return post("/v1/refunds", "payment_intent=" + paid.get("id").stringValue() + more).json();
    }

    @Test
    void givesBackAPartAndThenTheRest() throws Exception {
      var paid = pay("pm_card_visa");
      assertThat(refund(paid, "&amount=99").get("status").stringValue()).isEqualTo("succeeded");
      assertThat(refund(paid, "").get("amount").longValue()).isEqualTo(1000);
      assertThat(refund(paid, "").at("/error/code").stringValue())
          .isEqualTo("charge_already_refunded");
      var listed = get("/v1/refunds?payment_intent=" + paid.get("id").stringValue()).json();
      assertThat(listed.get("data")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
      "pm_card_pendingRefund, pending, succeeded, refund.updated",
      "pm_card_refundFail, succeeded, failed, refund.failed",
    })
    void settlesLater(String card, String first, String last, String event) throws Exception {
      var made = refund(pay(card), "");
      assertThat(made.get("status").stringValue()).isEqualTo(first);
      stripe.deliver();
      clock.now = clock.now.plusSeconds(2);
      stripe.deliver();
      var settled = get("/v1/refunds/" + made.get("id").stringValue()).json();
      assertThat(settled.get("status").stringValue()).isEqualTo(last);
      assertThat(types()).endsWith(event);
    }
  }

  @Test
  void searchesWhatIsAMinuteOldAndListsAll() throws Exception {
    var paid = pay("pm_card_visa");
    var search = "/v1/payment_intents/search?query=metadata%5B'reference_id'%5D%3A'r1'";
    assertThat(get(search).json().get("data")).isEmpty();
    assertThat(get("/v1/payment_intents?limit=1").json().at("/data/0")).isEqualTo(paid);
    clock.now = clock.now.plusSeconds(60);
    assertThat(get(search).json().at("/data/0")).isEqualTo(paid);
    assertThat(get("/v1/payment_intents?created[gte]=4000000000").json().get("data")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "pm_card_createDispute, won, won, 0",
    "pm_card_createDispute, lost, lost, -1099",
    "pm_card_createDisputeInquiry, lost, warning_closed, 0",
  })
  void endsADispute(String card, String outcome, String status, long withdrawn) throws Exception {
    pay(card);
    var made = get("/v1/disputes").json().at("/data/0");
    var id = made.get("id").stringValue();
    var closed = post("/sim/disputes/" + id, "outcome=" + outcome).json();
    assertThat(closed.get("status").stringValue()).isEqualTo(status);
    long sum = 0;
    for (var line : closed.get("balance_transactions")) {
      sum += line.get("amount").longValue();
    }
    assertThat(sum).isEqualTo(withdrawn);
    assertThat(types()).contains("charge.dispute.created").endsWith("charge.dispute.closed");
  }

  @Test
  void listsTheLinesOfItsStatementWithWhatTheyAreAbout() throws Exception {
    var paid = pay("pm_card_visa");
    var lines = get("/v1/balance_transactions?expand[0]=data.source").json().get("data");
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).get("fee").longValue()).isEqualTo(62);
    assertThat(lines.at("/0/source/payment_intent")).isEqualTo(paid.get("id"));
  }

  @Test
  void misbehavesAsItIsTold() throws Exception {
    stripe.faults().set(Fault.RESET_BEFORE, 1);
    assertThatThrownBy(() -> pay("pm_card_visa")).isInstanceOf(IOException.class);
    stripe.faults().set(Fault.ERROR_BEFORE, 1);
    assertThat(get("/v1/refunds").status()).isEqualTo(503);
    assertThat((List<?>) stripe.book().get("payments")).isEmpty();
    stripe.faults().set(Fault.RESET_AFTER, 1);
    assertThatThrownBy(() -> pay("pm_card_visa")).isInstanceOf(IOException.class);
    stripe.faults().set(Fault.HALF_OPEN, 1);
    assertThatThrownBy(() -> pay("pm_card_visa")).isInstanceOf(HttpTimeoutException.class);
    assertThat((List<?>) stripe.book().get("payments")).hasSize(2);
    post("/sim/faults", "garbage=1&rate_limit=1");
    assertThat(get("/v1/refunds").response().body()).startsWith("<html>");
    assertThat(get("/sim/faults").json()).isEmpty();
    assertThat(post("/sim/faults", "gravity=1").status()).isEqualTo(400);
  }

  @Nested
  class Webhooks {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final HttpServer receiver;
    private int status = 200;

    Webhooks() throws IOException {
      receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      receiver.createContext(
          "/",
          exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
            boolean genuine =
                signature.equals(StripeSimulator.signature(List.of("whsec_1"), clock, body));
            heard.add((genuine ? "" : "forged ") + JSON.readTree(body).get("type").stringValue());
            exchange.sendResponseHeaders(genuine ? status : 400, -1);
            exchange.close();
          });
      receiver.start();
      var url = URI.create("http://127.0.0.1:%d/".formatted(receiver.getAddress().getPort()));
      stripe.sendTo(url, List.of("whsec_1"));
    }

    @AfterEach
    void stop() {
      receiver.stop(0);
    }

    @Test
    void areRepeatedUntilTheyAreHeard() throws Exception {
      status = 500;
      pay("pm_card_visa");
      stripe.deliver();
      status = 200;
      stripe.deliver();
      assertThat(heard).hasSize(1);
      clock.now = clock.now.plusSeconds(10);
      stripe.deliver();
      stripe.deliver();
      assertThat(heard).containsExactly("payment_intent.succeeded", "payment_intent.succeeded");
    }

    @ParameterizedTest
    @CsvSource({
      "CALLBACK_LOST, refund.created",
      "CALLBACK_TWICE, payment_intent.succeeded payment_intent.succeeded refund.created",
      "CALLBACK_REORDERED, refund.created payment_intent.succeeded",
      "CALLBACK_LATE, refund.created",
      "CALLBACK_FORGED, forged payment_intent.succeeded payment_intent.succeeded refund.created",
      "CALLBACK_ALTERED, forged payment_intent.succeeded refund.created",
    })
    void areMistreated(Fault fault, String expected) throws Exception {
      stripe.faults().set(fault, 1);
      var paid = pay("pm_card_visa");
      post("/v1/refunds", "payment_intent=" + paid.get("id").stringValue());
      stripe.deliver();
      heard.remove("charge.refunded");
      assertThat(String.join(" ", heard)).isEqualTo(expected);
    }

    @Test
    void areSentAgainWhenTheyWereLostAndThatIsAskedFor() throws Exception {
      stripe.faults().set(Fault.CALLBACK_LOST, 1);
      pay("pm_card_visa");
      pay("pm_card_chargeDeclined");
      stripe.deliver();
      assertThat(heard).containsExactly("payment_intent.payment_failed");
      assertThat(stripe.book()).containsEntry("untold", 1);
      stripe.resend();
      stripe.deliver();
      assertThat(heard)
          .containsExactly("payment_intent.payment_failed", "payment_intent.succeeded");
      assertThat(stripe.book()).containsEntry("untold", 0);
    }
  }

  @Test
  void writesDownWhatHappened() throws Exception {
    var file = folder.resolve("stripe.book");
    try (var written = new StripeSimulator(0, KEYS, clock, Optional.of(file))) {
      var request =
          HttpRequest.newBuilder(URI.create(written.url() + "/v1/payment_intents"))
              .header("Authorization", "Bearer sk_test_1")
              .POST(
                  BodyPublishers.ofString(
                      "amount=99&currency=usd&confirm=true&payment_method=pm_card_visa"));
      http.send(request.build(), BodyHandlers.discarding());
    }
    assertThat(Files.readString(file)).contains("payment_intent.succeeded").endsWith("}\n");
  }
}
