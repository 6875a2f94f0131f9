package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The realtime protocol word by word, beyond what the official client shows of it. */
class RealtimeProtocolApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<Line> open = new ArrayList<>();
  private Flow flow;
  private long session;
  private UUID reference;
  private String key;
  private String topic;

  @BeforeEach
  void prepareAPayment() {
    flow = new Flow(SERVER.caller(SERVER.newMerchant()));
    session = flow.session(flow.published());
    reference = UUID.randomUUID();
    topic = "realtime:payment-intent:%d:%s".formatted(session, reference);
    key = key(reference);
  }

  @AfterEach
  void hangUp() {
    open.forEach(Line::close);
  }

  @Test
  void versionOneSpeaksInObjectsAndVersionTwoInArrays() {
    var one = dial("");
    one.say(
        """
        {"topic":"%s","event":"phx_join","ref":"1","join_ref":"1",
        "payload":{"config":{"postgres_changes":[]},"access_token":"%s"}}
        """
            .formatted(topic, key));
    var reply = one.await(line -> line.path("event").asString("").equals("phx_reply"));
    assertThat(reply.get("ref").stringValue()).isEqualTo("1");
    assertThat(reply.at("/payload/status").stringValue()).isEqualTo("ok");

    var two = dial("&vsn=2.0.0");
    two.say(join("7", entry("*")));
    var answer = two.awaitEvent("phx_reply");
    assertThat(answer.get(0).stringValue()).isEqualTo("7");
    assertThat(answer.get(1).stringValue()).isEqualTo("7");
    assertThat(answer.get(2).stringValue()).isEqualTo(topic);
    var entry = answer.get(4).at("/response/postgres_changes/0");
    assertThat(entry.get("id").isIntegralNumber()).isTrue();
    assertThat(entry.get("table").stringValue()).isEqualTo("checkout_payment_intent_public_status");
    assertThat(two.awaitEvent("system").at("/4/message").stringValue())
        .isEqualTo("Subscribed to PostgreSQL");
  }

  @Test
  void theSnapshotComesAfterTheReplyAndHasTheIdsOfTheReply() {
    flow.collect(session, flow.account(Flow.PAYS), reference).ok();
    SERVER.settle();
    var line = dial("&vsn=2.0.0");
    line.say(join("1", entry("*") + "," + entry("UPDATE")));
    var change = line.awaitEvent("postgres_changes");
    assertThat(line.heard().stream().map(heard -> heard.get(3).stringValue()))
        .containsExactly("phx_reply", "system", "postgres_changes");
    assertThat(change.get(0).isNull()).isTrue();
    assertThat(change.get(1).isNull()).isTrue();
    var reply = line.heard().getFirst().get(4).at("/response/postgres_changes");
    assertThat(change.at("/4/ids/0")).isEqualTo(reply.get(0).get("id"));
    assertThat(change.at("/4/ids/1")).isEqualTo(reply.get(1).get("id"));
    assertThat(change.at("/4/data/type").stringValue()).isEqualTo("UPDATE");
    assertThat(change.at("/4/data/old_record").isObject()).isTrue();
    assertThat(change.at("/4/data/columns").size()).isEqualTo(change.at("/4/data/record").size());
  }

  @Test
  void aSecondJoinReplacesTheFirst() {
    var line = dial("&vsn=2.0.0");
    line.say(join("1", entry("*")));
    line.awaitEvent("system");
    line.say(join("2", entry("*")));
    var closed = line.awaitEvent("phx_close");
    assertThat(closed.get(0).stringValue()).isEqualTo("1");
    assertThat(closed.get(1).stringValue()).isEqualTo("1");
    line.await(heard ->
        heard.get(3).stringValue().equals("system") && heard.get(0).asString("").equals("2"));
    flow.collect(session, flow.account(Flow.PAYS), reference).ok();
    SERVER.runDue();
    line.await(heard -> heard.at("/4/data/record/status").asString("").equals("PROCESSING"));
    assertThat(line.heard().stream().filter(heard -> heard.toString().contains("\"PENDING\"")))
        .hasSize(1);
  }

  @Test
  void anotherTableAnotherSchemaAndAnotherFilterAreRefused() {
    for (var wrong :
        List.of(
            entry("*").replace("checkout_payment_intent_public_status", "merchant"),
            entry("*").replace("\"public\"", "\"ledger\""),
            entry("*").replace(reference.toString(), UUID.randomUUID().toString()),
            "7")) {
      var line = dial("&vsn=2.0.0");
      line.say(join("1", wrong));
      var refused = line.awaitEvent("phx_reply");
      assertThat(refused.at("/4/status").stringValue()).isEqualTo("error");
      assertThat(refused.at("/4/response/reason").stringValue()).startsWith("Unauthorized");
    }
  }

  @Test
  void nonsenseIsIgnoredAndAnUnknownTopicIsAnswered() {
    var line = dial("&vsn=2.0.0");
    line.say("nonsense");
    line.say("[1,2]");
    line.say("{\"topic\":\"phoenix\"}");
    line.say("[null,\"3\",\"phoenix\",\"heartbeat\",{}]");
    assertThat(line.awaitEvent("phx_reply").get(1).stringValue()).isEqualTo("3");
    line.say("[null,\"4\",\"realtime:other\",\"presence\",{}]");
    var unmatched = line.await(heard -> heard.get(1).asString("").equals("4"));
    assertThat(unmatched.at("/4/response/reason").stringValue()).isEqualTo("unmatched topic");
    assertThat(line.heard()).hasSize(2);
  }

  @Test
  void oneSocketHasAHundredChannelsAndOnePaymentFiftyReaders() {
    var line = dial("&vsn=2.0.0");
    for (int i = 0; i < 101; i++) {
      reference = UUID.randomUUID();
      topic = "realtime:payment-intent:%d:%s".formatted(session, reference);
      key = key(reference);
      line.say(join(Integer.toString(i), ""));
    }
    line.await(heard -> heard.toString().contains("ChannelRateLimitReached"));
    assertThat(line.heard().stream().filter(heard -> heard.toString().contains("\"system\"")))
        .hasSize(100);

    reference = UUID.randomUUID();
    topic = "realtime:payment-intent:%d:%s".formatted(session, reference);
    key = key(reference);
    for (int i = 0; i < 50; i++) {
      var reader = dial("&vsn=2.0.0");
      reader.say(join("1", ""));
      reader.awaitEvent("system");
    }
    var oneMore = dial("&vsn=2.0.0");
    oneMore.say(join("1", ""));
    assertThat(oneMore.awaitEvent("phx_reply").toString()).contains("ChannelRateLimitReached");
  }

  @Test
  void oneWhoTalksTooMuchIsCutOff() {
    var line = dial("&vsn=2.0.0");
    for (int i = 0; i < 201; i++) {
      line.say("[null,\"%d\",\"phoenix\",\"heartbeat\",{}]".formatted(i));
    }
    RealTime.await("the end", Duration.ofSeconds(20), () -> line.closedWith() != 0);
    assertThat(line.closedWith()).isEqualTo(1008);
  }

  @Test
  void neitherCompressionNorASubprotocolIsAnswered() throws IOException {
    var upgrade = upgrade(anonKey());
    assertThat(upgrade.getFirst()).startsWith("HTTP/1.1 101");
    assertThat(String.join("\n", upgrade).toLowerCase(Locale.ROOT))
        .doesNotContain("sec-websocket-extensions")
        .doesNotContain("sec-websocket-protocol");
    var refused = upgrade("wrong");
    assertThat(refused.getFirst()).startsWith("HTTP/1.1 401");
  }

  private static List<String> upgrade(String apikey) throws IOException {
    var server = URI.create(SERVER.baseUrl());
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
      var request =
          "GET /realtime/v1/websocket?apikey="
              + apikey
              + "&vsn=1.0.0 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Origin: https://shop.example\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      List<String> head = new ArrayList<>();
      for (var line = reader.readLine();
          line != null && !line.isEmpty();
          line = reader.readLine()) {
        head.add(line);
      }
      return head;
    }
  }

  private String join(String ref, String entries) {
    return """
    ["%s","%s","%s","phx_join",{"config":{"postgres_changes":[%s]},"access_token":"%s"}]
    """
        .formatted(ref, ref, topic, entries, key);
  }

  private String entry(String event) {
    return """
    {"event":"%s","schema":"public","table":"checkout_payment_intent_public_status",
    "filter":"reference_id=eq.%s"}
    """
        .formatted(event, reference);
  }

  private String key(UUID payment) {
    var body =
        Map.of("session_id", session, "source_type", "INVOICE", "reference_id", payment.toString());
    return flow.caller()
        .post("/v1/realtime-keys/collection", body)
        .ok()
        .get("access_token")
        .stringValue();
  }

  private static String anonKey() {
    return SERVER.sandboxValue("SUPABASE_ANON_KEY");
  }

  private Line dial(String more) {
    var url =
        SERVER.baseUrl().replace("http:", "ws:")
            + "/realtime/v1/websocket?apikey="
            + anonKey()
            + more;
    var line = new Line();
    line.socket(HTTP.newWebSocketBuilder().buildAsync(URI.create(url), line).join());
    open.add(line);
    return line;
  }

  /** One socket and what was heard over it. */
  private static final class Line implements WebSocket.Listener {
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable WebSocket socket;
    private volatile int closedWith;

    void socket(WebSocket opened) {
      socket = opened;
    }

    List<JsonNode> heard() {
      return List.copyOf(heard);
    }

    int closedWith() {
      return closedWith;
    }

    void say(String what) {
      Objects.requireNonNull(socket).sendText(what.strip(), true).join();
    }

    JsonNode awaitEvent(String event) {
      return await(line -> line.get(3).asString("").equals(event));
    }

    JsonNode await(Predicate<JsonNode> wanted) {
      RealTime.await(
          "a message; heard so far: " + heard,
          Duration.ofSeconds(20),
          () -> heard.stream().anyMatch(wanted));
      return heard.stream().filter(wanted).findFirst().orElseThrow();
    }

    void close() {
      Objects.requireNonNull(socket).abort();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add(Json.mapper().readTree(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closedWith = status;
      return null;
    }
  }
}
