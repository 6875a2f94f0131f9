package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.gateways.News;
import app.dollr.gateways.Outcome;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What a gateway says and cannot be: it is written down with the money it is about, and an operator
 * settles it. The invoice is over USD 250, for which the payer pays 257.50; the wallet begins with
 * USD 1000.
 */
class ExceptionsApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private MoneyFlow money;
  private Flow flow;
  private Accounts books;

  @BeforeEach
  void beANewMerchant() {
    var merchant = SERVER.newMerchant();
    SERVER.fund(merchant, "USD", "1000.00");
    money = MoneyFlow.of(SERVER, merchant);
    flow = money.flow();
    books = new Accounts(SERVER, merchant.id());
  }

  @ParameterizedTest
  @CsvSource({
    "257.51, USD, CREDIT,    COMPLETED, PAID,   1250.01, 0",
    "257.51, USD, REFUND,    FAILED,    ACTIVE, 1000.00, 0",
    "257.51, USD, WRITE_OFF, FAILED,    ACTIVE, 1000.00, 25751",
    "100.00, USD, CREDIT,    FAILED,    ACTIVE, 1100.00, 0",
    "100.00, USD, REFUND,    FAILED,    ACTIVE, 1000.00, 0",
    "100.00, USD, WRITE_OFF, FAILED,    ACTIVE, 1000.00, 10000",
  })
  void anotherAmountIsHeldInSuspenseUntilItIsSettled(
      String moved,
      String currency,
      String resolution,
      String status,
      String standing,
      String balance,
      long cost) {
    long invoice = flow.published();
    var reference = flow.collect(invoice, Flow.payer("129"));
    SERVER.runDue();
    double alarms = alarms("OTHER_AMOUNT");
    confirm(OperationType.COLLECTION, reference, moved, currency);
    confirm(OperationType.COLLECTION, reference, moved, currency);
    assertThat(alarms("OTHER_AMOUNT")).isEqualTo(alarms + 1);
    assertThat(flow.status(reference).get("status").stringValue()).isEqualTo("PROCESSING");
    assertThat(flow.standing(invoice)).isEqualTo("PROCESSING");
    assertThat(money.balance("USD")).isEqualTo("1000.00");
    long minor = new BigDecimal(moved).movePointRight(2).longValueExact();
    assertThat(books.net("SUSPENSE", currency)).isEqualTo(minor);
    assertThat(books.net("GATEWAY_CLEARING", currency)).isEqualTo(-minor);
    var exception = exception(reference, "OTHER_AMOUNT");
    assertThat(exception.get("amount").decimalValue()).isEqualTo(new BigDecimal(moved));
    assertThat(exception.get("currency").stringValue()).isEqualTo(currency);
    assertThat(exception.get("direction").stringValue()).isEqualTo("IN");
    assertThat(exception.get("resolution").isNull()).isTrue();

    settle(exception, resolution);
    assertThat(flow.status(reference).get("status").stringValue()).isEqualTo(status);
    assertThat(flow.standing(invoice)).isEqualTo(standing);
    assertThat(money.balance("USD")).isEqualTo(balance);
    assertThat(books.net("SUSPENSE", currency)).isZero();
    assertThat(books.net("GATEWAY_COST", currency)).isEqualTo(cost);
    long stays = resolution.equals("REFUND") ? 0 : -minor;
    assertThat(books.net("GATEWAY_CLEARING", currency)).isEqualTo(stays);
  }

  @Test
  void anotherCurrencyIsCreditedAsItCame() {
    long invoice = flow.published();
    var reference = flow.collect(invoice, Flow.payer("129"));
    SERVER.runDue();
    confirm(OperationType.COLLECTION, reference, "257.50", "LRD");
    settle(exception(reference, "OTHER_AMOUNT"), "CREDIT");
    assertThat(flow.status(reference).get("status").stringValue()).isEqualTo("FAILED");
    assertThat(flow.standing(invoice)).isEqualTo("ACTIVE");
    assertThat(money.balance("USD")).isEqualTo("1000.00");
    assertThat(money.balance("LRD")).isEqualTo("257.50");
    assertThat(books.net("SUSPENSE", "LRD")).isZero();
  }

  @Test
  void whatContradictsAHeldPaymentIsWrittenDownAndMovesNothing() {
    long invoice = flow.published();
    var reference = flow.collect(invoice, Flow.payer("129"));
    SERVER.runDue();
    confirm(OperationType.COLLECTION, reference, "257.51", "USD");
    confirm(OperationType.COLLECTION, reference, "257.50", "USD");
    decline(OperationType.COLLECTION, reference);
    for (var kind : new String[] {"LATE_SUCCESS", "LATE_FAILURE"}) {
      var contradiction = exception(reference, kind);
      assertThat(contradiction.get("amount").isNull()).isTrue();
      settle(contradiction, "REFUND");
    }
    assertThat(flow.status(reference).get("status").stringValue()).isEqualTo("PROCESSING");
    assertThat(books.net("SUSPENSE", "USD")).isEqualTo(25751);
    settle(exception(reference, "OTHER_AMOUNT"), "REFUND");
    assertThat(flow.status(reference).get("status").stringValue()).isEqualTo("FAILED");
  }

  @ParameterizedTest
  @CsvSource({
    "CREDIT,    1257.50, -25750, 0",
    "REFUND,    1000.00, 0,      0",
    "WRITE_OFF, 1000.00, -25750, 25750",
  })
  void aSuccessAfterTheFailureIsSettledWithoutTheExecution(
      String resolution, String balance, long clearing, long cost) {
    long invoice = flow.published();
    var reference = flow.collect(invoice, Flow.payer("039"));
    SERVER.settle();
    var failed = flow.status(reference);
    confirm(OperationType.COLLECTION, reference, "257.50", "USD");
    confirm(OperationType.COLLECTION, reference, "257.50", "USD");
    assertThat(books.net("SUSPENSE", "USD")).isEqualTo(25750);
    settle(exception(reference, "LATE_SUCCESS"), resolution);
    assertThat(flow.status(reference)).isEqualTo(failed);
    assertThat(flow.standing(invoice)).isEqualTo("ACTIVE");
    assertThat(money.balance("USD")).isEqualTo(balance);
    assertThat(books.net("SUSPENSE", "USD")).isZero();
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isEqualTo(clearing);
    assertThat(books.net("GATEWAY_COST", "USD")).isEqualTo(cost);
  }

  @Test
  void aDifferentAmountAfterTheEndLeavesTheDifferenceInSuspense() {
    var reference = flow.collect(flow.published(), Flow.PAYS);
    SERVER.settle();
    var completed = flow.status(reference);
    confirm(OperationType.COLLECTION, reference, "300.00", "USD");
    assertThat(flow.status(reference)).isEqualTo(completed);
    assertThat(books.net("SUSPENSE", "USD")).isEqualTo(4250);
    settle(exception(reference, "OTHER_AMOUNT"), "CREDIT");
    assertThat(money.balance("USD")).isEqualTo("1292.50");
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isEqualTo(-30000);

    var less = flow.collect(flow.published(), Flow.PAYS);
    SERVER.settle();
    confirm(OperationType.COLLECTION, less, "250.00", "USD");
    assertThat(exception(less, "OTHER_AMOUNT").get("direction").stringValue()).isEqualTo("OUT");
    assertThat(books.net("SUSPENSE", "USD")).isEqualTo(-750);
    settle(exception(less, "OTHER_AMOUNT"), "CREDIT");
    assertThat(money.balance("USD")).isEqualTo("1535.00");
    assertThat(books.net("SUSPENSE", "USD")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"CREDIT, 992.50, 0", "REFUND, 1250.00, 0", "WRITE_OFF, 1250.00, -25750"})
  void aCollectionThatComesToNothingAfterwardsIsMissingInSuspense(
      String resolution, String balance, long cost) {
    var reference = flow.collect(flow.published(), Flow.PAYS);
    SERVER.settle();
    decline(OperationType.COLLECTION, reference);
    assertThat(books.net("SUSPENSE", "USD")).isEqualTo(-25750);
    settle(exception(reference, "LATE_FAILURE"), resolution);
    assertThat(flow.status(reference).get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(money.balance("USD")).isEqualTo(balance);
    assertThat(books.net("SUSPENSE", "USD")).isZero();
    assertThat(books.net("GATEWAY_COST", "USD")).isEqualTo(cost);
  }

  @ParameterizedTest
  @CsvSource({
    "100.05, CREDIT,    COMPLETED, 898.25,  -5",
    "100.05, REFUND,    FAILED,    1000.00, 0",
    "100.05, WRITE_OFF, FAILED,    1000.00, -10005",
    "99.00,  REFUND,    FAILED,    1000.00, 0",
    "99.00,  WRITE_OFF, FAILED,    1000.00, -9900",
  })
  void aPayoutOfAnotherAmountIsHeldAndStaysReserved(
      String moved, String resolution, String status, String balance, long cost) {
    var reference = money.payOut(Flow.payer("129"), "100", "USD");
    SERVER.runDue();
    confirm(OperationType.PAYOUT, reference, moved, "USD");
    assertThat(money.reserved("USD")).isEqualTo("101.75");
    long minor = new BigDecimal(moved).movePointRight(2).longValueExact();
    assertThat(books.net("SUSPENSE", "USD")).isEqualTo(-minor);
    settle(exception(reference, "OTHER_AMOUNT"), resolution);
    assertThat(money.status("payout", reference).get("status").stringValue()).isEqualTo(status);
    assertThat(money.balance("USD")).isEqualTo(balance);
    assertThat(money.reserved("USD")).isEqualTo("0.00");
    assertThat(books.net("SUSPENSE", "USD")).isZero();
    assertThat(books.net("GATEWAY_COST", "USD")).isEqualTo(cost);
  }

  @Test
  void aPayoutOfLessIsNotTakenAsPaid() {
    var reference = money.payOut(Flow.payer("129"), "100", "USD");
    SERVER.runDue();
    confirm(OperationType.PAYOUT, reference, "99.00", "USD");
    resolve(exception(reference, "OTHER_AMOUNT"), "CREDIT")
        .isRefused("body.resolution", "value_error.exception.not_creditable");
    assertThat(money.status("payout", reference).get("status").stringValue())
        .isEqualTo("PROCESSING");
    assertThat(books.net("SUSPENSE", "USD")).isEqualTo(-9900);
  }

  @ParameterizedTest
  @CsvSource({"CREDIT, 900.00, 0", "REFUND, 1000.00, 0", "WRITE_OFF, 1000.00, -10000"})
  void aPayoutThatArrivesAfterItsFailureIsSettledWithoutIt(
      String resolution, String balance, long cost) {
    var reference = money.payOut(Flow.payer("089"), "100", "USD");
    SERVER.settle();
    confirm(OperationType.PAYOUT, reference, "100.00", "USD");
    settle(exception(reference, "LATE_SUCCESS"), resolution);
    assertThat(money.status("payout", reference).get("status").stringValue()).isEqualTo("FAILED");
    assertThat(money.balance("USD")).isEqualTo(balance);
    assertThat(books.net("SUSPENSE", "USD")).isZero();
    assertThat(books.net("GATEWAY_COST", "USD")).isEqualTo(cost);
  }

  @Test
  void aWalletThatHasTooLittleIsNotDebited() {
    var reference = money.payOut(Flow.payer("089"), "600", "USD");
    SERVER.settle();
    money.payOut(Flow.PAYS, "600", "USD");
    confirm(OperationType.PAYOUT, reference, "600.00", "USD");
    resolve(exception(reference, "LATE_SUCCESS"), "CREDIT")
        .isRefused("body.resolution", "value_error.wallet.insufficient_funds");
    assertThat(books.net("SUSPENSE", "USD")).isEqualTo(-60000);
    settle(exception(reference, "LATE_SUCCESS"), "WRITE_OFF");
    assertThat(books.net("SUSPENSE", "USD")).isZero();
  }

  @Test
  void aPayoutThatComesBackIsTurnedBackOnce() {
    var reference = money.payOut(Flow.PAYS, "100", "USD");
    SERVER.settle();
    var completed = money.status("payout", reference);
    decline(OperationType.PAYOUT, reference);
    decline(OperationType.PAYOUT, reference);
    assertThat(money.status("payout", reference)).isEqualTo(completed);
    assertThat(money.balance("USD")).isEqualTo("1000.00");
    for (var account : new String[] {"PLATFORM_FEES", "GATEWAY_FEES", "GATEWAY_CLEARING"}) {
      assertThat(books.net(account, "USD")).as(account).isZero();
    }
    assertThat(books.journals("COMPENSATION")).isEqualTo(1);
    var exception = exception(reference, "LATE_FAILURE");
    assertThat(exception.get("resolution").stringValue()).isEqualTo("COMPENSATED");
    resolve(exception, "WRITE_OFF").isRefused("body.resolution", "value_error.exception.resolved");
  }

  @Test
  void aRefundThatComesBackCanBeMadeAgain() {
    var collected = flow.collect(flow.published(), Flow.PAYS);
    SERVER.settle();
    long payment = flow.status(collected).get("payment_intent_id").longValue();
    var first = UUID.randomUUID();
    money.refund(money.refundSession(payment, "250").id(), first).ok();
    SERVER.settle();
    money.refundSession(payment, "0.01").isRefused("body.amount", "value_error.amount.too_large");
    decline(OperationType.REFUND, first);
    assertThat(money.balance("USD")).isEqualTo("1250.00");
    money.refund(money.refundSession(payment, "250").id(), UUID.randomUUID()).ok();
    SERVER.settle();
    assertThat(money.balance("USD")).isEqualTo("1000.00");
  }

  @ParameterizedTest
  @CsvSource({
    "COLLECTION, CREDIT,    1040.00, -4000, 0",
    "COLLECTION, REFUND,    1000.00, 0,     0",
    "COLLECTION, WRITE_OFF, 1000.00, -4000, 4000",
    "PAYOUT,     CREDIT,    960.00,  4000,  0",
    "PAYOUT,     REFUND,    1000.00, 0,     0",
    "REFUND,     WRITE_OFF, 1000.00, 4000,  -4000",
  })
  void moneyThatNobodyAskedForStandsInSuspense(
      OperationType operation, String resolution, String balance, long clearing, long cost) {
    var reference = UUID.randomUUID();
    double alarms = alarms("UNKNOWN_REFERENCE");
    confirm(operation, reference, "40.00", "USD");
    confirm(operation, reference, "40.00", "USD");
    assertThat(alarms("UNKNOWN_REFERENCE")).isEqualTo(alarms + 1);
    long signed = operation == OperationType.COLLECTION ? 4000 : -4000;
    assertThat(books.net("SUSPENSE", "USD")).isEqualTo(signed);
    settle(exception(reference, "UNKNOWN_REFERENCE"), resolution);
    assertThat(money.balance("USD")).isEqualTo(balance);
    assertThat(books.net("SUSPENSE", "USD")).isZero();
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isEqualTo(clearing);
    assertThat(books.net("GATEWAY_COST", "USD")).isEqualTo(cost);
  }

  @Test
  void aReferenceOfAnotherOperationIsUnknownAndARefusalOfItMovesNothing() {
    var reference = flow.collect(flow.published(), Flow.PAYS);
    SERVER.settle();
    var completed = flow.status(reference);
    confirm(OperationType.PAYOUT, reference, "257.50", "USD");
    decline(OperationType.REFUND, reference);
    assertThat(flow.status(reference)).isEqualTo(completed);
    assertThat(books.net("SUSPENSE", "USD")).isEqualTo(-25750);
    assertThat(books.journals("EXCEPTION")).isEqualTo(1);
  }

  @Test
  void anExceptionIsSettledOnceAndAlike() {
    var reference = UUID.randomUUID();
    confirm(OperationType.COLLECTION, reference, "40.00", "USD");
    var exception = exception(reference, "UNKNOWN_REFERENCE");
    var settled = settle(exception, "CREDIT");
    assertThat(settle(exception, "CREDIT")).isEqualTo(settled);
    assertThat(money.balance("USD")).isEqualTo("1040.00");
    resolve(exception, "REFUND").isRefused("body.resolution", "value_error.exception.resolved");
    resolve(exception, "COMPENSATED").isRefused("body.resolution", "type_error.enum");
    SERVER
        .admin()
        .post("/admin/v1/exceptions/987654/resolve", Map.of("resolution", "CREDIT"))
        .isError(404, "Not Found");
  }

  private void confirm(OperationType operation, UUID reference, String amount, String currency) {
    var moved = Money.parse(amount, new CurrencyCode(currency));
    hear(operation, reference, new Outcome.Confirmed(moved, Optional.of("777")));
  }

  private void decline(OperationType operation, UUID reference) {
    hear(operation, reference, new Outcome.Declined("REVERSED", "It came back."));
  }

  private void hear(OperationType operation, UUID reference, Outcome outcome) {
    var merchant = new MerchantId(money.merchant().id());
    SERVER
        .app()
        .hear(new News("sandbox", merchant, new ReferenceId(reference), operation, outcome));
  }

  private static JsonNode exception(UUID reference, String kind) {
    return SERVER
        .admin()
        .get("/admin/v1/exceptions")
        .ok()
        .valueStream()
        .filter(x -> x.get("reference_id").stringValue().equals(reference.toString()))
        .filter(x -> x.get("kind").stringValue().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static Reply resolve(JsonNode exception, String resolution) {
    return SERVER
        .admin()
        .post(
            "/admin/v1/exceptions/%d/resolve".formatted(exception.get("id").longValue()),
            Map.of("resolution", resolution));
  }

  private static JsonNode settle(JsonNode exception, String resolution) {
    var settled = resolve(exception, resolution).ok();
    assertThat(settled.get("resolution").stringValue()).isEqualTo(resolution);
    assertThat(settled.get("resolved_at").isNull()).isFalse();
    return settled;
  }

  /** How often the alarm for a kind was raised, as the operator's monitoring reads it. */
  private static double alarms(String kind) {
    return SERVER
        .admin()
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("dollr_gateway_exceptions_total"))
        .filter(line -> line.contains("\"%s\"".formatted(kind)))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
