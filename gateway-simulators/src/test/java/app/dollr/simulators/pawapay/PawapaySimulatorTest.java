package app.dollr.simulators.pawapay;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.simulators.Fault;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulator as whoever speaks to it over HTTP sees it. */
class PawapaySimulatorTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MTN = "250783456789";

  @TempDir private Path folder;

  private final Hands clock = new Hands();
  private final HttpClient http = HttpClient.newHttpClient();
  private PawapaySimulator pawapay = new PawapaySimulator(PawapaySettings.DEFAULT, clock);

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
    pawapay.close();
    http.close();
  }

  @ParameterizedTest
  @CsvSource({
    "789, COMPLETED,",
    "019, FAILED, PAYER_LIMIT_REACHED",
    "029, FAILED, PAYER_NOT_FOUND",
    "039, FAILED, PAYMENT_NOT_APPROVED",
    "049, FAILED, INSUFFICIENT_BALANCE",
    "069, FAILED, UNSPECIFIED_FAILURE",
    "129, PROCESSING,"
  })
  void aDepositEndsAsItsNumberSays(String suffix, String status, String code) throws Exception {
    var id = deposit("250783456" + suffix, "100");
    pawapay.deliver();
    var data = get("/v2/deposits/" + id).get("data");
    assertThat(data.get("status").stringValue()).isEqualTo(status);
    assertThat(data.at("/failureReason/failureCode").asString(""))
        .isEqualTo(code == null ? "" : code);
  }

  @ParameterizedTest
  @CsvSource({
    "789, COMPLETED,",
    "089, FAILED, RECIPIENT_NOT_FOUND",
    "099, FAILED, WALLET_LIMIT_REACHED",
    "109, FAILED, RECIPIENT_LIMIT_REACHED",
    "119, FAILED, UNSPECIFIED_FAILURE"
  })
  void aPayoutEndsAsItsNumberSays(String suffix, String status, String code) throws Exception {
    var id = UUID.randomUUID();
    assertThat(status(post("/v2/payouts", payout(id, "250733456" + suffix)))).isEqualTo("ACCEPTED");
    pawapay.deliver();
    var data = get("/v2/payouts/" + id).get("data");
    assertThat(data.get("status").stringValue()).isEqualTo(status);
    assertThat(data.at("/failureReason/failureCode").asString(""))
        .isEqualTo(code == null ? "" : code);
  }

  @ParameterizedTest
  @CsvSource({
    "NOBODY_RWA, RWF, 100, 250783456789, INVALID_PROVIDER",
    "MTN_MOMO_RWA, USD, 100, 250783456789, INVALID_CURRENCY",
    "MTN_MOMO_RWA, RWF, 100, 231771234567, INVALID_PHONE_NUMBER",
    "MTN_MOMO_RWA, RWF, 100.5, 250783456789, INVALID_AMOUNT",
    "MTN_MOMO_LBR, LRD, 100.50, 231881234567, INVALID_AMOUNT",
    "MTN_MOMO_RWA, RWF, 4, 250783456789, AMOUNT_OUT_OF_BOUNDS",
    "MTN_MOMO_RWA, RWF, 2000001, 250783456789, AMOUNT_OUT_OF_BOUNDS"
  })
  void whatCannotBeIsRejectedAndNotKept(
      String provider, String currency, String amount, String phone, String code) throws Exception {
    var id = UUID.randomUUID();
    var answer = post("/v2/deposits", deposit(id, provider, currency, amount, phone));
    assertThat(status(answer)).isEqualTo("REJECTED");
    assertThat(answer.at("/failureReason/failureCode").stringValue()).isEqualTo(code);
    assertThat(status(get("/v2/deposits/" + id))).isEqualTo("NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | INVALID_INPUT",
        "[] | INVALID_INPUT",
        "{} | MISSING_PARAMETER",
        "{\"depositId\":\"1\"} | INVALID_PARAMETER",
        "{\"colour\":\"red\"} | UNSUPPORTED_PARAMETER"
      })
  void aBodyThatIsNoneIsRefused(String body, String code) throws Exception {
    assertThat(post("/v2/deposits", body).at("/failureReason/failureCode").stringValue())
        .isEqualTo(code);
  }

  @Test
  void nobodyIsServedWithoutTheToken() throws Exception {
    var request = HttpRequest.newBuilder(URI.create(pawapay.url() + "/v2/active-conf"));
    assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    request.header("Authorization", "Bearer another");
    assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(403);
  }

  @Test
  void theSameIdIsIgnoredWhateverItsBody() throws Exception {
    var id = deposit(MTN, "100");
    assertThat(status(post("/v2/deposits", deposit(id, "MTN_MOMO_RWA", "RWF", "999", MTN))))
        .isEqualTo("DUPLICATE_IGNORED");
    assertThat(get("/v2/deposits/" + id).at("/data/amount").stringValue()).isEqualTo("100");
  }

  @Test
  void aRefundFollowsTheRules() throws Exception {
    var waiting = deposit("250783456129", "100");
    assertThat(refundCode(waiting, "10")).isEqualTo("INVALID_STATE");
    assertThat(refundCode(UUID.randomUUID(), "10")).isEqualTo("NOT_FOUND");
    var paid = deposit(MTN, "100");
    pawapay.deliver();
    assertThat(refundCode(paid, "101")).isEqualTo("AMOUNT_TOO_LARGE");
    assertThat(refundCode(paid, "60")).isEmpty();
    assertThat(refundCode(paid, "40")).isEqualTo("REFUND_IN_PROGRESS");
    pawapay.deliver();
    assertThat(refundCode(paid, "41")).isEqualTo("AMOUNT_TOO_LARGE");
    assertThat(refundCode(paid, null)).isEmpty();
    pawapay.deliver();
    assertThat(refundCode(paid, "1")).isEqualTo("DEPOSIT_ALREADY_REFUNDED");
  }

  @Test
  void aClosedOperatorTakesNothingAndADelayedOneQueues() throws Exception {
    sim("/sim/operators", "provider=MTN_MOMO_RWA&status=CLOSED");
    var id = UUID.randomUUID();
    assertThat(post("/v2/payouts", payout(id, MTN)).at("/failureReason/failureCode").stringValue())
        .isEqualTo("PROVIDER_TEMPORARILY_UNAVAILABLE");
    sim("/sim/operators", "provider=MTN_MOMO_RWA&status=DELAYED");
    assertThat(status(post("/v2/payouts", payout(id, MTN)))).isEqualTo("ACCEPTED");
    pawapay.deliver();
    assertThat(get("/v2/payouts/" + id).at("/data/status").stringValue()).isEqualTo("ENQUEUED");
    assertThat(get("/v2/availability?operationType=DEPOSIT").at("/1/providers/0").toString())
        .contains("DELAYED");
    var other = UUID.randomUUID();
    post("/v2/payouts", payout(other, MTN));
    assertThat(status(post("/v2/payouts/fail-enqueued/" + other, "{}"))).isEqualTo("ACCEPTED");
    assertThat(get("/v2/payouts/" + other).at("/data/failureReason/failureCode").stringValue())
        .isEqualTo("MANUALLY_CANCELLED");
    sim("/sim/operators", "provider=MTN_MOMO_RWA&status=OPERATIONAL");
    pawapay.deliver();
    pawapay.deliver();
    assertThat(get("/v2/payouts/" + id).at("/data/status").stringValue()).isEqualTo("COMPLETED");
  }

  @Test
  void aPayoutNeedsMoneyInTheWallet() throws Exception {
    for (int payout = 0; payout < 600; payout++) {
      var answer = post("/v2/payouts", payout(UUID.randomUUID(), MTN, "2000000"));
      if (status(answer).equals("REJECTED")) {
        assertThat(answer.at("/failureReason/failureCode").stringValue())
            .isEqualTo("PAWAPAY_WALLET_OUT_OF_FUNDS");
        assertThat(payout).isEqualTo(500);
        return;
      }
    }
    throw new AssertionError("the wallet is bottomless");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallbackIsSignedOverWhatItIs(boolean raw) throws Exception {
    restart(PawapaySettings.DEFAULT.withCallbacks(true, raw));
    try (var receiver = new Receiver(200)) {
      pawapay.sendTo(receiver.url());
      deposit(MTN, "100");
      assertThat(pawapay.deliver()).isEqualTo(1);
      var key = get("/v2/public-key/http").get(0);
      var keys = Map.of(key.get("id").stringValue(), key.get("key").stringValue());
      var heard = receiver.heard.getFirst();
      assertThat(heard.isSigned(keys, heard.body, clock.instant())).isTrue();
      assertThat(heard.isSigned(keys, heard.body + " ", clock.instant())).isFalse();
      assertThat(heard.isSigned(keys, heard.body, clock.instant().plusSeconds(61))).isFalse();
      assertThat(heard.body).contains("\"status\":\"COMPLETED\"").doesNotContain("clientReference");
    }
  }

  @Test
  void aCallbackThatIsNotHeardIsRepeatedForAQuarterOfAnHour() throws Exception {
    try (var receiver = new Receiver(500)) {
      pawapay.sendTo(receiver.url());
      deposit(MTN, "100");
      for (int look = 0; look < 200; look++) {
        pawapay.deliver();
        clock.now = clock.now.plusSeconds(5);
      }
      assertThat(receiver.heard).hasSize(181);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CALLBACK_TWICE, 2",
    "CALLBACK_LOST, 0",
    "CALLBACK_LATE, 0",
    "CALLBACK_FORGED, 2",
    "CALLBACK_ALTERED, 2",
    "CALLBACK_UNSIGNED, 2",
    "CALLBACK_REORDERED, 0"
  })
  void aCallbackIsMistreatedAsTold(Fault fault, int heard) throws Exception {
    try (var receiver = new Receiver(200)) {
      pawapay.sendTo(receiver.url());
      pawapay.faults().set(fault, 1);
      deposit(MTN, "100");
      pawapay.deliver();
      assertThat(receiver.heard).hasSize(heard);
      assertThat(pawapay.faults().left()).isEmpty();
    }
  }

  @Test
  void theBooksOutliveTheProcess() throws Exception {
    restart(PawapaySettings.DEFAULT.in(folder));
    var paid = deposit(MTN, "100");
    pawapay.deliver();
    var waiting = deposit("250783456129", "70");
    Files.writeString(
        folder.resolve("pawapay.jsonl"), "{\"kind\":\"DEP", StandardOpenOption.APPEND);
    restart(PawapaySettings.DEFAULT.in(folder));
    var after = deposit(MTN, "50");
    restart(PawapaySettings.DEFAULT.in(folder));
    assertThat(get("/v2/deposits/" + paid).at("/data/status").stringValue()).isEqualTo("COMPLETED");
    assertThat(get("/v2/deposits/" + waiting).at("/data/status").stringValue())
        .isEqualTo("PROCESSING");
    assertThat(status(get("/v2/deposits/" + after))).isEqualTo("FOUND");
    assertThat(pawapay.book()).hasSize(3);
  }

  @Test
  void aSignatureCanBeDemanded() throws Exception {
    restart(
        PawapaySettings.DEFAULT.withRequestKeys(Map.of("K", new Signing("K", false).publicPem())));
    var answer =
        post("/v2/deposits", deposit(UUID.randomUUID(), "MTN_MOMO_RWA", "RWF", "100", MTN));
    assertThat(answer.at("/failureReason/failureCode").stringValue())
        .isEqualTo("HTTP_SIGNATURE_ERROR");
  }

  @Test
  void aStatementHasALineForEveryPaymentThatMoved() throws Exception {
    deposit(MTN, "100");
    deposit("250783456039", "100");
    pawapay.deliver();
    var asked =
        post(
            "/v2/statements",
            """
            {"wallet":{"country":"RWA","currency":"RWF"},
             "startDate":"2026-03-01","endDate":"2026-03-31"}
            """);
    var id = asked.get("statementId").stringValue();
    var data = get("/v2/statements/" + id).get("data");
    var csv = text(URI.create(data.get("downloadUrl").stringValue()));
    assertThat(csv.lines()).hasSize(2);
    assertThat(csv).contains(",DEPOSIT,").contains(",100,1.00,1000000099.00,RWF,RWA,MTN_MOMO_RWA,");
    assertThat(get("/v2/wallet-balances?country=RWA").at("/balances/0/balance").stringValue())
        .isEqualTo("1000000099.00");
  }

  @Test
  void anOperatorIsGuessedFromANumber() throws Exception {
    var guess = post("/v2/predict-provider", "{\"phoneNumber\":\"+250 73-345 6789\"}");
    assertThat(guess.get("provider").stringValue()).isEqualTo("AIRTEL_RWA");
    assertThat(guess.get("phoneNumber").stringValue()).isEqualTo("250733456789");
    assertThat(post("/v2/predict-provider", "{\"phoneNumber\":\"12\"}").has("failureReason"))
        .isTrue();
    pawapay.port("250733456789", "MTN_MOMO_RWA");
    var ported = post("/v2/predict-provider", "{\"phoneNumber\":\"250733456789\"}");
    assertThat(ported.get("provider").asString()).isEqualTo("MTN_MOMO_RWA");
  }

  private void restart(PawapaySettings settings) {
    pawapay.close();
    pawapay = new PawapaySimulator(settings, clock);
  }

  private UUID deposit(String phone, String amount) throws Exception {
    var id = UUID.randomUUID();
    assertThat(status(post("/v2/deposits", deposit(id, "MTN_MOMO_RWA", "RWF", amount, phone))))
        .isEqualTo("ACCEPTED");
    return id;
  }

  private static String deposit(
      UUID id, String provider, String currency, String amount, String phone) {
    return """
    {"depositId":"%s","amount":"%s","currency":"%s","clientReferenceId":"mine",
     "payer":{"type":"MMO","accountDetails":{"phoneNumber":"%s","provider":"%s"}}}
    """
        .formatted(id, amount, currency, phone, provider);
  }

  private static String payout(UUID id, String phone) {
    return payout(id, phone, "100");
  }

  private static String payout(UUID id, String phone, String amount) {
    var provider = phone.startsWith("25073") ? "AIRTEL_RWA" : "MTN_MOMO_RWA";
    return """
    {"payoutId":"%s","amount":"%s","currency":"RWF",
     "recipient":{"type":"MMO","accountDetails":{"phoneNumber":"%s","provider":"%s"}}}
    """
        .formatted(id, amount, phone, provider);
  }

  private String refundCode(UUID deposit, @Nullable String amount) throws Exception {
    var body =
        amount == null
            ? "{\"refundId\":\"%s\",\"depositId\":\"%s\"}".formatted(UUID.randomUUID(), deposit)
            : "{\"refundId\":\"%s\",\"depositId\":\"%s\",\"amount\":\"%s\"}"
                .formatted(UUID.randomUUID(), deposit, amount);
    return post("/v2/refunds", body).at("/failureReason/failureCode").asString("");
  }

  private void sim(String path, String form) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(pawapay.url() + path));
    var answer =
        http.send(request.POST(BodyPublishers.ofString(form)).build(), BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(204);
  }

  private static String status(JsonNode answer) {
    return answer.get("status").stringValue();
  }

  private JsonNode post(String path, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(pawapay.url() + path));
    request.POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json");
    return JSON.readTree(send(request));
  }

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(text(URI.create(pawapay.url() + path)));
  }

  private String text(URI uri) throws Exception {
    return send(HttpRequest.newBuilder(uri));
  }

  private String send(HttpRequest.Builder request) throws Exception {
    request.timeout(Duration.ofSeconds(5));
    request.header("Authorization", "Bearer " + PawapaySettings.DEFAULT.token());
    return http.send(request.build(), BodyHandlers.ofString()).body();
  }

  /** One callback as it arrived. */
  private record Heard(String authority, String path, Headers headers, String body) {
    boolean isSigned(Map<String, String> keys, String text, Instant now) {
      return Signing.isSigned(
          "POST",
          authority,
          path,
          name -> Optional.ofNullable(headers.getFirst(name)),
          text,
          keys,
          now);
    }
  }

  /** Who is called back. */
  private static final class Receiver implements AutoCloseable {
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Receiver(int status) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(
                new Heard(
                    exchange.getRequestHeaders().getFirst("Host"),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders(),
                    body));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      server.start();
    }

    URI url() {
      return URI.create("http://127.0.0.1:%d/callbacks".formatted(server.getAddress().getPort()));
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
