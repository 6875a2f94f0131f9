package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.json.Json;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The news of a payment, as the official client of Supabase gets them in Node. */
class RealtimeApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create().atRealTime();

  private static final String NEWEST = "supabase-js-newest";
  private static final String OLDER = "supabase-js-2-49";

  private Caller caller;
  private Flow flow;
  private long session;
  private UUID reference;

  @BeforeEach
  void prepareAPayment() {
    caller = SERVER.caller(SERVER.newMerchant());
    flow = new Flow(caller);
    session = flow.session(flow.published());
    reference = UUID.randomUUID();
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, OLDER})
  void aPaymentIsFollowedFromItsBeginningToItsEnd(String version) {
    try (var client = follow(version, Map.of())) {
      client.awaitStatus("SUBSCRIBED");
      flow.collect(session, flow.account(Flow.PAYS), reference).ok();
      SERVER.settle();
      var last = client.awaitRow("COMPLETED");
      assertThat(client.rows()).containsExactly("PENDING", "PROCESSING", "COMPLETED");
      assertThat(client.said().stream().filter(line -> line.has("event")).findFirst())
          .hasValueSatisfying(
              first -> assertThat(first.get("event").stringValue()).isEqualTo("INSERT"));
      assertThat(last.get("event").stringValue()).isEqualTo("UPDATE");
      var row = last.get("new");
      assertThat(row.get("reference_id").stringValue()).isEqualTo(reference.toString());
      assertThat(row.get("session_id").longValue()).isEqualTo(session);
      assertThat(row.get("requires_action").booleanValue()).isFalse();
      assertThat(row.get("amount").stringValue()).isEqualTo("257.50");
      assertThat(row.get("currency").stringValue()).isEqualTo("USD");
      assertThat(client.said()).as("no call but the socket").noneMatch(line -> line.has("fetch"));
      client.tell("leave");
      assertThat(client.await("left", line -> line.has("left")).get("left").stringValue())
          .isEqualTo("ok");
      client.awaitStatus("CLOSED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, OLDER})
  void whoComesLateSeesHowItStands(String version) {
    flow.collect(session, flow.account(Flow.PAYS), reference).ok();
    SERVER.settle();
    try (var client = follow(version, Map.of())) {
      client.awaitRow("COMPLETED");
      assertThat(client.rows()).containsExactly("COMPLETED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, OLDER})
  void heartbeatsAreAnswered(String version) {
    try (var client = follow(version, Map.of("HEARTBEAT", "300"))) {
      client.awaitStatus("SUBSCRIBED");
      if (version.equals(NEWEST)) {
        RealTime.await(
            "three heartbeats",
            Duration.ofSeconds(20),
            () ->
                client.said().stream()
                        .filter(line -> line.path("heartbeat").asString("").equals("ok"))
                        .count()
                    >= 3);
      }
      flow.collect(session, flow.account(Flow.PAYS), reference).ok();
      SERVER.settle();
      client.awaitRow("COMPLETED");
    }
  }

  @ParameterizedTest
  @CsvSource({
    NEWEST + ", false, MalformedJWT",
    NEWEST + ", true, JwtSignatureError",
    OLDER + ", true, JwtSignatureError"
  })
  void aKeyThatIsForgedIsRefused(String version, boolean wellFormed, String why) throws Exception {
    var forged = wellFormed ? forged() : "a.b.c";
    try (var client = follow(version, Map.of("KEY", forged))) {
      assertThat(client.awaitStatus("CHANNEL_ERROR")).contains(why);
    }
  }

  @Test
  void aKeyThatHasExpiredIsRefused() {
    var key = key(session, reference);
    SERVER.clock().advance(Duration.ofMinutes(15));
    // Its own clock stands, so the client does not see that it has expired.
    try (var client = follow(NEWEST, Map.of("KEY", key))) {
      assertThat(client.awaitStatus("CHANNEL_ERROR")).contains("Token has expired 0 seconds ago");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, OLDER})
  void aKeyOfAnotherPaymentIsRefused(String version) {
    var other = key(flow.session(flow.published()), UUID.randomUUID());
    try (var client = follow(version, Map.of("KEY", other))) {
      assertThat(client.awaitStatus("CHANNEL_ERROR")).contains("Unauthorized");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, OLDER})
  void thePublicKeyAloneShowsNothing(String version) {
    try (var client = follow(version, Map.of("KEY", anonKey()))) {
      assertThat(client.awaitStatus("CHANNEL_ERROR")).contains("Unauthorized");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, OLDER})
  void aWrongPublicKeyOpensNothing(String version) {
    try (var client = follow(version, Map.of("ANON", "wrong"))) {
      client.awaitStatus("CHANNEL_ERROR");
      assertThat(client.said())
          .noneMatch(line -> line.path("status").asString("").equals("SUBSCRIBED"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, OLDER})
  void nothingOfAnotherPaymentIsShown(String version) {
    long otherSession = flow.session(flow.published());
    try (var client = follow(version, Map.of())) {
      client.awaitStatus("SUBSCRIBED");
      flow.collect(otherSession, flow.account(Flow.PAYS), UUID.randomUUID()).ok();
      SERVER.settle();
      flow.collect(session, flow.account(Flow.PAYS), reference).ok();
      SERVER.settle();
      client.awaitRow("COMPLETED");
      assertThat(client.rows()).hasSize(3);
    }
  }

  @Test
  void aPaymentOnAnotherSessionThanTheKeysIsNotShown() {
    long otherSession = flow.session(flow.published());
    var mine = UUID.randomUUID();
    try (var client = follow(NEWEST, Map.of())) {
      client.awaitStatus("SUBSCRIBED");
      flow.collect(otherSession, flow.account(Flow.PAYS), reference).ok();
      SERVER.settle();
      flow.collect(session, flow.account(Flow.PAYS), mine).ok();
      try (var other =
          follow(NEWEST, Map.of("KEY", key(session, mine), "REFERENCE", mine.toString()))) {
        other.awaitStatus("SUBSCRIBED");
        SERVER.settle();
        other.awaitRow("COMPLETED");
      }
      assertThat(client.rows()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, OLDER})
  void aConnectionThatIsCutComesBackAndMissesNothing(String version) {
    try (var client = follow(version, Map.of())) {
      client.awaitStatus("SUBSCRIBED");
      flow.collect(session, flow.account(Flow.PAYS), reference).ok();
      SERVER.runDue();
      client.awaitRow("PROCESSING");
      SERVER.app().cutSockets();
      client.awaitStatus("SUBSCRIBED", 2);
      SERVER.settle();
      client.awaitRow("COMPLETED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, OLDER})
  void aServerThatIsRestartedIsComeBackToAndMissesNothing(String version) {
    try (var client = follow(version, Map.of())) {
      client.awaitStatus("SUBSCRIBED");
      flow.collect(session, flow.account(Flow.PAYS), reference).ok();
      SERVER.runDue();
      client.awaitRow("PROCESSING");
      SERVER.restart();
      client.awaitStatus("SUBSCRIBED", 2);
      SERVER.settle();
      client.awaitRow("COMPLETED");
      assertThat(client.said())
          .noneMatch(line -> line.path("status").asString("").equals("CLOSED"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, OLDER})
  void aKeyThatExpiresEndsTheChannel(String version) {
    try (var client = follow(version, Map.of())) {
      client.awaitStatus("SUBSCRIBED");
      SERVER.clock().advance(Duration.ofMinutes(15));
      SERVER.runDue();
      client.awaitStatus("CLOSED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, OLDER})
  void aKeyThatIsRenewedGoesOn(String version) {
    try (var client = follow(version, Map.of())) {
      client.awaitStatus("SUBSCRIBED");
      SERVER.clock().advance(Duration.ofMinutes(10));
      client.tell("renew " + key(session, reference));
      client.await("renewed", line -> line.has("renewed"));
      // A renewal is not answered; what is said after it is.
      client.tell("also " + UUID.randomUUID());
      client.awaitStatus("CHANNEL_ERROR");
      SERVER.clock().advance(Duration.ofMinutes(10));
      SERVER.runDue();
      flow.collect(session, flow.account(Flow.PAYS), reference).ok();
      SERVER.settle();
      client.awaitRow("COMPLETED");
      assertThat(client.said())
          .noneMatch(line -> line.path("status").asString("").equals("CLOSED"));
    }
  }

  @Test
  void theNewestClientNeedsNoCallbackForTheKey() {
    try (var client = follow(NEWEST, Map.of("NO_CALLBACK", "yes", "HEARTBEAT", "300"))) {
      client.awaitStatus("SUBSCRIBED");
      flow.collect(session, flow.account(Flow.PAYS), reference).ok();
      SERVER.settle();
      client.awaitRow("COMPLETED");
    }
  }

  @Test
  void theSameNewsComeAsServerSentEvents() throws Exception {
    var http = HttpClient.newHttpClient();
    var url = SERVER.baseUrl() + "/realtime/v1/stream?access_token=";
    var request = HttpRequest.newBuilder(URI.create(url + key(session, reference))).build();
    var stream = http.send(request, HttpResponse.BodyHandlers.ofLines());
    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(stream.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(stream.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    flow.collect(session, flow.account(Flow.PAYS), reference).ok();
    SERVER.settle();
    SERVER.clock().advance(Duration.ofMinutes(15));
    SERVER.runDue();
    var lines = stream.body().filter(line -> !line.startsWith(":")).toList();
    assertThat(lines.stream().filter(line -> line.startsWith("event: ")))
        .containsExactly("event: status", "event: status", "event: status", "event: expired");
    assertThat(
            lines.stream()
                .filter(line -> line.startsWith("data: {\""))
                .map(line -> Json.mapper().readTree(line.substring(6)).get("status").asString()))
        .containsExactly("PENDING", "PROCESSING", "COMPLETED");

    var forged = HttpRequest.newBuilder(URI.create(url + forged())).build();
    var refused = http.send(forged, HttpResponse.BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("JwtSignatureError");
  }

  @Test
  void aKeyIsForACheckoutSessionOfTheCaller() {
    var body = new HashMap<>(body(session, reference));
    var key = caller.post("/v1/realtime-keys/collection", body).ok();
    assertThat(key.get("expires_in").intValue()).isEqualTo(900);
    body.put("session_id", Long.toString(session));
    assertThat(caller.post("/v1/realtime-keys/collection", body).status()).isEqualTo(200);
    body.put("source_type", "ORDER");
    caller
        .post("/v1/realtime-keys/collection", body)
        .isRefused("body.source_type", "value_error.session.wrong_kind");
    body.put("source_type", "INVOICE");
    body.put("session_id", 999_999);
    caller
        .post("/v1/realtime-keys/collection", body)
        .isRefused("body.session_id", "value_error.session.not_found");
    body.put("session_id", session);
    SERVER
        .caller(SERVER.newMerchant())
        .post("/v1/realtime-keys/collection", body)
        .isRefused("body.session_id", "value_error.session.not_found");
    body.put("reference_id", "nonsense");
    caller
        .post("/v1/realtime-keys/collection", body)
        .isRefused("body.reference_id", "value_error.uuid");
  }

  private OfficialClient follow(String version, Map<String, String> different) {
    Map<String, String> settings = new HashMap<>();
    settings.put("PACKAGE", version);
    settings.put("URL", SERVER.baseUrl());
    settings.put("ANON", anonKey());
    settings.put("SESSION", Long.toString(session));
    settings.put("REFERENCE", reference.toString());
    settings.putAll(different);
    settings.computeIfAbsent("KEY", name -> key(session, reference));
    return OfficialClient.start(settings);
  }

  private String key(long of, UUID payment) {
    return caller
        .post("/v1/realtime-keys/collection", body(of, payment))
        .ok()
        .get("access_token")
        .stringValue();
  }

  private static Map<String, Object> body(long of, UUID payment) {
    return Map.of("session_id", of, "source_type", "INVOICE", "reference_id", payment.toString());
  }

  private static String anonKey() {
    return SERVER.sandboxValue("SUPABASE_ANON_KEY");
  }

  private String forged() throws Exception {
    var claims =
        new JWTClaimsSet.Builder()
            .claim("role", "authenticated")
            .claim("merchant_id", 1)
            .claim("session_id", session)
            .claim("reference_id", reference.toString())
            .expirationTime(Date.from(Instant.parse("2100-01-01T00:00:00Z")))
            .build();
    var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    jwt.sign(new MACSigner(new byte[32]));
    return jwt.serialize();
  }
}
