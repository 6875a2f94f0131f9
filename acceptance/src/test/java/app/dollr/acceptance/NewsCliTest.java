package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.client.WebhookSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands about news, run as programs. */
class NewsCliTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create().atRealTime();

  private static final String SECRET = "whsec_of_the_test";

  private TestServer.Merchant merchant;
  private Caller caller;

  @BeforeEach
  void signIn() {
    merchant = SERVER.newMerchant();
    caller = SERVER.caller(merchant);
  }

  @Test
  void listenForwardsWhatHappenedAndWhatIsAskedForAgain() throws Exception {
    new Flow(caller).published();
    try (var receiver = new Receiver()) {
      var said = listen(receiver, "1");
      assertThat(said).contains("invoice.published  -> 200");
      var came = receiver.came().getFirst();
      var event =
          WebhookSignature.verify(
              String.valueOf(came.headers().get("dollr-signature")), came.body(), SECRET);
      assertThat(event.type()).isEqualTo("invoice.published");
      assertThat(came.event())
          .as("the same as the API shows")
          .isEqualTo(caller.get("/v1/events/" + event.id()).ok());

      receiver.forget();
      var listening = start(List.of("listen", "--forward-to", receiver.url(), "--rounds", "60"));
      try {
        RealTime.await(
            "the event again",
            Duration.ofSeconds(40),
            () -> {
              caller.post("/v1/events/resend/" + event.id(), Map.of()).ok();
              return !receiver.came().isEmpty();
            });
        assertThat(receiver.came().getFirst().type()).isEqualTo("invoice.published");
      } finally {
        listening.destroyForcibly();
      }
    }
  }

  @Test
  void triggerReallyDoesWhatTheEventTells() throws Exception {
    var triggering = start(List.of("trigger", "invoice.paid", "--json"));
    RealTime.await(
        "the payment",
        Duration.ofSeconds(40),
        () -> {
          SERVER.settle();
          return !triggering.isAlive();
        });
    var said = output(triggering);
    assertThat(said).contains("\"type\":\"invoice.paid\"");
    assertThat(caller.get("/v1/events/list?type=invoice.paid").ok().size()).isEqualTo(1);
  }

  @Test
  void endpointsAreMadeShownChangedAndRemoved() throws Exception {
    try (var receiver = new Receiver()) {
      var made = run("webhooks", "create", receiver.url(), "--type", "invoice.*");
      assertThat(made).contains("whsec_").contains("invoice.*");
      long id = caller.get("/v1/webhooks/list").ok().get(0).get("id").longValue();
      assertThat(run("webhooks", "ping", Long.toString(id))).contains(receiver.url());
      SERVER.runDue();
      assertThat(receiver.types()).containsExactly("webhook.ping");
      assertThat(run("webhooks", "deliveries", Long.toString(id))).contains("DELIVERED");
      assertThat(run("events", "list")).contains("webhook.ping");
      assertThat(run("webhooks", "rotate-secret", Long.toString(id))).contains("whsec_");
      assertThat(run("webhooks", "delete", Long.toString(id))).contains("deleted");
      assertThat(run("webhooks", "list")).isEqualTo("none\n");
    }
  }

  @Test
  void logsShowTheMerchantsRequestsFiltered() throws Exception {
    caller.get("/v1/invoices/list").ok();
    caller.get("/v1/invoices/retrieve/999999");
    var refused = caller.post("/v1/parties/create", Map.of());
    new Flow(SERVER.caller(SERVER.newMerchant())).published();
    assertThat(run("logs", "tail", "--once").lines()).hasSize(3);
    assertThat(run("logs", "tail", "--once", "--status", "4xx").lines()).hasSize(2);
    assertThat(run("logs", "tail", "--once", "--status", "404"))
        .contains("/v1/invoices/retrieve/999999");
    assertThat(run("logs", "tail", "--once", "--path", "/parties/")).contains("422");
    var id = refused.header("X-Request-Id").orElseThrow();
    assertThat(run("logs", "tail", "--once", "--request-id", id).lines())
        .containsExactly(run("logs", "tail", "--once", "--path", "/parties/").strip());
    assertThat(caller.get("/v1/request-logs/list?status=600").errorType())
        .isEqualTo("value_error.str.regex");
  }

  private String listen(Receiver receiver, String rounds) throws Exception {
    return run(
        "listen",
        "--forward-to",
        receiver.url(),
        "--secret",
        SECRET,
        "--from",
        "0",
        "--rounds",
        rounds);
  }

  private String run(String... arguments) throws Exception {
    var process = start(List.of(arguments));
    var said = output(process);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private static String output(Process process) throws Exception {
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(30, TimeUnit.SECONDS);
    return said;
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("app.dollr.cli.Main");
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("DOLLR_"));
    builder.environment().put("DOLLR_BASE_URL", SERVER.baseUrl());
    builder.environment().put("DOLLR_CLIENT_ID", merchant.clientId());
    builder.environment().put("DOLLR_CLIENT_SECRET", merchant.clientSecret());
    return builder.start();
  }
}
