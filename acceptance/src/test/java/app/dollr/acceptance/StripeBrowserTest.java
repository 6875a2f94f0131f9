package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Shops that take cards with Stripe's own packages from npm, unmodified, pay in the sandbox: in a
 * real browser, from another origin, without a request to any other host.
 */
class StripeBrowserTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();
  @RegisterExtension static final Shop SHOP = new Shop(SERVER::baseUrl);
  @RegisterExtension static final Browser BROWSER = Browser.create();

  private static final String PAYS = "4242424242424242";
  private static final String CHALLENGED = "4000002760003184";
  private static final String DECLINED = "4000000000009995";

  private CardFlow cards;
  private JsonNode execution;

  @BeforeEach
  void execute() {
    cards = CardFlow.of(SERVER);
    execution = cards.collect(cards.flow().published());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "react", "react?element=payment"})
  void aCardPays(String program) {
    var window = pay(program, PAYS);
    window.awaitText("paid: succeeded");
    assertThat(status()).isEqualTo("COMPLETED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "react", "react?element=payment"})
  void aDeclineIsTold(String program) {
    var window = pay(program, DECLINED);
    window.awaitText("refused: card_declined insufficient_funds").expectError("402");
    SERVER.runDue();
    assertThat(status()).isEqualTo("FAILED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "react", "react?element=payment"})
  void aChallengeIsCompleted(String program) {
    var window = pay(program, CHALLENGED);
    challenge(window, "Complete authentication");
    window.awaitText("paid: succeeded");
    assertThat(status()).isEqualTo("COMPLETED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "react", "react?element=payment"})
  void aChallengeIsFailed(String program) {
    var window = pay(program, CHALLENGED);
    challenge(window, "Fail authentication");
    window.awaitText("refused: payment_intent_authentication_failure").expectError("402");
    SERVER.runDue();
    assertThat(status()).isEqualTo("FAILED");
  }

  @Test
  void aChallengeThatIsClosedCanBeBegunAgain() {
    var window = pay("plain", CHALLENGED);
    challenge(window, "Close without an answer");
    window.awaitText("refused: payment_intent_authentication_failure");
    assertThat(status()).isEqualTo("PROCESSING");
    window.button("Pay").click();
    challenge(window, "Complete authentication");
    window.awaitText("paid: succeeded");
    assertThat(status()).isEqualTo("COMPLETED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "react", "react?element=payment"})
  void aNumberThatIsNoTestCardIsNotSent(String program) {
    var window = pay(program, "4111111111111111");
    window.awaitText("refused: invalid_number");
    assertThat(cards.retrieve(secret()).ok().get("status").stringValue())
        .isEqualTo("requires_payment_method");
  }

  @Test
  void whatIsMissingIsTold() {
    var window = BROWSER.phone().go(SHOP.page("plain", secret()));
    window.button("Pay").click();
    window.awaitText("refused: incomplete_number");
  }

  @Test
  void aSecretThatIsNoneIsMissing() {
    var window = BROWSER.desktop().go(SHOP.page("plain", "pi_none_secret_none"));
    enter(window, PAYS);
    window.awaitText("refused: resource_missing").expectError("404");
  }

  @Test
  void theChallengeIsAccessible() {
    var window = pay("plain", CHALLENGED);
    challengeFrame(window)
        .getByText("$260.05")
        .or(challengeFrame(window).getByText("US$260.05"))
        .waitFor();
    window.screenshot("challenge");
    var page = BROWSER.phone().go(SERVER.baseUrl() + "/sandbox/stripe/challenge#" + secret());
    page.awaitText("260.05").isAccessible().screenshot("challenge-alone");
  }

  private Window pay(String program, String number) {
    var window = BROWSER.desktop().go(SHOP.page(program, secret()));
    enter(window, number);
    return window;
  }

  private static void enter(Window window, String number) {
    window.labelled("Card number").fill(number);
    window.labelled("Expiration date").fill("1234");
    window.labelled("CVC").fill("123");
    window.button("Pay").click();
  }

  private static void challenge(Window window, String choice) {
    challengeFrame(window)
        .getByRole(AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName(choice))
        .click();
  }

  private static FrameLocator challengeFrame(Window window) {
    return window.page().frameLocator("iframe[title='3-D Secure authentication']");
  }

  private String secret() {
    return execution.get("client_secret").stringValue();
  }

  private String status() {
    return cards.status(execution).get("status").stringValue();
  }
}
