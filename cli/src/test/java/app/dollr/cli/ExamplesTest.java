package app.dollr.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.client.DollrClient;
import app.dollr.wire.PartyResponse;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** The examples run as their readers run them, each a process of its own. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

  private final FakeDollr server = new FakeDollr();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theSdkCollectsAnInvoice() throws Exception {
    var sdk =
        Stream.of(
                DollrClient.class,
                PartyResponse.class,
                JsonMapper.class,
                JsonParser.class,
                JsonInclude.class)
            .map(ExamplesTest::placeOf)
            .collect(joining(System.getProperty("path.separator")));

    assertThat(run(java(), "--class-path", sdk, EXAMPLES + "/CollectInvoice.java"))
        .contains("status           COMPLETED", "invoice          INV-2026-00044  PAID");
  }

  @Test
  void theJdkAloneCollectsAnInvoice() throws Exception {
    assertThat(run(java(), EXAMPLES + "/CollectInvoicePlain.java"))
        .contains("status COMPLETED", "invoice PAID");
  }

  @Test
  void curlCollectsAnInvoiceAndAnOrder() throws Exception {
    assertThat(run("sh", EXAMPLES + "/collect.sh"))
        .contains("invoices: payment COMPLETED, document PAID")
        .contains("orders: payment COMPLETED, document PAID");
    assertThat(server.seen())
        .anyMatch(line -> line.contains("\"provider\": \"PAWAPAY\""))
        .anyMatch(line -> line.contains("\"provider\": \"MTN_MOMO_LBR\""))
        .anyMatch(line -> line.matches("(?s)POST /v1/executions/.*\"session_id\": \"\\d+\".*"))
        .anyMatch(line -> line.matches("(?s)POST /v1/executions/.*\"session_id\": \\d+.*"))
        .anyMatch(line -> line.contains("\"phone\": \"+231881234567\""));
  }

  private String run(String... command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DOLLR_BASE_URL", server.url());
    builder.environment().put("DOLLR_CLIENT_ID", "client-1");
    builder.environment().put("DOLLR_CLIENT_SECRET", "the-secret");
    var process = builder.start();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s printed %s", List.of(command), printed).isZero();
    return printed;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String placeOf(Class<?> type) {
    try {
      var place = type.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(place.toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
