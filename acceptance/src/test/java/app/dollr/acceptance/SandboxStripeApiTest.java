package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.acceptance.Contract.Operation;
import app.dollr.acceptance.WireRequest.Place;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What stands in for Stripe is open to every browser: who does not hold a payment's secret neither
 * sees it nor moves it, and nothing that is sent breaks it.
 */
class SandboxStripeApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private static final long SEED = 20_260_302;
  private static final int REQUESTS = 60;
  private static final String INTENTS = "/sandbox/stripe/v1/payment_intents/";

  private static World world;
  private static Caller browser;

  @BeforeAll
  static void settleIn() {
    world = World.of(SERVER);
    browser = SERVER.anonymous();
  }

  static Stream<Operation> withInput() {
    return SERVER.app().routes().stream()
        .flatMap(route -> Contract.whole().find(route.name()).stream())
        .filter(Operation::standsInForStripe)
        .filter(o -> o.body().isPresent() || !o.parameters("query").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "of another", "of nothing", "short"})
  void whoHasNotThePaymentsSecretNeitherSeesNorMovesIt(String which) {
    var secret = world.cardSecret();
    var wrong =
        switch (which) {
          case "of another" -> world.cardSecret();
          case "of nothing" -> "pi_nothing_secret_nothing";
          case "short" -> secret.substring(0, secret.length() - 1);
          default -> CardFlow.id(secret) + "_secret_guessed";
        };
    long before = SERVER.fingerprint();
    var at = INTENTS + CardFlow.id(secret);
    var seen = browser.get(at + "?client_secret=" + wrong);
    var body = Map.of("client_secret", wrong, "payment_method", "pm_card_visa");
    var moved = browser.post(at + "/confirm", body);
    var ended = browser.post(at + "/confirm", Map.of("client_secret", wrong, "outcome", "fail"));
    for (var reply : List.of(seen, moved, ended)) {
      assertThat(reply.status()).as(reply.text()).isEqualTo(404);
      assertThat(error(reply).get("code").stringValue()).isEqualTo("resource_missing");
      assertThat(reply.text()).doesNotContain(secret, wrong, "amount");
    }
    var nothing = browser.get(INTENTS + "pi_nothing?client_secret=" + wrong);
    assertThat(error(nothing).get("code")).isEqualTo(error(seen).get("code"));
    assertThat(SERVER.fingerprint()).as("something was written").isEqualTo(before);
    assertThat(browser.get(at + "?client_secret=" + secret).ok().get("status").stringValue())
        .isEqualTo("requires_payment_method");
  }

  @Test
  void aMerchantsTokenOpensNothingMore() {
    var secret = world.cardSecret();
    var reply = world.caller().get(INTENTS + CardFlow.id(secret) + "?client_secret=pi_x_secret_x");
    assertThat(reply.status()).isEqualTo(404);
  }

  @ParameterizedTest
  @MethodSource("withInput")
  void whateverIsSentIsAnsweredAsStripeAnswersAndChangesNothing(Operation operation) {
    var generator = new Generator(Contract.whole(), SEED + operation.name().hashCode());
    var good = Cases.success(world, operation);
    var places = good.places().stream().filter(place -> good.at(place).isPresent()).toList();
    long before = SERVER.fingerprint();
    for (int i = 0; i < REQUESTS; i++) {
      Place place = generator.oneOf(places);
      var value = generator.anything();
      if (place.in().equals("body") || value.isValueNode()) {
        var request = good.with(place, value);
        var reply = request.send(browser);
        assertThat(reply.status()).as("%s: %s", request, reply.text()).isLessThan(500);
        if (reply.status() != 200) {
          assertThat(error(reply).get("type").asString("")).as(reply.text()).isNotEmpty();
          assertThat(error(reply).get("message").asString("")).as(reply.text()).isNotEmpty();
        } else {
          // What was put there means the same as what was there.
          assertThat(request.isWrongAt(place)).as("%s", request).isFalse();
          return;
        }
      }
    }
    assertThat(SERVER.fingerprint()).as("something was written").isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[]", "7", "nonsense", "{\"card\":{\"number\":\"4242424242424242\"}}"})
  void aBodyThatIsNoneAndANumberOfACardAreRefused(String body) {
    for (var path : List.of("payment_methods", "payment_intents/%s/confirm".formatted(id()))) {
      var reply = browser.post("/sandbox/stripe/v1/" + path, body);
      assertThat(reply.status()).as(reply.text()).isBetween(400, 499);
      assertThat(error(reply).get("type").stringValue()).isEqualTo("invalid_request_error");
      assertThat(reply.text()).doesNotContain("4242424242424242");
    }
  }

  private static String id() {
    return CardFlow.id(world.cardSecret());
  }

  private static JsonNode error(Reply reply) {
    return reply.json().get("error");
  }
}
