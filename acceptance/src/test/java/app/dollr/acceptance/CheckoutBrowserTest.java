package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckoutBrowserTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();
  @RegisterExtension static final Browser BROWSER = Browser.create();
  private static final String NUMBER = "Mobile money number";
  private static final int MOST_BYTES = 50_000;

  private Hosted hosted;

  @BeforeEach
  void signIn() {
    hosted = new Hosted(SERVER.caller());
  }

  @Test
  void aPayerPaysOnAPhone() {
    var url = hosted.page();
    var phone = BROWSER.phone().go(url).screenshot("1-first-view").isAccessible();
    phone.labelled(NUMBER).fill("077 123 4567");
    phone.awaitText("Pay US$257.50").screenshot("2-operator-told").isAccessible();
    assertThat(phone.labelled("Orange Money").isChecked()).isTrue();
    phone.labelled("Liberian Dollar").check();
    phone.awaitText("Pay L$49,637.50").screenshot("3-in-liberian-dollars");
    phone.button("Pay L$49,637.50").click();
    phone.awaitText("Check your phone").screenshot("4-waiting").isAccessible();
    SERVER.settle();
    phone.awaitText("Payment complete").screenshot("5-paid").isAccessible();
    phone.link("See your receipt").click();
    phone.awaitText("Transaction of the operator").screenshot("6-receipt").isAccessible();
    assertThat(phone.text()).contains("L$49,637.50", "••• 567").doesNotContain("1234567");
  }

  @ParameterizedTest
  @CsvSource({
    "019, a limit of its operator",
    "029, no wallet with Orange Money",
    "039, not approved on the phone",
    "049, not enough money",
    "069, did not say why"
  })
  void aFailureIsExplainedAndTriedAgain(String suffix, String why) {
    var phone = BROWSER.phone().go(hosted.page());
    pay(phone, "0771234" + suffix);
    SERVER.settle();
    phone.awaitText("did not go through").awaitText(why).screenshot("failed-" + suffix);
    phone.isAccessible();
    assertThat(phone.text()).contains("You have not been charged.", "Earlier attempts (1)");
    assertThat(phone.labelled(NUMBER).inputValue()).isEqualTo("0771234" + suffix);
    pay(phone, "0771234567");
    SERVER.settle();
    phone.awaitText("Payment complete");
  }

  @Test
  void ofTwoTabsOnlyOnePays() {
    var one = BROWSER.phone().go(hosted.page());
    var two = one.tab().go(one.page().url());
    for (var tab : List.of(one, two)) {
      tab.labelled(NUMBER).fill("0771234567");
      tab.awaitText("Pay US$257.50");
    }
    one.button("Pay US$257.50").click();
    one.awaitText("Check your phone");
    two.button("Pay US$257.50").click();
    two.awaitText("Check your phone");
    SERVER.settle();
    one.awaitText("Payment complete");
    two.awaitText("Payment complete");
  }

  @Test
  void withoutJavaScriptThePayerSeesTheAmountFirst() {
    var phone = BROWSER.open(Look.phone().withoutJavaScript()).go(hosted.page());
    phone.labelled(NUMBER).fill("0881234567");
    phone.button("Continue").click();
    phone.awaitText("Please check and confirm").screenshot("no-script-review");
    assertThat(phone.labelled("MTN MoMo").isChecked()).isTrue();
    phone.button("Pay US$256.88").click();
    phone.awaitText("Check your phone").screenshot("no-script-waiting");
    SERVER.settle();
    phone.link("Check again").click();
    phone.awaitText("Payment complete");
    phone.link("See your receipt").click();
    phone.awaitText("US$256.88").screenshot("no-script-receipt");
  }

  @Test
  void aMissingOrWrongNumberIsSaidBesideIt() {
    var phone = BROWSER.phone().expectError("422").go(hosted.page());
    phone.button("Continue").click();
    phone.awaitText("Enter your mobile money number.").isAccessible();
    phone.labelled(NUMBER).fill("12");
    phone.button("Continue").click();
    phone.awaitText("This number does not look right.").screenshot("wrong-number").isAccessible();
  }

  @Test
  void anAmountThatWasShownTooLongAgoIsShownAnew() {
    var phone = BROWSER.phone().go(hosted.page());
    phone.labelled(NUMBER).fill("0771234567");
    phone.awaitText("Pay US$257.50");
    SERVER.clock().advance(Duration.ofMinutes(31));
    phone.button("Pay US$257.50").click();
    phone.awaitText("Please check and confirm").screenshot("review").isAccessible();
    phone.button("Pay US$257.50").click();
    phone.awaitText("Check your phone");
    SERVER.settle();
    phone.awaitText("Payment complete");
  }

  @Test
  void itIsFrenchForWhoeverReadsFrenchOrAsksForIt() {
    var url = hosted.page();
    var french = BROWSER.open(Look.phone().in("fr-FR")).go(url).screenshot("french").isAccessible();
    assertThat(french.heading()).startsWith("Payer ");
    assertThat(french.text()).contains("250,00");
    french.link("English").click();
    french.awaitText(NUMBER);
    french.labelled(NUMBER).fill("0771234567");
    french.awaitText("Pay US$257.50");
    assertThat(french.page().url()).endsWith("?lang=en");
  }

  @Test
  void itLooksRightInTheDarkOnEveryScreen() {
    var url = hosted.page();
    BROWSER.open(Look.phone().inTheDark()).go(url).screenshot("dark-phone").isAccessible();
    BROWSER.open(Look.desktop().inTheDark()).go(url).screenshot("dark-desktop").isAccessible();
    BROWSER.desktop().go(url).screenshot("desktop").isAccessible();
    BROWSER.open(Look.desktop().enlarged()).go(url).screenshot("enlarged").isAccessible();
    BROWSER.open(Look.narrow()).go(url).screenshot("narrow").isAccessible();
  }

  @Test
  void itCanBePaidWithTheKeyboardAlone() {
    var window = BROWSER.desktop().go(hosted.page());
    var keys = window.page().keyboard();
    window.labelled(NUMBER).focus();
    keys.type("0771234567");
    window.awaitText("Pay US$257.50");
    keys.press("Enter");
    window.awaitText("Check your phone");
    SERVER.settle();
    window.awaitText("Payment complete");
  }

  @Test
  void reloadingAndGoingBackTellHowItStands() {
    var phone = BROWSER.phone().go(hosted.page());
    pay(phone, "0771234567");
    phone.page().reload();
    phone.awaitText("Check your phone");
    SERVER.settle();
    phone.awaitText("Payment complete");
    phone.link("See your receipt").click();
    phone.awaitText("Transaction of the operator");
    phone.page().goBack();
    phone.awaitText("Payment complete");
    assertThat(phone.text()).contains("paid already");
  }

  @Test
  void itIsToldOfTheEndAfterTheServerWasRestarted() {
    var phone = BROWSER.phone().expectError("").go(hosted.page());
    pay(phone, "0771234567");
    SERVER.restart();
    SERVER.settle();
    phone.awaitText("Payment complete");
  }

  @Test
  void itWaitsThroughARestartAndHearsOfAFailureToo() {
    var phone = BROWSER.phone().expectError("").go(hosted.page());
    pay(phone, "0771234039");
    SERVER.restart();
    phone.awaitText("Check your phone");
    SERVER.settle();
    phone.awaitText("did not go through");
    pay(phone, "0771234567");
    SERVER.settle();
    phone.awaitText("Payment complete");
  }

  @Test
  void whoeverGuessesIsAskedToWait() {
    for (int guess = 0; guess < 30; guess++) {
      SERVER.anonymous().get("/pay/" + "y".repeat(32));
    }
    var slow = BROWSER.phone().expectError("429").go(SERVER.baseUrl() + "/pay/" + "y".repeat(32));
    assertThat(slow.screenshot("slow").isAccessible().heading()).isEqualTo("Too many tries");
    SERVER.clock().advance(Duration.ofMinutes(1));
  }

  @Test
  void aFormThatNoPageOfOursHasIsRefusedInWords() {
    var phone = BROWSER.phone().expectError("422").go(hosted.page());
    phone.page().evaluate("document.querySelector('[name=ticket]').value = 'x'.repeat(1001)");
    phone.page().evaluate("document.getElementById('pay').submit()");
    phone.awaitText("Something went wrong").screenshot("wrong").isAccessible();
    assertThat(phone.text()).contains("Nothing has been paid.");
  }

  @Test
  void aLinkLimitedToOneOperatorOffersNoOther() {
    var url = hosted.page() + "?paymentMethods=ORANGE_MONEY_LBR";
    var phone = BROWSER.phone().go(url).isAccessible().screenshot("limited");
    assertThat(phone.page().locator("[name=method]").count()).isOne();
    assertThat(phone.page().locator("[name=way]").count()).isZero();
    pay(phone, "0771234567");
    SERVER.settle();
    phone.awaitText("Payment complete");
    var none = BROWSER.phone().go(hosted.page() + "?paymentMethods=WALLET");
    none.awaitText("This cannot be paid here").isAccessible().screenshot("no-way");
  }

  @Test
  void thePayerReturnsToTheMerchant() {
    var checkout = hosted.create(SERVER.baseUrl());
    var phone = BROWSER.phone().expectError("favicon.ico").go(checkout.get("url").stringValue());
    var cancel = phone.link("Cancel and return").getAttribute("href");
    pay(phone, "0771234567");
    SERVER.settle();
    phone.awaitText("Payment complete");
    var back = phone.link("Return to").getAttribute("href");
    var added =
        "source_id=%s&source_type=INVOICE&source_number=%s&reference_id=cart+7%%2F%%C3%%A4"
            .formatted(
                checkout.get("source_id").asString(), checkout.get("source_number").stringValue());
    assertThat(back)
        .isEqualTo(SERVER.baseUrl() + "/health/ready?cart=7&utm=caf%C3%A9&" + added + "#thanks");
    assertThat(cancel).isEqualTo(SERVER.baseUrl() + Hosted.CANCEL + "&" + added);
    phone.expectError("favicon.ico").link("Return to").click();
    phone.page().waitForURL(target -> target.contains("/health/ready"));
  }

  @Test
  void whatCannotBePaidSaysSo() {
    var caller = SERVER.caller();
    var checkout = hosted.create(Hosted.body());
    caller.delete("/v1/invoices/cancel/" + checkout.get("source_id").longValue()).ok();
    var canceled = BROWSER.phone().expectError("410").go(checkout.get("url").stringValue());
    assertThat(canceled.screenshot("canceled").isAccessible().heading())
        .isEqualTo("This was cancelled");
    var late = hosted.page();
    SERVER.clock().advance(Duration.ofHours(25));
    var expired = BROWSER.phone().expectError("410").go(late);
    assertThat(expired.screenshot("expired").isAccessible().heading())
        .isEqualTo("This link has expired");
    var unknown = BROWSER.phone().expectError("404").go(SERVER.baseUrl() + "/pay/nonsense");
    assertThat(unknown.screenshot("unknown").isAccessible().heading())
        .isEqualTo("We do not know this page");
  }

  @Test
  void aMerchantsColourAndLogoAreOnItsPages() {
    var look = "/admin/v1/merchants/%d/look".formatted(SERVER.merchant().id());
    SERVER.admin().post(look, Map.of("colour", "#ffd400")).ok();
    var url = hosted.page();
    BROWSER.phone().go(url).screenshot("branded").isAccessible();
    BROWSER.open(Look.desktop().inTheDark()).go(url).screenshot("branded-dark").isAccessible();
  }

  @Test
  void theFirstViewIsLight() {
    var window = BROWSER.phone();
    List<Response> responses = new CopyOnWriteArrayList<>();
    window.page().onResponse(responses::add);
    window.go(hosted.page());
    long bytes =
        responses.stream().mapToLong(response -> response.request().sizes().responseBodySize).sum();
    assertThat(bytes).isLessThan(MOST_BYTES);
  }

  private static void pay(Window window, String number) {
    window.labelled(NUMBER).fill(number);
    window.awaitText("Pay US$257.50");
    window.button("Pay US$257.50").click();
    window.awaitText("Check your phone");
  }
}
