package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.app.App;
import app.dollr.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two whole nodes on one PostgreSQL, with their jobs running: whatever happens on one is known on
 * the other.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesApiTest {
  @RegisterExtension
  static final TestServer SERVER =
      TestServer.create().atRealTime().with("DOLLR_SANDBOX_SETTLEMENT_DELAY", "0s");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final String NEWEST = "supabase-js-newest";
  private static final String OLDER = "supabase-js-2-49";

  private static App other;
  private static List<Patient> patients;

  private Flow here;
  private Flow there;

  @BeforeAll
  static void startBoth() {
    other = SERVER.anotherNode();
    SERVER.app().startJobs();
    other.startJobs();
    patients = List.of(Patient.of(NEWEST), Patient.of(OLDER));
  }

  @AfterAll
  static void hangUp() {
    patients.forEach(patient -> patient.client().close());
  }

  /** A client of the other node that waits for a payment through some heartbeats of its own. */
  private record Patient(Flow flow, long session, UUID reference, OfficialClient client) {
    static Patient of(String version) {
      var flow = new Flow(SERVER.caller(SERVER.newMerchant()));
      long session = flow.session(flow.published());
      var reference = UUID.randomUUID();
      var settings = settings(version, session, reference, key(flow, session, reference));
      return new Patient(flow, session, reference, OfficialClient.start(settings));
    }

    long beats() {
      return client.said().stream()
          .filter(line -> line.has("beat") || line.path("heartbeat").asString("").equals("ok"))
          .count();
    }
  }

  /** The versions' own intervals are 25 and 30 seconds; what comes before it in here helps wait. */
  @Test
  @Order(Integer.MAX_VALUE)
  void twoHeartbeatsLaterTheNewsStillCome() {
    for (var patient : patients) {
      RealTime.await("two heartbeats", Duration.ofSeconds(75), () -> patient.beats() >= 2);
      patient
          .flow()
          .collect(patient.session(), patient.flow().account(Flow.PAYS), patient.reference())
          .ok();
      patient.client().awaitRow("COMPLETED");
      patient.client().awaitStatus("SUBSCRIBED", 1);
      assertThat(patient.client().said())
          .as("it never lost its connection")
          .noneMatch(line -> line.path("status").asString("").equals("CHANNEL_ERROR"));
    }
  }

  @BeforeEach
  void signIn() {
    var caller = SERVER.caller(SERVER.newMerchant());
    here = new Flow(caller);
    there = new Flow(new Caller(caller.http(), URI.create(other.localUrl()), caller.token()));
  }

  @Test
  void aPaymentOnOneIsFollowedOnTheOtherByBothKindsOfReaders() throws Exception {
    long session = here.session(here.published());
    var reference = UUID.randomUUID();
    var key = key(there, session, reference);
    List<String> streamed = stream(key);
    try (var client = OfficialClient.start(settings(NEWEST, session, reference, key))) {
      client.awaitStatus("SUBSCRIBED");
      here.collect(session, here.account(Flow.PAYS), reference).ok();
      client.awaitRow("COMPLETED");
      assertThat(client.rows()).containsExactly("PENDING", "COMPLETED");
      RealTime.await("the stream's end", PATIENCE, () -> streamed.contains("COMPLETED"));
      assertThat(streamed).containsExactly("PENDING", "COMPLETED");
    }
  }

  @Test
  void aWaitingPageOfOneHearsOfTheEndOnTheOther() throws Exception {
    var hosted = new Hosted(here.caller()).create(Hosted.body());
    var path = URI.create(hosted.get("url").stringValue()).getPath();
    var payer = new PlainPayer(here.caller(), hosted.get("url").stringValue());
    payer.pay("0771234129");
    var page = there.caller().get(path).text();
    var events = page.replaceFirst("(?s).*sse-connect=\"([^\"]+)\".*", "$1");
    var request = HttpRequest.newBuilder(URI.create(other.localUrl() + events)).build();
    var waiting = HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    long document = hosted.get("source_id").longValue();
    resolve();
    assertThat(waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body())
        .contains("event: standing", "data-stage=\"PAID\"");
    assertThat(here.standing(document)).isEqualTo("PAID");
  }

  @Test
  void eachEventIsDeliveredOnceWhicheverNodeSendsIt() {
    try (var receiver = new Receiver()) {
      here.caller().post("/v1/webhooks/create", Map.of("url", receiver.url())).ok();
      for (int i = 0; i < 10; i++) {
        here.collect(here.published(), Flow.PAYS);
        there.collect(there.published(), Flow.PAYS);
      }
      int events = 20 * 5;
      RealTime.await("all events", PATIENCE, () -> receiver.came().size() >= events);
      assertThat(new HashSet<>(ids(receiver))).hasSize(events);
      // Had one been sent twice, it would have been by now: nothing waits any more.
      RealTime.await(
          "the end of all attempts",
          PATIENCE,
          () ->
              SERVER.count("select count(*) from webhooks.delivery where state <> 'DELIVERED'")
                  == 0);
      assertThat(ids(receiver)).doesNotHaveDuplicates();
      assertThat(SERVER.count("select count(*) from webhooks.attempt")).isEqualTo(events);
    }
  }

  @Test
  void aCollectionMayChangeNodesBetweenAnyTwoOfItsSteps() {
    long invoice = here.published();
    long session = there.session(invoice);
    long account = here.account(Flow.PAYS);
    var reference = UUID.randomUUID();
    there.collect(session, account, reference).ok();
    var again = here.collect(session, account, reference);
    assertThat(again.ok().get("reference_id").stringValue()).isEqualTo(reference.toString());
    assertThat(again.header("Idempotent-Replayed")).contains("true");
    RealTime.await("the end", PATIENCE, () -> here.standing(invoice).equals("PAID"));
    assertThat(there.status(reference).get("status").stringValue()).isEqualTo("COMPLETED");
  }

  /** Everything else about them apart, a node writes down only what was asked of itself. */
  @Test
  void theLogOfRequestsIsThatOfTheNodeWhichIsAsked() {
    var marked = "/v1/parties/list?fullname=" + UUID.randomUUID();
    here.caller().get(marked).ok();
    assertThat(logged(here)).anyMatch(path -> path.contains("/v1/parties/list"));
    assertThat(logged(there)).noneMatch(path -> path.contains("/v1/parties/list"));
  }

  private static List<String> logged(Flow flow) {
    return flow.caller()
        .get("/v1/request-logs/list?after=0")
        .ok()
        .valueStream()
        .map(entry -> entry.get("path").stringValue())
        .toList();
  }

  private static List<String> ids(Receiver receiver) {
    return receiver.came().stream().map(came -> came.headers().get("dollr-event-id")).toList();
  }

  /** Settles the payment that waits, as the operator of the sandbox. */
  private void resolve() {
    var reference =
        here.caller().get("/v1/payments/list").ok().get(0).get("reference_id").stringValue();
    var body = Map.of("reference_id", reference, "outcome", "completed");
    RealTime.await(
        "the operator has it",
        PATIENCE,
        () -> SERVER.admin().post("/admin/v1/sandbox/resolve", body).status() == 200);
  }

  private static Map<String, String> settings(
      String version, long session, UUID reference, String key) {
    return Map.of(
        "PACKAGE", version,
        "URL", other.localUrl(),
        "ANON", SERVER.sandboxValue("SUPABASE_ANON_KEY"),
        "SESSION", Long.toString(session),
        "REFERENCE", reference.toString(),
        "KEY", key);
  }

  private static String key(Flow flow, long session, UUID reference) {
    var body =
        Map.of(
            "session_id", session, "source_type", "INVOICE", "reference_id", reference.toString());
    return flow.caller()
        .post("/v1/realtime-keys/collection", body)
        .ok()
        .get("access_token")
        .stringValue();
  }

  /** The statuses that come over a stream of the other node, from now on. */
  private static List<String> stream(String key) throws IOException, InterruptedException {
    var url = other.localUrl() + "/realtime/v1/stream?access_token=" + key;
    HttpResponse<Stream<String>> stream =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofLines());
    List<String> statuses = new CopyOnWriteArrayList<>();
    Thread.startVirtualThread(() ->
        stream
            .body()
            .filter(line -> line.startsWith("data: {\""))
            .map(line -> Json.mapper().readTree(line.substring(6)).get("status").asString())
            .forEach(statuses::add));
    return statuses;
  }
}
