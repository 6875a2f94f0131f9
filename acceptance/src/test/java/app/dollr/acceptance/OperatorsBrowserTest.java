package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How payers see operators that take nothing at the moment, in live mode. */
class OperatorsBrowserTest {
  @RegisterExtension static final TestServer SERVER = TestServer.simulated();
  @RegisterExtension static final Pawapay PAWAPAY = Pawapay.of(SERVER);
  @RegisterExtension static final Browser BROWSER = Browser.create();
  private static final String NUMBER = "Mobile money number";
  private static final String CLOSED = "MTN MoMo is not available at the moment.";

  private String url = "";
  private String liberian = "";

  @BeforeEach
  void beAskedToPay() {
    var money = MoneyFlow.of(SERVER, SERVER.newMerchant());
    url = page(money, "RWF");
    liberian = page(money, "LRD");
  }

  private static String page(MoneyFlow money, String currency) {
    long invoice = money.invoice("10000", currency, "PAYER");
    var document = money.caller().get("/v1/invoices/retrieve/" + invoice).ok();
    var number = document.get("invoice_number").stringValue();
    return money
        .caller()
        .get("/v1/links/pay?source_type=INVOICE&source_number=" + number)
        .ok()
        .get("url")
        .stringValue();
  }

  @AfterEach
  void open() {
    become("MTN_MOMO_RWA", "OPERATIONAL");
    become("AIRTEL_RWA", "OPERATIONAL");
  }

  @Test
  void aClosedOperatorCannotBeChosenAndItsNumberIsNotSent() {
    become("MTN_MOMO_RWA", "CLOSED");
    var phone = BROWSER.phone().go(url).screenshot("1-closed").isAccessible();
    assertThat(phone.labelled("MTN MoMo not available now").isDisabled()).isTrue();
    assertThat(phone.labelled("Airtel Money").isEnabled()).isTrue();
    phone.labelled(NUMBER).fill("0783456789");
    phone.awaitText(CLOSED).screenshot("2-its-number").isAccessible();
    phone.button("Pay RWF 10,280").click();
    assertThat(phone.labelled(NUMBER).inputValue()).as("nothing was sent").isEqualTo("0783456789");
    assertThat(phone.text()).contains(CLOSED).doesNotContain("One moment");
    phone.labelled(NUMBER).fill("0733456789");
    phone.page().locator("[data-rests=no]").waitFor();
    phone.button("Pay RWF 10,280").click();
    phone.awaitText("Check your phone");
  }

  @Test
  void aNumberThatIsSentAllTheSameIsRefusedByTheOperatorsName() {
    become("MTN_MOMO_RWA", "CLOSED");
    var phone = BROWSER.open(Look.phone().withoutJavaScript()).expectError("422").go(url);
    phone.labelled(NUMBER).fill("0783456789");
    phone.button("Continue").click();
    phone.awaitText(CLOSED).screenshot("3-no-script");
    phone.labelled(NUMBER).fill("0733456789");
    phone.button("Pay RWF 10,280").click();
    phone.awaitText("Please check and confirm");
    phone.button("Pay RWF 10,280").click();
    phone.awaitText("Check your phone");
  }

  @Test
  void anOperatorThatClosesWhileThePageIsOpenIsNotAsked() {
    var phone = BROWSER.phone().expectError("422").go(url);
    phone.labelled(NUMBER).fill("0783456789");
    phone.awaitText("Pay RWF 10,280");
    become("MTN_MOMO_RWA", "CLOSED");
    phone.button("Pay RWF 10,280").click();
    phone.awaitText(CLOSED);
  }

  @Test
  void aDelayedOperatorIsSaidToBeSlowInTheReadersLanguage() {
    become("MTN_MOMO_RWA", "DELAYED");
    var phone = BROWSER.open(Look.phone().in("fr-RW")).go(url);
    phone.labelled("Numéro de mobile money").fill("0783456789");
    phone.awaitText("MTN MoMo est lent en ce moment").screenshot("4-delayed").isAccessible();
    assertThat(phone.text()).contains("pas disponible");
  }

  @Test
  void whenAllAreClosedThePageSaysSo() {
    become("MTN_MOMO_RWA", "CLOSED");
    become("AIRTEL_RWA", "CLOSED");
    var phone = BROWSER.open(Look.phone().inTheDark()).go(url);
    phone.awaitText("This cannot be paid at the moment").screenshot("5-all-closed").isAccessible();
    phone.button("Continue").click();
    assertThat(phone.text())
        .as("nothing was sent")
        .doesNotContain("Enter your mobile money number");
  }

  @Test
  void whatTheOperatorSaysToDialIsShownToWhoeverIsNotAsked() {
    var phone = BROWSER.open(Look.phone().in("fr-RW")).go(url);
    phone.labelled("Numéro de mobile money").fill("0733456129");
    phone.awaitText("Payer 10").page().locator("#pay-button").click();
    phone.awaitText("Pas de message sur votre téléphone").page().locator("summary").last().click();
    phone.awaitText("Composez *182*5*6*1#").awaitText("Choisissez le paiement en attente");
    phone.screenshot("6-asked-again").isAccessible();
  }

  @Test
  void whoHasToDialByHandIsToldSoAtOnce() {
    var phone = BROWSER.phone().go(liberian);
    phone.labelled(NUMBER).fill("0881234129");
    phone.awaitText("Pay L$").page().locator("#pay-button").click();
    phone.awaitText("Check your phone").awaitText("Dial *156#").screenshot("7-by-hand");
    phone.isAccessible();
    assertThat(phone.text()).doesNotContain("Open the message on your phone");
  }

  /** Has an operator stand like this, and the platform look. */
  private static void become(String operator, String state) {
    PAWAPAY.simulator().setOperator(operator, state);
    SERVER.clock().advance(Duration.ofMinutes(1));
    SERVER.runDue();
  }
}
