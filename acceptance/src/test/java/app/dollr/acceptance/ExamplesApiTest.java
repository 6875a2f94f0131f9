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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

  /** What the API takes either way is really sent, as a curl that writes all down shows. */
  @Test
  void curlCollectsAnInvoiceAndAnOrder() throws Exception {
    var sent = scratch.resolve("sent");
    var bin = Files.createDirectories(scratch.resolve("bin"));
    var script =
        "#!/bin/sh\necho \"$@\" >>'%1$s'\ntee -a '%1$s' | '%2$s' \"$@\"\n"
            .formatted(sent, onPath("curl"));
    var curl = Files.writeString(bin.resolve("curl"), script);
    Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwx------"));
    var path = Map.of("PATH", bin + ":" + System.getenv("PATH"));

    assertThat(run(scratch, path, "sh", EXAMPLES + "/collect.sh"))
        .contains("invoices: payment COMPLETED, document PAID")
        .contains("orders: payment COMPLETED, document PAID");
    assertThat(Files.readString(sent))
        .containsPattern("PUT --header Content-Type: application/json .*Content-Length: 0")
        .containsPattern("GET --header Content-Type: application/json ")
        .contains("\"provider\": \"PAWAPAY\"", "\"provider\": \"MTN_MOMO_LBR\"")
        .containsPattern("\"session_id\": \"\\d+\",\\s+\"payment_account_id\": \"\\d+\"")
        .containsPattern("\"session_id\": \\d+,\\s+\"payment_account_id\": \\d+,")
        .contains("\"phone\": \"231771234567\"", "\"phone\": \"+231881234567\"");
  }

  /** The public guide's own lines, which know nothing of this server but its address. */
  @Test
  void goCollectsAnInvoiceAndAnOrder() throws Exception {
    assertThat(run("go", "run", EXAMPLES + "/collect.go"))
        .contains("payment COMPLETED invoices PAID", "payment COMPLETED orders PAID");
  }

  @Test
  void directCheckoutMakesTheSourceInOneCall() throws Exception {
    assertThat(run("sh", EXAMPLES + "/direct-checkout.sh"))
        .containsPattern("payment COMPLETED of INV-\\d{4}-\\d{5}\n");
  }

  @Test
  void ordersAreCollectedAsInvoicesAre() throws Exception {
    assertThat(run("sh", EXAMPLES + "/orders.sh"))
        .containsPattern("order ORD-\\d{4}-\\d{5} PAID\n");
  }

  @Test
  void hostedCheckoutLeavesTheRestToThePayer() throws Exception {
    var printed = run("sh", EXAMPLES + "/hosted-checkout.sh");
    var page = printed.strip().replaceFirst(".* is paid at ", "");
    var payer = new PlainPayer(server.anonymous(), page);
    assertThat(payer.look()).contains("Pay Sandbox Merchant", "US$190.00");
    payer.pay("0771234567");
    assertThat(payer.look()).doesNotContain("data-stage=\"OPEN\"");
  }

  @Test
  void theReadmesShellLinesRun() throws Exception {
    var folder = Files.createDirectories(scratch.resolve("clone"));
    Files.createSymbolicLink(folder.resolve(".dollr"), home);
    Files.createSymbolicLink(folder.resolve("examples"), EXAMPLES);
    var lines = readme("sh", "sandbox.env");
    assertThat(run(folder, Map.of(), "bash", "-euc", lines))
        .contains("\"fullname\":\"Ma Hawa\"", "\"relationship_type\":\"CUSTOMER\"")
        .contains("orders: payment COMPLETED, document PAID")
        .doesNotContain("\"detail\"");
  }

  @Test
  void theReadmesJavaLinesRun() throws Exception {
    var program =
        """
        import app.dollr.client.*;
        import java.math.BigDecimal;
        import java.time.Duration;

        class Readme {
          public static void main(String[] args) {
            %s
            System.out.println(collected.outcome().isCompleted() + " " + paid + " " + back);
          }
        }
        """
            .formatted(readme("java", "DollrClient"));
    var source = Files.writeString(scratch.resolve("Readme.java"), program);
    assertThat(run(here().toString(), "--class-path", sdk(), source.toString()))
        .startsWith("true PayoutResult[");
  }

  /** The lines in that language of the README's first block that has the word. */
  private static String readme(String language, String word) throws IOException {
    var blocks =
        Pattern.compile("(?s)```%s\n(.*?)```".formatted(language))
            .matcher(Files.readString(EXAMPLES.resolveSibling("README.md")));
    return blocks
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.contains(word))
        .findFirst()
        .orElseThrow();
  }

  private static Path onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(program + " is not on the PATH"));
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
    return run(scratch, Map.of(), command);
  }

  private static String run(Path folder, Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(ServerProcess.environment(home));
    builder.environment().putAll(variables);
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
