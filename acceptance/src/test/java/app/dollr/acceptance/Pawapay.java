package app.dollr.acceptance;

import app.dollr.simulators.pawapay.PawapaySettings;
import app.dollr.simulators.pawapay.PawapaySimulator;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/** A live server and the simulated pawaPay that it is connected to, by one clock. */
final class Pawapay implements BeforeAllCallback, AfterAllCallback {
  private static final String PATH = "/callbacks/pawapay";

  private final TestServer server;
  private final PawapaySimulator simulator;

  /** Register the {@link #server} before this. */
  Pawapay(TestServer server, PawapaySettings settings) {
    this.server = server;
    this.simulator = new PawapaySimulator(settings, server.clock());
    server
        .with("DOLLR_PAWAPAY_URL", simulator.url())
        .with("DOLLR_PAWAPAY_TOKEN", settings.token())
        .with(
            "DOLLR_PAWAPAY_METHODS",
            "MTN_MOMO_RWA=MTN_MOMO_RWA,AIRTEL_RWA=AIRTEL_RWA,MTN_MOMO_LBR=MTN_MOMO_LBR");
  }

  static Pawapay of(TestServer server) {
    return new Pawapay(server, PawapaySettings.DEFAULT);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    simulator.sendTo(URI.create(server.app().localUrl() + PATH));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    simulator.close();
  }

  PawapaySimulator simulator() {
    return simulator;
  }

  /** Lets all be sent, worked off and called back. */
  void settle() {
    server.runDue();
    simulator.deliver();
    server.runDue();
  }

  /** What pawaPay really has of a reference. */
  Map<String, ?> entry(UUID reference) {
    return simulator.book().stream()
        .filter(entry -> reference.toString().equals(entry.get("clientReference")))
        .reduce((one, other) -> {
          throw new AssertionError("two payments under " + reference);
        })
        .orElseThrow(() -> new AssertionError("pawaPay has nothing of " + reference));
  }

  /** What pawaPay would call back about a deposit that ends like this. */
  static String callback(Map<String, ?> entry, String status) {
    return """
    {"depositId":"%s","status":"%s","amount":"%s","currency":"RWF","country":"RWA",\
    "payer":{"type":"MMO","accountDetails":{"phoneNumber":"%s","provider":"%s"}},\
    "created":"2026-03-01T09:00:00Z","providerTransactionId":"1"}\
    """
        .formatted(
            entry.get("id"),
            status,
            entry.get("amount"),
            entry.get("phone"),
            entry.get("provider"));
  }

  /** A callback of any kind. */
  Reply call(String body, Map<String, String> headers) {
    return server.anonymous().send("POST", PATH, BodyPublishers.ofString(body), headers);
  }

  /** A callback that is signed as pawaPay does, over whatever it is. */
  Reply callSigned(String body) {
    return call(body, simulator.signed(body));
  }

  /** The exceptions that wait for an operator. */
  JsonNode exceptions() {
    return server.admin().get("/admin/v1/exceptions").ok();
  }
}
