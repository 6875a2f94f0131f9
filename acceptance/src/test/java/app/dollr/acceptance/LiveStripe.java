package app.dollr.acceptance;

import app.dollr.simulators.Fault;
import app.dollr.simulators.stripe.StripeKeys;
import app.dollr.simulators.stripe.StripeSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server in live mode, and the Stripe it speaks to: the simulator, over HTTP. */
final class LiveStripe implements AutoCloseable {
  static final String SECRET = "whsec_of_the_tests";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final StripeKeys KEYS =
      new StripeKeys("sk_test_of_the_tests", "pk_test_of_the_tests");

  private final TestServer server = TestServer.live();
  private final StripeSimulator stripe =
      new StripeSimulator(0, KEYS, server.clock(), Optional.empty());
  private final HttpClient http = HttpClient.newHttpClient();

  LiveStripe() {
    server
        .with("DOLLR_GATEWAYS", "simulated")
        .with("DOLLR_STRIPE_URL", stripe.url())
        .with("DOLLR_STRIPE_SECRET_KEY", KEYS.secret())
        .with("DOLLR_STRIPE_PUBLISHABLE_KEY", KEYS.publishable())
        .with("DOLLR_STRIPE_WEBHOOK_SECRETS", SECRET)
        .with("DOLLR_STRIPE_TIMEOUT", "1s");
  }

  TestServer server() {
    return server;
  }

  StripeSimulator stripe() {
    return stripe;
  }

  /** Behaves, and has webhooks sent to the server as it runs now. */
  void connect() {
    stripe.faults().clear();
    stripe.sendTo(URI.create(server.app().localUrl() + "/callbacks/stripe"), List.of(SECRET));
  }

  void fault(Fault fault) {
    stripe.faults().set(fault, 1);
  }

  /** Has Stripe tell what happened, and the server look into it. */
  void tell() {
    stripe.deliver();
    server.runDue();
  }

  /** What the payer's browser does. */
  JsonNode browser(String secret, String form) {
    var path = "/v1/payment_intents/%s/confirm".formatted(CardFlow.id(secret));
    return post(path, "client_secret=%s&%s".formatted(secret, form), KEYS.publishable());
  }

  /** What somebody does at Stripe's dashboard, or what the tests switch. */
  JsonNode post(String path, String form) {
    return post(path, form, KEYS.secret());
  }

  private JsonNode post(String path, String form, String key) {
    var request =
        HttpRequest.newBuilder(URI.create(stripe.url() + path))
            .header("Authorization", "Bearer " + key)
            .POST(BodyPublishers.ofString(form));
    try {
      return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The payments in Stripe's book for a reference. */
  List<JsonNode> payments(String reference) {
    return book("payments").stream()
        .filter(entry -> entry.at("/metadata/reference_id").asString("").equals(reference))
        .toList();
  }

  List<JsonNode> book(String page) {
    Map<String, Object> book = stripe.book();
    return JSON.<JsonNode>valueToTree(book).get(page).valueStream().toList();
  }

  @Override
  public void close() {
    stripe.close();
    http.close();
  }
}
