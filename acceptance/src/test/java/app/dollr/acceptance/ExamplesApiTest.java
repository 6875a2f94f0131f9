package app.dollr.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.client.DollrClient;
import app.dollr.wire.PartyResponse;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * The examples as their readers run them, each a process of its own, against the real program with
 * its own PostgreSQL.
 */
class ExamplesApiTest {
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();
  private static final Path JVMS = Path.of("/usr/lib/jvm");

  @TempDir static Path home;
  @TempDir static Path scratch;

  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server = ServerProcess.start(home, Map.of("DOLLR_SANDBOX_SETTLEMENT_DELAY", "0s"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("javas")
  void theSdkCollectsAnInvoice(Path java) throws Exception {
    assertThat(run(java.toString(), "--class-path", sdk() + ":" + compiled(), "CollectInvoice"))
        .containsPattern("status +COMPLETED\n")
        .containsPattern("invoice +INV-\\d{4}-\\d{5} +PAID\n");
  }

  @ParameterizedTest
  @MethodSource("javas")
  void theJdkAloneCollectsAnInvoice(Path java) throws Exception {
    assertThat(run(java.toString(), "--class-path", compiled(), "CollectInvoicePlain"))
        .contains("status COMPLETED", "invoice PAID");
  }

  @Test
  void theSdkMovesMoneyEveryWay() throws Exception {
    assertThat(run(here().toString(), "--class-path", sdk() + ":" + compiled(), "MoveMoney"))
        .containsPattern("collection +COMPLETED")
        .containsPattern("refund +COMPLETED")
        .containsPattern("payout +COMPLETED")
        .containsPattern("transfer +COMPLETED");
  }

  @Test
  void aSourceRunsWithoutBeingCompiledFirst() throws Exception {
    assertThat(run(here().toString(), EXAMPLES + "/CollectInvoicePlain.java"))
        .contains("invoice PAID");
  }

  @Test
  void curlCollectsAnInvoiceAndAnOrder() throws Exception {
    assertThat(run("sh", EXAMPLES + "/collect.sh"))
        .contains("invoices: payment COMPLETED, document PAID")
        .contains("orders: payment COMPLETED, document PAID");
  }

  /** The public guide's own lines, which know nothing of this server but its address. */
  @Test
  void goCollectsAnInvoice() throws Exception {
    assertThat(run("go", "run", EXAMPLES + "/collect.go")).contains("payment COMPLETED");
  }

  /** This Java, and those of the oldest version that the SDK is for. */
  static List<Path> javas() throws IOException {
    List<Path> javas = new ArrayList<>(List.of(here()));
    if (Files.isDirectory(JVMS)) {
      try (var found = Files.newDirectoryStream(JVMS, "java-17*")) {
        for (var home17 : found) {
          var java = home17.resolve("bin/java").toRealPath();
          if (!javas.contains(java)) {
            javas.add(java);
          }
        }
      }
    }
    return javas;
  }

  private static Path here() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * A class path with the Java examples, compiled for Java 17: it may be there without compiler.
   */
  private static String compiled() throws IOException {
    List<String> args =
        new ArrayList<>(
            List.of("--release", "17", "-d", scratch.toString(), "--class-path", sdk()));
    try (var sources = Files.newDirectoryStream(EXAMPLES, "*.java")) {
      sources.forEach(source -> args.add(source.toString()));
    }
    int code =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(String[]::new));
    assertThat(code).isZero();
    return scratch.toString();
  }

  /** The SDK's jars and what it needs, and nothing else. */
  private static String sdk() {
    return Stream.of(
            DollrClient.class,
            PartyResponse.class,
            JsonMapper.class,
            JsonParser.class,
            JsonInclude.class)
        .map(ExamplesApiTest::placeOf)
        .collect(Collectors.joining(":"));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(ServerProcess.environment(home));
    builder.environment().putIfAbsent("GOCACHE", scratch.resolve("go").toString());
    var process = builder.start();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s printed %s", List.of(command), printed).isZero();
    return printed;
  }

  private static String placeOf(Class<?> type) {
    try {
      var place = type.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(place.toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new UncheckedIOException(new IOException(impossible));
    }
  }
}
