package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.testing.Eventually;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A payer pays by card on the hosted page, in a real browser. */
class CardPageBrowserTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();
  @RegisterExtension static final Browser BROWSER = Browser.create();

  private static final String PAYS = "4242424242424242";
  private static final String CHALLENGED = "4000002760003184";
  private static final String DECLINED = "4000000000009995";

  private String url;

  @BeforeEach
  void createCheckout() {
    url = new Hosted(SERVER.caller()).page();
  }

  @Test
  void aCardPays() {
    var window = chooseCard(BROWSER.phone());
    window.isAccessible().screenshot("card-form");
    enter(window, PAYS);
    awaitPaid(window);
    window.isAccessible().screenshot("card-paid");
  }

  @Test
  void aDeclineIsToldAndAnotherCardPays() {
    var window = chooseCard(BROWSER.phone());
    window.expectError("402");
    enter(window, DECLINED);
    window.awaitText("Your card has insufficient funds.");
    SERVER.runDue();
    window.page().locator("main[data-stage=OPEN]").waitFor();
    window.isAccessible().screenshot("card-declined");
    assertThat(window.text()).contains("insufficient funds");
    pressCard(window);
    enter(window, PAYS);
    awaitPaid(window);
  }

  @Test
  void aChallengeIsPassed() {
    var window = chooseCard(BROWSER.phone());
    enter(window, CHALLENGED);
    answer(window, "Complete authentication");
    awaitPaid(window);
  }

  @Test
  void aChallengeThatIsFailedFailsThePaymentAndItCanBeTriedAgain() {
    var window = chooseCard(BROWSER.desktop());
    window.expectError("402");
    enter(window, CHALLENGED);
    challenge(window).getByText("Is this you?").waitFor();
    window.screenshot("card-challenge");
    answer(window, "Fail authentication");
    window.awaitText("We are unable to authenticate");
    SERVER.runDue();
    window.page().locator("main[data-stage=OPEN]").waitFor();
    pressCard(window);
    enter(window, PAYS);
    awaitPaid(window);
  }

  @Test
  void aChallengeThatIsClosedCanBeTakenUpAgain() {
    var window = chooseCard(BROWSER.phone());
    enter(window, CHALLENGED);
    answer(window, "Close without an answer");
    window.awaitText("We are unable to authenticate");
    window.page().locator(".card-form button").click();
    answer(window, "Complete authentication");
    awaitPaid(window);
  }

  @Test
  void anAbandonedCardIsCalledOffWithTheSession() {
    var window = chooseCard(BROWSER.phone());
    enter(window, CHALLENGED);
    answer(window, "Close without an answer");
    SERVER.clock().advance(Duration.ofMinutes(31));
    SERVER.runDue();
    window.go(url);
    window.page().locator("main[data-stage=OPEN]").waitFor();
    assertThat(window.text()).contains("It was not finished in time.");
  }

  @Test
  void aPayerMayPayAnotherWayInstead() {
    var window = chooseCard(BROWSER.phone());
    window.button("Pay another way").click();
    window.page().locator("main[data-stage=OPEN]").waitFor();
    assertThat(window.page().locator("#way-mobile").count()).isOne();
  }

  @Test
  void aNumberThatIsNoTestCardIsToldAndNotSent() {
    var window = chooseCard(BROWSER.phone());
    enter(window, "4111111111111111");
    window.awaitText("published test cards only");
    assertThat(window.page().locator("main").getAttribute("data-stage")).isEqualTo("WAITING");
  }

  @Test
  void aReloadInTheMiddleShowsTheFormAgain() {
    var window = chooseCard(BROWSER.phone());
    window.page().reload();
    enter(window, PAYS);
    awaitPaid(window);
  }

  @Test
  void itSpeaksFrench() {
    var window = BROWSER.open(Look.phone().in("fr-FR")).go(url);
    pressCard(window);
    window.awaitText("Saisissez votre carte").isAccessible().screenshot("card-form-fr");
    window.page().setViewportSize(1280, 860);
    window.isAccessible().screenshot("card-form-desktop");
    window.labelled("Numéro de carte").last().fill("4242");
    window.labelled("Date d'expiration").last().focus();
    window.awaitText("Le numéro de votre carte est incomplet.").screenshot("card-incomplete-fr");
    window.labelled("Numéro de carte").last().fill(CHALLENGED);
    window.labelled("Date d'expiration").last().fill("1234");
    window.labelled("CVC").fill("123");
    window.page().locator(".card-form button").click();
    var bank = window.page().frameLocator("iframe[title='Authentification 3-D Secure']");
    bank.getByText("Est-ce bien vous ?").waitFor();
    window.screenshot("card-challenge-fr");
    bank.getByText("Confirmer l’authentification").click();
    awaitPaid(window);
  }

  private Window chooseCard(Window window) {
    window.go(url);
    pressCard(window);
    return window;
  }

  private static void pressCard(Window window) {
    window.page().locator("label:has(#way-card)").click();
    window.page().locator("#pay-button").click();
    var form = window.page().locator(".card-form");
    var review = window.page().locator("#pay-button");
    form.or(review.and(window.page().locator("[autofocus]"))).first().waitFor();
    if (form.count() == 0) {
      review.click();
    }
    window.page().locator(".card-form button:enabled").waitFor();
  }

  private static void enter(Window window, String number) {
    window.labelled("Card number").last().fill(number);
    window.page().getByLabel("Expiration date").last().fill("1234");
    window.page().getByLabel("CVC").last().fill("123");
    window.page().locator(".card-form button").click();
  }

  private static void answer(Window window, String choice) {
    challenge(window)
        .getByRole(AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName(choice))
        .click();
  }

  private static FrameLocator challenge(Window window) {
    return window.page().frameLocator("iframe[title='3-D Secure authentication']");
  }

  private static void awaitPaid(Window window) {
    var paid = window.page().locator("main[data-stage=PAID]");
    Eventually.holds(
        "it is paid",
        () -> {
          SERVER.runDue();
          return paid.count() == 1;
        });
  }
}
