package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where real money moves there is no sandbox; and what has no gateway is not available. */
class LiveModeApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.live();

  private CardFlow cards;

  @BeforeEach
  void beANewMerchant() {
    var flow = new Flow(SERVER.caller(SERVER.newMerchant()));
    cards = new CardFlow(flow, SERVER.anonymous());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sandbox/stripe.js",
        "/sandbox/stripe/challenge",
        "/sandbox/stripe/challenge.js",
        "/sandbox/stripe/challenge.css",
        "/sandbox/stripe/v1/payment_methods",
        "/sandbox/stripe/v1/payment_intents/pi_1?client_secret=x"
      })
  void noRouteOfTheSandboxExists(String path) {
    SERVER.anonymous().get(path).isError(404, "Not Found");
    assertThat(SERVER.app().routes()).noneMatch(route -> route.path().startsWith("/sandbox"));
  }

  @Test
  void theOperatorHasNoSandboxEither() {
    SERVER.admin().get("/admin/v1/sandbox/faults").isError(404, "Not Found");
  }

  @Test
  void cardsAreUnavailableUntilStripeIsConfigured() {
    var flow = cards.flow();
    cards
        .collect(
            flow.session(flow.published()),
            cards.account(),
            UUID.randomUUID(),
            Optional.of("pm_card_visa"))
        .isRefused("body.payment_account_id", "value_error.method.unavailable");
    flow.caller()
        .get(
            "/v1/predictions/card-provider-info?payment_method_id=pm_card_visa"
                + "&operation_type=COLLECTION")
        .isRefused("query.payment_method_id", "value_error.method.unavailable");
  }
}
