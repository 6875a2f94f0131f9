package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.logstash.logback.encoder.LogstashEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What the operator sees: health, figures, and the log of requests. */
class MonitoringApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private static final String PHONE = "231771234567";

  @Test
  void tellsThatItLivesAndServes() {
    assertThat(SERVER.anonymous().get("/health/live").ok().get("status").stringValue())
        .isEqualTo("live");
    assertThat(SERVER.anonymous().get("/health/ready").ok().get("status").stringValue())
        .isEqualTo("ready");
  }

  @Test
  void tellsHowItStandsWithTheGateways() {
    var health = SERVER.anonymous().get("/health").ok();
    assertThat(health.get("status").stringValue()).isEqualTo("well");
    assertThat(health.get("gateways").valueStream())
        .isNotEmpty()
        .allMatch(gateway -> gateway.get("condition").stringValue().equals("up"));
    assertThat(health.get("unavailable")).isEmpty();
  }

  @Test
  void servesAfterARestartWhatItKnewBefore() {
    var party = addParty();
    SERVER.restart();
    assertThat(SERVER.caller().get("/v1/parties/list").ok().valueStream())
        .anyMatch(found -> found.get("id").longValue() == party);
  }

  @Test
  void measuresRequestsJobsAndThePool() {
    addParty();
    var flow = new Flow(SERVER.caller());
    flow.collect(flow.published(), Flow.PAYS);
    SERVER.settle();
    var figures = SERVER.admin().get("/metrics").text();
    assertThat(figures)
        .contains("dollr_http_requests_seconds_count{operation=\"POST /{version}/parties/create\"")
        .contains("dollr_http_requests_seconds_bucket")
        .containsPattern("dollr_executions_total\\{[^}]*\"COMPLETED\"[^}]*} 1")
        .contains("dollr_jobs_lag_seconds{")
        .contains("dollr_database_connections_active{")
        .contains("dollr_database_connections_waiting{")
        .contains("dollr_database_round_trips_total{")
        .contains("jvm_memory_used_bytes{");
    assertThat(figures).doesNotContain(PHONE);
  }

  @Test
  void logsEachRequestWithoutPhonesAndSecrets() {
    var logger = (Logger) LoggerFactory.getLogger("dollr.access");
    var kept = new ListAppender<ILoggingEvent>();
    kept.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(kept);
    try {
      var secret = SERVER.merchant().clientSecret();
      var caller = SERVER.caller();
      caller.post(
          "/v1/parties/create",
          Map.of("fullname", "Ma Hawa", "phone", PHONE, "country_code", "LR"));
      caller.get("/v1/predictions/mmo-provider-info?phone=" + PHONE + "&operation_type=PAYOUT");
      caller.get("/v1/invoices/" + PHONE);
      SERVER.anonymous().get("/pay/Zm9yZ290dGVuLXRva2Vucy1hcmUtdGhlLWJlc3QtMQ");
      var log = kept.list.stream().map(MonitoringApiTest::json).toList();
      assertThat(log).hasSizeGreaterThanOrEqualTo(5);
      assertThat(log)
          .noneMatch(line -> line.contains(PHONE))
          .noneMatch(line -> line.contains(secret))
          .noneMatch(line -> line.contains(caller.token().orElseThrow()))
          .noneMatch(line -> line.contains("Zm9yZ290dGVu"))
          .noneMatch(line -> line.contains("Hawa"));
      assertThat(log)
          .anyMatch(line -> line.contains("\"path\":\"/v1/invoices/231***\""))
          .anyMatch(line -> line.contains("\"operation\":\"POST /{version}/parties/create\""))
          .allMatch(line -> line.contains("\"request_id\":\"") && line.contains("\"status\":"));
    } finally {
      logger.detachAppender(kept);
      logger.setLevel(null);
    }
  }

  @Test
  void servesTheContractToReadInABrowser() {
    var anonymous = SERVER.anonymous();
    assertThat(anonymous.get("/").header("Location")).contains("/docs");
    var page = anonymous.get("/docs");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'");
    for (var file : List.of("docs.js", "swagger-ui.css", "swagger-ui-bundle.js")) {
      assertThat(page.text()).contains("/docs/" + file);
      assertThat(anonymous.get("/docs/" + file).status()).as(file).isEqualTo(200);
    }
    assertThat(anonymous.get("/docs/index.html").status()).isEqualTo(404);
  }

  @Test
  void guessesTheOperatorOfAPhone() {
    predicts("+231 77 123 4567", "Orange", "LR", "ORANGE_MONEY_LBR", List.of("USD", "LRD"));
    predicts("231881234567", "Lonestar Cell", "LR", "MTN_MOMO_LBR", List.of("USD", "LRD"));
    predicts("250781234567", "MTN", "RW", "MTN_MOMO_RWA", List.of("RWF"));
    predicts("250791234567", "MTN", "RW", "MTN_MOMO_RWA", List.of("RWF"));
    predicts("250731234567", "Airtel", "RW", "AIRTEL_RWA", List.of("RWF"));
    predicts("250721234567", "TIGO", "RW", "AIRTEL_RWA", List.of("RWF"));
  }

  @Test
  void refusesAPhoneThatNoOperatorIsKnownOf() {
    prediction("+1 202 555 0123").isRefused("query.phone", "value_error.phone.operator_unknown");
    prediction("12").isRefused("query.phone", "value_error.phone.invalid");
  }

  private static void predicts(
      String phone, String carrier, String country, String method, List<String> currencies) {
    var guess = prediction(phone).ok();
    assertThat(guess.get("carrier").stringValue()).as(phone).contains(carrier);
    assertThat(guess.get("country").stringValue()).as(phone).isEqualTo(country);
    assertThat(guess.get("payment_method").stringValue()).as(phone).isEqualTo(method);
    assertThat(guess.get("currencies").valueStream().map(c -> c.stringValue()))
        .as(phone)
        .containsExactlyInAnyOrderElementsOf(currencies);
    assertThat(guess.get("phone").stringValue()).isEqualTo(phone.replaceAll("\\D", ""));
  }

  private static Reply prediction(String phone) {
    return SERVER
        .caller()
        .get(
            "/v1/predictions/mmo-provider-info?operation_type=COLLECTION&phone="
                + phone.replace("+", "%2B").replace(" ", "%20"));
  }

  private static long addParty() {
    return SERVER
        .caller()
        .post(
            "/v1/parties/create",
            Map.of("fullname", "Ma Hawa", "phone", PHONE, "country_code", "LR"))
        .id();
  }

  private static String json(ILoggingEvent event) {
    var encoder = new LogstashEncoder();
    encoder.start();
    try {
      return new String(encoder.encode(event), StandardCharsets.UTF_8);
    } finally {
      encoder.stop();
    }
  }
}
