package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The spans that a collector gets, once the program is told of one. */
class TracingApiTest {
  private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();
  private static final HttpServer COLLECTOR = collector();
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @RegisterExtension
  static final TestServer SERVER =
      TestServer.create()
          .with(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              "http://127.0.0.1:" + COLLECTOR.getAddress().getPort());

  @AfterAll
  static void stopCollector() {
    COLLECTOR.stop(0);
  }

  @Test
  void requestsAndCallsOfGatewaysAreSpans() {
    var caller = SERVER.caller();
    var flow = new Flow(caller);
    flow.collect(flow.published(), Flow.PAYS);
    CardFlow.of(SERVER).collect(flow.published(), "pm_card_visa");
    SERVER.settle();
    caller
        .get(
            "/v1/predictions/card-provider-info?operation_type=COLLECTION"
                + "&payment_method_id=pm_card_visa")
        .ok();
    var parent = Map.of("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(TRACE));
    caller.send("GET", "/v1/fees/tiers", BodyPublishers.noBody(), parent).ok();
    SERVER.restart();
    var spans = String.join("\n", RECEIVED);
    assertThat(spans)
        .contains("dollr-server")
        .contains("POST /{version}/executions/collection")
        .contains("sandbox submit")
        .contains("sandbox-cards submit")
        .contains("sandbox-cards card")
        .contains("http.response.status_code")
        .contains(latin(HexFormat.of().parseHex(TRACE)));
    assertThat(spans)
        .doesNotContain(Flow.PAYS)
        .doesNotContain(SERVER.merchant().clientSecret())
        .doesNotContain(caller.token().orElseThrow());
  }

  private static HttpServer collector() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/v1/traces", TracingApiTest::receive);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps the message as it is: in its binary form texts and ids stand as they are. */
  private static void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      RECEIVED.add(latin(exchange.getRequestBody().readAllBytes()));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
