package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.simulators.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Mobile money in live mode, through the real adapter and over HTTP, to a simulated pawaPay. */
class PawapayApiTest {
  private static final int HASTE = 10;

  @RegisterExtension
  static final TestServer SERVER =
      TestServer.simulated().with("DOLLR_SANDBOX_HASTE", Integer.toString(HASTE));

  @RegisterExtension static final Pawapay PAWAPAY = Pawapay.of(SERVER);

  private MoneyFlow money;

  @BeforeEach
  void beANewMerchant() {
    var merchant = SERVER.newMerchant();
    SERVER.fund(merchant, "RWF", "1000000");
    money = MoneyFlow.of(SERVER, merchant);
  }

  /** Whatever a test has broken is whole again, and was left alone long enough. */
  @AfterEach
  void mend() {
    PAWAPAY.simulator().faults().clear();
    operators("MTN_MOMO_RWA", "OPERATIONAL");
    SERVER.clock().advance(Duration.ofMinutes(2));
    PAWAPAY.settle();
    SERVER.clock().advance(Duration.ofMinutes(2));
    PAWAPAY.settle();
  }

  /**
   * A number and what comes of it.
   *
   * @param message what the payer or the merchant is told; empty for none
   */
  private record Row(String method, String phone, String status, String message) {
    static Row of(String method, String phone, String status, String message) {
      return new Row(method, phone, status, message);
    }
  }

  private static final String LIMIT = "The payer has reached a limit of their wallet.";
  private static final String NO_WALLET = "The phone number has no wallet with this operator.";
  private static final String NOT_APPROVED = "The payer did not approve the payment.";
  private static final String TOO_LITTLE = "The payer has too little money in their wallet.";
  private static final String UNSAID = "The operator did not say why it failed.";

  private static final List<Row> COLLECTIONS =
      List.of(
          Row.of("MTN_MOMO_RWA", "250783456789", "COMPLETED", ""),
          Row.of("MTN_MOMO_RWA", "250783456019", "FAILED", LIMIT),
          Row.of("MTN_MOMO_RWA", "250783456029", "FAILED", NO_WALLET),
          Row.of("MTN_MOMO_RWA", "250783456039", "FAILED", NOT_APPROVED),
          Row.of("MTN_MOMO_RWA", "250783456049", "FAILED", TOO_LITTLE),
          Row.of("MTN_MOMO_RWA", "250783456069", "FAILED", UNSAID),
          Row.of("MTN_MOMO_RWA", "250783456129", "PROCESSING", ""),
          Row.of("AIRTEL_RWA", "250733456789", "COMPLETED", ""),
          Row.of("AIRTEL_RWA", "250733456049", "FAILED", TOO_LITTLE),
          Row.of("AIRTEL_RWA", "250733456039", "FAILED", NOT_APPROVED),
          Row.of("AIRTEL_RWA", "250733456069", "FAILED", UNSAID),
          Row.of("AIRTEL_RWA", "250733456129", "PROCESSING", ""),
          Row.of("MTN_MOMO_LBR", "231881234789", "COMPLETED", ""),
          Row.of("MTN_MOMO_LBR", "231881234039", "FAILED", NOT_APPROVED));

  private static final List<Row> PAYOUTS =
      List.of(
          Row.of("MTN_MOMO_RWA", "250783456789", "COMPLETED", ""),
          Row.of("MTN_MOMO_RWA", "250783456089", "FAILED", NO_WALLET),
          Row.of(
              "MTN_MOMO_RWA",
              "250783456099",
              "FAILED",
              "The recipient's wallet cannot hold as much."),
          Row.of("MTN_MOMO_RWA", "250783456109", "FAILED", "The recipient has reached a limit."),
          Row.of("MTN_MOMO_RWA", "250783456119", "FAILED", UNSAID),
          Row.of("AIRTEL_RWA", "250733456789", "COMPLETED", ""),
          Row.of("AIRTEL_RWA", "250733456089", "FAILED", NO_WALLET),
          Row.of("AIRTEL_RWA", "250733456129", "PROCESSING", ""));

  private static final Map<String, String> STANDING =
      Map.of("COMPLETED", "PAID", "FAILED", "ACTIVE", "PROCESSING", "PROCESSING");

  @Test
  void everyCollectionEndsAsItsNumberSays() {
    Map<Row, Long> invoices = new LinkedHashMap<>();
    Map<Row, UUID> references = new LinkedHashMap<>();
    for (var row : COLLECTIONS) {
      var currency = row.method().endsWith("RWA") ? "RWF" : "LRD";
      invoices.put(row, money.invoice("10000", currency, "PAYER"));
      references.put(row, collect(invoices.get(row), row.method(), row.phone(), currency));
    }
    PAWAPAY.settle();
    references.forEach((row, reference) -> {
      holds(row, money.status("collection", reference), reference);
      assertThat(money.flow().standing(invoices.get(row)))
          .as("%s", row)
          .isEqualTo(STANDING.get(row.status()));
    });
  }

  @Test
  void everyPayoutEndsAsItsNumberSays() {
    Map<Row, UUID> references = new LinkedHashMap<>();
    PAYOUTS.forEach(row -> references.put(row, payOut(row.method(), row.phone(), "10000")));
    PAWAPAY.settle();
    references.forEach(
        (row, reference) -> holds(row, money.status("payout", reference), reference));
    assertThat(money.balance("RWF")).as("after three that were not refused").isEqualTo("969550");
    assertThat(money.reserved("RWF")).as("of one that waits").isEqualTo("10150");
  }

  private static void holds(Row row, JsonNode execution, UUID reference) {
    assertThat(execution.get("status").stringValue()).as("%s", row).isEqualTo(row.status());
    assertThat(execution.get("gateway_message").asString(""))
        .as("%s", row)
        .isEqualTo(row.message());
    var entry = PAWAPAY.entry(reference);
    assertThat(entry.get("phone")).isEqualTo(row.phone());
    assertThat(entry.get("provider")).isEqualTo(row.method());
    if (row.status().equals("COMPLETED")) {
      assertThat(execution.get("provider_transaction_id").stringValue())
          .isEqualTo(entry.get("transaction"));
    }
  }

  @Test
  void aRefundGoesBackToWhoPaid() {
    var paid = collect("250783456789");
    PAWAPAY.settle();
    long payment = money.status("collection", paid).get("payment_intent_id").longValue();
    var reference = UUID.randomUUID();
    money.refund(money.refundSession(payment, "4000").id(), reference).ok();
    PAWAPAY.settle();
    assertThat(money.status("refund", reference).get("status").stringValue())
        .isEqualTo("COMPLETED");
    assertThat(PAWAPAY.entry(reference).get("deposit")).isEqualTo(PAWAPAY.entry(paid).get("id"));
    assertThat(PAWAPAY.entry(reference).get("amount")).isEqualTo("4000");
  }

  @Test
  void whatNobodyCallsBackAboutIsAskedFor() {
    PAWAPAY.simulator().faults().set(Fault.CALLBACK_LOST, 1);
    var reference = collect("250783456789");
    PAWAPAY.settle();
    assertThat(status(reference)).isEqualTo("PROCESSING");
    SERVER.clock().advance(Duration.ofSeconds(30));
    SERVER.runDue();
    assertThat(status(reference)).isEqualTo("COMPLETED");
  }

  @Test
  void whatWaitsIsAskedForUntilItIsDecided() {
    var reference = collect("250783456129");
    PAWAPAY.settle();
    for (int look = 0; look < 5; look++) {
      SERVER.clock().advance(Duration.ofMinutes(5));
      PAWAPAY.settle();
      assertThat(status(reference)).isEqualTo("PROCESSING");
    }
    PAWAPAY.simulator().resolve(String.valueOf(PAWAPAY.entry(reference).get("id")), false);
    PAWAPAY.settle();
    assertThat(status(reference)).isEqualTo("FAILED");
  }

  /** Each way in which a call or a callback can go wrong, by its name. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "LATENCY",
        "RESET_BEFORE",
        "RESET_AFTER",
        "HALF_OPEN",
        "ERROR_BEFORE",
        "ERROR_AFTER",
        "GARBAGE",
        "UNKNOWN_STATUS",
        "CALLBACK_TWICE",
        "CALLBACK_REORDERED",
        "CALLBACK_LATE",
        "CALLBACK_LOST",
        "CALLBACK_FORGED",
        "CALLBACK_ALTERED",
        "CALLBACK_UNSIGNED"
      })
  void noFaultLosesOrDoublesAPayment(Fault fault) {
    PAWAPAY.simulator().faults().set(fault, 1);
    var reference = collect("250783456789");
    for (int look = 0; look < 4; look++) {
      PAWAPAY.settle();
      SERVER.clock().advance(Duration.ofSeconds(45));
    }
    PAWAPAY.settle();
    assertThat(status(reference)).isEqualTo("COMPLETED");
    assertThat(PAWAPAY.entry(reference).get("status")).isEqualTo("COMPLETED");
    assertThat(money.balance("RWF")).isEqualTo("1010000");
    assertThat(PAWAPAY.exceptions().valueStream())
        .noneMatch(e -> e.get("reference_id").stringValue().equals(reference.toString()));
  }

  @Test
  void anotherAmountIsHeldForAnOperator() {
    PAWAPAY.simulator().faults().set(Fault.OTHER_AMOUNT, 1);
    var reference = collect("250783456789");
    PAWAPAY.settle();
    assertThat(status(reference)).isEqualTo("PROCESSING");
    assertThat(money.balance("RWF")).isEqualTo("1000000");
    assertThat(exception(reference).get("kind").stringValue()).isEqualTo("OTHER_AMOUNT");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"phoneNumber\":\"250783456129\"', '\"phoneNumber\":\"250783456788\"', phone number",
    "'\"provider\":\"MTN_MOMO_RWA\"', '\"provider\":\"AIRTEL_RWA\"', provider"
  })
  void moneyOfSomebodyElseIsHeldForAnOperator(String what, String other, String named) {
    var reference = collect("250783456129");
    PAWAPAY.settle();
    PAWAPAY.callSigned(callback(reference, "COMPLETED").replace(what, other)).ok();
    assertThat(status(reference)).isEqualTo("PROCESSING");
    assertThat(money.balance("RWF")).isEqualTo("1000000");
    assertThat(exception(reference).get("said").stringValue())
        .contains("the %s is another".formatted(named));
  }

  @Test
  void aCallbackWithoutSignatureIsRefused() {
    var reference = collect("250783456129");
    PAWAPAY.settle();
    var refused =
        PAWAPAY.call(callback(reference, "COMPLETED"), Map.of("Content-Type", "application/json"));
    refused.isError(400, "The callback is not signed by the gateway, or is too old");
    assertThat(refused.json().get("code").stringValue()).isEqualTo("callback_unsigned");
    assertThat(status(reference)).isEqualTo("PROCESSING");
    assertThat(SERVER.admin().get("/metrics").text())
        .containsPattern("dollr_gateway_callbacks_total\\{[^}]*\"refused\"[^}]*}");
  }

  @Test
  void aLateSuccessDoesNotChangeWhatIsFinal() {
    var reference = collect("250783456039");
    PAWAPAY.settle();
    PAWAPAY.callSigned(callback(reference, "COMPLETED")).ok();
    assertThat(status(reference)).isEqualTo("FAILED");
    assertThat(exception(reference).get("kind").stringValue()).isEqualTo("LATE_SUCCESS");
  }

  @Test
  void whatAnOperatorTakesIsDiscovered() {
    money
        .predict("COLLECTION", "MTN_MOMO_LBR", "3000000", "LRD", "LRD", "PAYEE")
        .isRefused("query.base_amount", "value_error.amount.too_large");
    money
        .predict("COLLECTION", "MTN_MOMO_LBR", "9", "LRD", "LRD", "PAYEE")
        .isRefused("query.base_amount", "value_error.amount.too_small");
  }

  @Test
  void aPayoutOutsideWhatTheOperatorTakesIsRefusedByItsField() {
    long account = money.account("PAYOUT", "AIRTEL_RWA", "250733456789");
    var small = money.payoutSession(account, "99", "RWF");
    small.isRefused("body.amount", "value_error.amount.too_small");
    assertThat(small.text()).contains("AIRTEL_RWA takes at least RWF 100");
    var large = money.payoutSession(account, "1500001", "RWF");
    large.isRefused("body.amount", "value_error.amount.too_large");
    assertThat(large.text()).contains("AIRTEL_RWA takes at most RWF 1500000");
  }

  @Test
  void aMethodThatIsNotMappedIsNotAvailable() {
    money
        .predict("COLLECTION", "ORANGE_MONEY_LBR", "10", "USD", "USD", "PAYER")
        .isRefused("query.payment_method", "value_error.method.unavailable");
  }

  @Test
  void aGatewayThatDoesNotAnswerIsLeftAloneAndComesBackByTheClock() {
    PAWAPAY.simulator().faults().set(Fault.ERROR_BEFORE, 1000);
    UUID last = UUID.randomUUID();
    for (int payment = 0; payment < 10; payment++) {
      last = collect("250783456789");
      SERVER.runDue();
    }
    long session = money.flow().session(money.invoice("10000", "RWF", "PAYER"));
    long account = money.account("MTN_MOMO_RWA", "250783456789");
    var refused = money.collect(session, account, "RWF", UUID.randomUUID());
    refused.isRefused("body.payment_account_id", "value_error.method.unavailable");
    assertThat(refused.text()).contains("pawapay does not answer at the moment");
    var health = SERVER.anonymous().get("/health").ok();
    assertThat(health.get("status").stringValue()).isEqualTo("impaired");
    assertThat(health.get("gateways").get(0).get("condition").stringValue()).isEqualTo("down");
    PAWAPAY.simulator().faults().clear();
    SERVER.clock().advance(Duration.ofSeconds(11));
    money.collect(session, account, "RWF", UUID.randomUUID()).ok();
    for (int look = 0; look < 4; look++) {
      PAWAPAY.settle();
      SERVER.clock().advance(Duration.ofSeconds(10));
    }
    PAWAPAY.settle();
    assertThat(status(last)).isEqualTo("COMPLETED");
    assertThat(SERVER.anonymous().get("/health").ok().get("status").stringValue())
        .isEqualTo("well");
  }

  @Test
  void aKeyThatIsNewIsFetchedOnce() {
    PAWAPAY.simulator().rotateKey();
    SERVER.clock().advance(Duration.ofMinutes(2));
    var reference = collect("250783456789");
    PAWAPAY.settle();
    assertThat(status(reference)).isEqualTo("COMPLETED");
  }

  @Test
  void thePayPageShowsWhatTheOperatorSaysToDial() {
    long invoice = money.invoice("10000", "RWF", "PAYER");
    var retrieved = money.caller().get("/v1/invoices/retrieve/" + invoice).ok();
    var number = retrieved.get("invoice_number").stringValue();
    var link = money.caller().get("/v1/links/pay?source_type=INVOICE&source_number=" + number).ok();
    collect(invoice, "AIRTEL_RWA", "250733456129", "RWF");
    PAWAPAY.settle();
    var url = link.get("url").stringValue();
    var page = SERVER.anonymous().get(url.substring(url.indexOf("/pay/"))).text();
    assertThat(page).contains("Dial *182*5*6*1#").doesNotContain("*182*7*1#");
  }

  @Test
  void theDoctorFindsNothingWrong() {
    var report = SERVER.admin().get("/admin/v1/doctor").ok();
    assertThat(report.get("checks").valueStream().map(check -> check.get("name").stringValue()))
        .containsExactly(
            "database.migrations",
            "public-url",
            "gateways",
            "pawapay.credentials",
            "pawapay.clock",
            "pawapay.method.MTN_MOMO_LBR",
            "pawapay.method.AIRTEL_RWA",
            "pawapay.method.MTN_MOMO_RWA",
            "pawapay.callback-url",
            "pawapay.signatures");
    assertThat(report.get("checks").valueStream())
        .filteredOn(check -> !check.get("passed").booleanValue())
        .as("the test's clock stands still, elsewhere; all else is right")
        .extracting(check -> check.get("name").stringValue())
        .containsExactly("pawapay.clock");
  }

  @Test
  void theDoctorSaysWhatToDo() {
    operators("MTN_MOMO_RWA", "CLOSED");
    PAWAPAY.simulator().faults().set(Fault.GARBAGE, 1);
    var unreachable = Cli.ofOperator(SERVER);
    assertThat(unreachable.run("doctor")).isEqualTo(11);
    assertThat(unreachable.out())
        .contains("WRONG  pawapay.credentials: pawaPay is out of reach")
        .contains("see that DOLLR_PAWAPAY_URL is right");
    var closed = Cli.ofOperator(SERVER);
    assertThat(closed.run("doctor")).isEqualTo(11);
    assertThat(closed.out())
        .contains("ok     database.migrations")
        .contains("WRONG  pawapay.method.MTN_MOMO_RWA: MTN_MOMO_RWA is closed at the moment");
  }

  private UUID collect(String phone) {
    return collect(money.invoice("10000", "RWF", "PAYER"), "MTN_MOMO_RWA", phone, "RWF");
  }

  private UUID collect(long invoice, String method, String phone, String currency) {
    var reference = UUID.randomUUID();
    money
        .collect(money.flow().session(invoice), money.account(method, phone), currency, reference)
        .ok();
    return reference;
  }

  private UUID payOut(String method, String phone, String amount) {
    long account = money.account("PAYOUT", method, phone);
    var reference = UUID.randomUUID();
    money.payOut(money.payoutSession(account, amount, "RWF").id(), account, reference).ok();
    return reference;
  }

  private String status(UUID reference) {
    return money.status("collection", reference).get("status").stringValue();
  }

  private static String callback(UUID reference, String status) {
    return Pawapay.callback(PAWAPAY.entry(reference), status);
  }

  private static JsonNode exception(UUID reference) {
    return PAWAPAY
        .exceptions()
        .valueStream()
        .filter(e -> e.get("reference_id").stringValue().equals(reference.toString()))
        .findFirst()
        .orElseThrow();
  }

  /** Says of an operator, at pawaPay, how it stands with it. */
  private static void operators(String provider, String status) {
    PAWAPAY.simulator().setOperator(provider, status);
  }
}
