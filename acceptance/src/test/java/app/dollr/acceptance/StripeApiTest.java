package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import app.dollr.simulators.Fault;
import app.dollr.simulators.stripe.CardError;
import app.dollr.simulators.stripe.TestCard;
import app.dollr.simulators.stripe.TestCards;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Cards in live mode: the real adapter, over HTTP, against Stripe as the simulator has it. */
class StripeApiTest {
  private static final LiveStripe LIVE = new LiveStripe();

  @RegisterExtension static final TestServer SERVER = LIVE.server();

  private static final String CHALLENGED = "pm_card_authenticationRequired";

  private TestServer.Merchant merchant;
  private CardFlow cards;
  private Flow flow;
  private long invoice;

  @BeforeEach
  void publish() {
    LIVE.connect();
    merchant = SERVER.newMerchant();
    flow = new Flow(SERVER.caller(merchant));
    cards = new CardFlow(flow, SERVER.anonymous());
    invoice = flow.published();
  }

  @AfterAll
  static void close() {
    LIVE.close();
  }

  static Stream<String> cardsThatPay() {
    return cards(card -> card.refusal().isEmpty() && !card.needsChallenge());
  }

  static Stream<String> cardsThatAreDeclined() {
    return cards(card -> card.refusal().isPresent() && !card.needsChallenge());
  }

  static Stream<String> cardsThatAreChallenged() {
    return cards(TestCard::needsChallenge);
  }

  private static Stream<String> cards(Predicate<TestCard> which) {
    return TestCards.all().stream().filter(which).map(TestCard::id);
  }

  @Test
  void theDoctorLooksAtStripe() {
    var right = SERVER.admin().get("/admin/v1/doctor").ok().get("checks");
    assertThat(right.valueStream())
        .filteredOn(check -> check.get("name").stringValue().startsWith("stripe."))
        .as("the test's clock stands still, elsewhere; all else is right")
        .extracting(check -> check.get("name").stringValue() + " " + check.get("passed"))
        .containsExactly("stripe.credentials true", "stripe.clock false", "stripe.webhooks true");
    LIVE.fault(Fault.GARBAGE);
    var wrong = Cli.ofOperator(SERVER);
    assertThat(wrong.run("doctor")).isEqualTo(11);
    assertThat(wrong.out())
        .contains("WRONG  stripe.credentials: Stripe does not answer as it should")
        .contains("set DOLLR_STRIPE_SECRET_KEY");
  }

  @ParameterizedTest
  @MethodSource("cardsThatPay")
  void aCardThatPaysCompletesWithinTheRequest(String card) {
    var execution = cards.collect(invoice, card);
    assertThat(status(execution)).isEqualTo("COMPLETED");
    assertThat(execution.get("provider_transaction_id").stringValue()).startsWith("pi_");
    assertThat(execution.get("client_secret").isNull()).isTrue();
    assertThat(flow.standing(invoice)).isEqualTo("PAID");
    var booked = LIVE.payments(reference(execution));
    assertThat(booked).hasSize(1);
    assertThat(booked.getFirst().get("received").longValue()).isEqualTo(26005);
  }

  @ParameterizedTest
  @MethodSource("cardsThatAreDeclined")
  void aCardThatIsDeclinedFailsOnceItIsCalledOff(String card) {
    var execution = cards.collect(invoice, card);
    assertThat(status(execution)).isEqualTo("FAILED");
    var why = TestCards.byId(card).flatMap(TestCard::refusal).orElseThrow();
    assertThat(message(execution)).contains(why.message());
    assertThat(flow.standing(invoice)).isEqualTo("ACTIVE");
    assertThat(LIVE.payments(reference(execution)))
        .extracting(entry -> entry.get("status").stringValue())
        .containsExactly("canceled");
    assertThat(
            SERVER.count(
                "select count(*) from executions.execution where reference_id = '%s' and gateway_code = '%s'"
                    .formatted(reference(execution), why.declineCode().orElseThrow())))
        .isOne();
  }

  @ParameterizedTest
  @MethodSource("cardsThatAreChallenged")
  void aCardThatIsChallengedWaitsForItsPayer(String card) {
    var execution = cards.collect(invoice, card);
    assertThat(status(execution)).isEqualTo("PROCESSING");
    assertThat(execution.get("requires_action").booleanValue()).isTrue();
    LIVE.browser(secret(execution), "outcome=complete");
    LIVE.tell();
    var why = TestCards.byId(card).flatMap(TestCard::refusal);
    var ended = cards.status(execution);
    assertThat(status(ended)).isEqualTo(why.isEmpty() ? "COMPLETED" : "FAILED");
    assertThat(message(ended)).isEqualTo(why.map(CardError::message));
    assertThat(flow.standing(invoice)).isEqualTo(why.isEmpty() ? "PAID" : "ACTIVE");
  }

  @Test
  void aPayerWhoIsNotAuthenticatedHasNotPaid() {
    var execution = cards.collect(invoice, CHALLENGED);
    LIVE.browser(secret(execution), "outcome=fail");
    LIVE.tell();
    assertThat(status(cards.status(execution))).isEqualTo("FAILED");
    assertThat(message(cards.status(execution))).contains(CardError.UNAUTHENTICATED.message());
  }

  @ParameterizedTest
  @CsvSource({"LostCard", "StolenCard"})
  void aPayerIsNotToldThatTheCardIsLostOrStolen(String kind) {
    var execution = cards.collect(invoice, "pm_card_chargeDeclined" + kind);
    assertThat(message(execution)).contains("Your card was declined.");
    assertThat(cards.status(execution).toString()).doesNotContain("lost", "stolen");
  }

  @Test
  void aPayerWhoNamesTheCardPaysInTheBrowser() {
    var execution = cards.collect(invoice);
    assertThat(execution.get("requires_action").booleanValue()).isTrue();
    LIVE.browser(secret(execution), "payment_method=pm_card_visa");
    LIVE.tell();
    assertThat(status(cards.status(execution))).isEqualTo("COMPLETED");
    assertThat(flow.standing(invoice)).isEqualTo("PAID");
  }

  @Test
  void aPayerWhoNeverFinishesIsCalledOff() {
    var execution = cards.collect(invoice);
    SERVER.clock().advance(Duration.ofMinutes(31));
    SERVER.runDue();
    flow = new Flow(SERVER.caller(merchant));
    assertThat(status(flow.status(CardFlow.reference(execution)))).isEqualTo("FAILED");
    assertThat(LIVE.payments(reference(execution)).getFirst().get("status").stringValue())
        .isEqualTo("canceled");
  }

  @Test
  void aPayerWhoIsFasterThanTheCallingOffHasPaid() {
    var execution = cards.collect(invoice);
    LIVE.fault(Fault.CALLBACK_LOST);
    LIVE.browser(secret(execution), "payment_method=pm_card_visa");
    SERVER.clock().advance(Duration.ofMinutes(31));
    SERVER.runDue();
    flow = new Flow(SERVER.caller(merchant));
    assertThat(status(flow.status(CardFlow.reference(execution)))).isEqualTo("COMPLETED");
  }

  @Test
  void aPaymentMethodThatDoesNotExistIsDeclined() {
    var execution = cards.collect(invoice, "pm_nobodys");
    assertThat(status(execution)).isEqualTo("FAILED");
    assertThat(message(execution).orElseThrow()).contains("No such PaymentMethod");
    assertThat(LIVE.payments(reference(execution))).isEmpty();
  }

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
        "RATE_LIMIT",
        "LOCK_TIMEOUT",
        "KEY_IN_USE"
      })
  void whateverHappensOnTheWayAPaymentIsTakenOnce(Fault fault) {
    LIVE.fault(fault);
    var execution = cards.collect(invoice, "pm_card_visa");
    assertThat(status(execution)).isIn("PROCESSING", "COMPLETED");
    SERVER.clock().advance(Duration.ofMinutes(1));
    SERVER.runDue();
    assertThat(status(cards.status(execution))).isEqualTo("COMPLETED");
    assertThat(LIVE.payments(reference(execution)))
        .extracting(entry -> entry.get("received").longValue())
        .containsExactly(26005L);
  }

  /** What a setting has to be mended for: nothing fails by it, and somebody is called. */
  @ParameterizedTest
  @CsvSource({"UNAUTHORIZED, credentials", "KEY_OF_ANOTHER, idempotency"})
  void whatIsWrongWithUsIsAnAlarmAndNoPayersFault(Fault fault, String alarm) {
    LIVE.fault(fault);
    var execution = cards.collect(invoice, "pm_card_visa");
    assertThat(status(execution)).isEqualTo("PROCESSING");
    assertThat(SERVER.admin().get("/metrics").text())
        .containsPattern("dollr_gateway_alarms_total\\{[^}]*\"%s\"[^}]*} 1".formatted(alarm));
    SERVER.clock().advance(Duration.ofMinutes(1));
    SERVER.runDue();
    assertThat(status(cards.status(execution))).isEqualTo("COMPLETED");
    assertThat(LIVE.payments(reference(execution))).hasSize(1);
  }

  @Test
  void whoCallsAPaymentOffAtStripeCallsItOffHere() {
    var execution = cards.collect(invoice);
    LIVE.post(
        "/v1/payment_intents/%s/cancel".formatted(CardFlow.id(secret(execution))),
        "cancellation_reason=fraudulent");
    LIVE.tell();
    var ended = cards.status(execution);
    assertThat(status(ended)).isEqualTo("FAILED");
    assertThat(message(ended)).contains("The payment was called off.");
    assertThat(ended.toString()).doesNotContain("fraud");
    assertThat(flow.standing(invoice)).isEqualTo("ACTIVE");
  }

  @Test
  void everyCallSaysTheOneVersionOfTheApiItIsMadeFor() {
    cards.collect(invoice, "pm_card_visa");
    assertThat(LIVE.stripe().versions())
        .singleElement(STRING)
        .matches("\\d{4}-\\d{2}-\\d{2}\\.[a-z]+");
  }

  @Test
  void aPaymentThatStripeNeverGotFailsOnlyByLongAbsence() {
    LIVE.stripe().faults().set(Fault.ERROR_BEFORE, 1_000_000);
    var execution = cards.collect(invoice, "pm_card_visa");
    SERVER.clock().advance(Duration.ofMinutes(11));
    SERVER.runDue();
    LIVE.stripe().faults().clear();
    for (int minute = 11; minute < 15; minute++) {
      SERVER.runDue();
      assertThat(status(cards.status(execution))).isEqualTo("PROCESSING");
      SERVER.clock().advance(Duration.ofMinutes(1));
    }
    for (int minute = 0; minute < 10; minute++) {
      SERVER.runDue();
      SERVER.clock().advance(Duration.ofMinutes(1));
    }
    flow = new Flow(SERVER.caller(merchant));
    assertThat(status(flow.status(CardFlow.reference(execution)))).isEqualTo("FAILED");
    assertThat(LIVE.payments(reference(execution))).isEmpty();
  }

  @Test
  void anotherAmountIsHeldForTheOperatorAndCreditsNothing() {
    LIVE.fault(Fault.OTHER_AMOUNT);
    var execution = cards.collect(invoice, "pm_card_visa");
    LIVE.tell();
    assertThat(status(cards.status(execution))).isEqualTo("PROCESSING");
    assertThat(flow.standing(invoice)).isEqualTo("PROCESSING");
    var exceptions = exceptions(execution);
    assertThat(exceptions).hasSize(1);
    assertThat(exceptions.getFirst().get("kind").stringValue()).isEqualTo("OTHER_AMOUNT");
    assertThat(MoneyFlow.of(SERVER, merchant).balance("USD")).isEqualTo("0.00");
  }

  /** Such as one that somebody has to capture: nothing has moved, and nobody here made it so. */
  @Test
  void aStatusThatIsNotUnderstoodMovesNothingAndIsAnAlarm() {
    var execution = cards.collect(invoice);
    LIVE.fault(Fault.CALLBACK_LOST);
    LIVE.browser(secret(execution), "payment_method=pm_card_visa");
    LIVE.fault(Fault.UNKNOWN_STATUS);
    SERVER.clock().advance(Duration.ofMinutes(5));
    SERVER.runDue();
    assertThat(LIVE.stripe().faults().left()).doesNotContainKey("unknown_status");
    assertThat(status(cards.status(execution))).isEqualTo("PROCESSING");
    assertThat(SERVER.admin().get("/metrics").text())
        .containsPattern("dollr_gateway_alarms_total\\{[^}]*\"unexpected status\"[^}]*} 1");
    SERVER.clock().advance(Duration.ofMinutes(5));
    SERVER.runDue();
    assertThat(status(cards.status(execution))).isEqualTo("COMPLETED");
  }

  @ParameterizedTest
  @CsvSource({
    "pm_card_visa, visa",
    "pm_card_amex, amex",
  })
  void aCardIsKnownByItsPaymentMethod(String card, String brand) {
    assertThat(predicted(card).ok().get("brand").asString("")).isEqualTo(brand);
  }

  @Test
  void aCardThatIsNotKnownIsRefusedAndOneThatCannotBeAskedForIsNot() {
    predicted("pm_nobodys")
        .isRefused("query.payment_method_id", "value_error.payment_method_id.not_found");
    LIVE.fault(Fault.ERROR_BEFORE);
    assertThat(predicted("pm_card_visa").status()).isEqualTo(503);
  }

  private Reply predicted(String card) {
    return flow.caller()
        .get(
            "/v1/predictions/card-provider-info?payment_method_id=%s&operation_type=COLLECTION"
                .formatted(card));
  }

  @Nested
  class Refunds {
    private MoneyFlow money;

    @BeforeEach
    void beTheMerchant() {
      money = MoneyFlow.of(SERVER, merchant);
    }

    private UUID refund(String card, String amount) {
      var paid = cards.collect(invoice, card);
      var reference = UUID.randomUUID();
      long session = money.refundSession(paid.get("payment_intent_id").longValue(), amount).id();
      money.refund(session, reference).ok();
      SERVER.runDue();
      return reference;
    }

    private String status(UUID refund) {
      return StripeApiTest.status(money.status("refund", refund));
    }

    private List<String> told(String type) {
      return money
          .caller()
          .get("/v1/events/list?type=" + type)
          .ok()
          .valueStream()
          .map(event -> event.at("/data/reference_id").asString(""))
          .toList();
    }

    @Test
    void goBackToTheCard() {
      var refund = refund("pm_card_visa", "100.00");
      assertThat(status(refund)).isEqualTo("COMPLETED");
      assertThat(money.balance("USD")).isEqualTo("150.00");
      assertThat(LIVE.payments(refund.toString())).isEmpty();
      assertThat(LIVE.book("refunds").getLast().get("amount").longValue()).isEqualTo(10000);
    }

    @Test
    void mayBePendingAtFirst() {
      var refund = refund("pm_card_pendingRefund", "250.00");
      assertThat(status(refund)).isEqualTo("PROCESSING");
      assertThat(money.reserved("USD")).isEqualTo("250.00");
      SERVER.clock().advance(Duration.ofSeconds(2));
      LIVE.tell();
      assertThat(status(refund)).isEqualTo("COMPLETED");
      assertThat(money.reserved("USD")).isEqualTo("0.00");
    }

    @Test
    void mayFailAfterTheySucceeded() {
      var refund = refund("pm_card_refundFail", "250.00");
      assertThat(status(refund)).isEqualTo("COMPLETED");
      assertThat(money.balance("USD")).isEqualTo("0.00");
      SERVER.clock().advance(Duration.ofSeconds(2));
      LIVE.stripe().faults().set(Fault.CALLBACK_TWICE, 1);
      LIVE.tell();
      LIVE.tell();
      assertThat(status(refund)).isEqualTo("COMPLETED");
      assertThat(money.balance("USD")).isEqualTo("250.00");
      assertThat(told("refund.failed")).containsExactly(refund.toString());
      var exceptions = exceptions(refund.toString());
      assertThat(exceptions).hasSize(1);
      assertThat(exceptions.getFirst().get("kind").stringValue()).isEqualTo("LATE_FAILURE");
      assertThat(exceptions.getFirst().get("resolution").stringValue()).isEqualTo("COMPENSATED");
    }

    @ParameterizedTest
    @EnumSource(
        value = Fault.class,
        names = {
          "RESET_BEFORE",
          "RESET_AFTER",
          "HALF_OPEN",
          "ERROR_BEFORE",
          "ERROR_AFTER",
          "GARBAGE"
        })
    void areGivenOnceWhateverHappensOnTheWay(Fault fault) {
      var paid = cards.collect(invoice, "pm_card_visa");
      var reference = UUID.randomUUID();
      long session = money.refundSession(paid.get("payment_intent_id").longValue(), "250.00").id();
      LIVE.fault(fault);
      money.refund(session, reference).ok();
      SERVER.runDue();
      SERVER.clock().advance(Duration.ofMinutes(1));
      SERVER.runDue();
      assertThat(status(reference)).isEqualTo("COMPLETED");
      assertThat(LIVE.payments(reference(paid)).getFirst().get("refunded").longValue())
          .isEqualTo(25000);
    }

    @Test
    void ofADisputedPaymentAreDeclinedAndTheMoneyIsReleased() {
      SERVER.fund(merchant, "USD", "1000.00");
      var refund = refund("pm_card_createDispute", "250.00");
      assertThat(status(refund)).isEqualTo("FAILED");
      assertThat(money.reserved("USD")).isEqualTo("0.00");
    }
  }

  private static List<JsonNode> exceptions(JsonNode execution) {
    return exceptions(reference(execution));
  }

  private static List<JsonNode> exceptions(String reference) {
    return SERVER
        .admin()
        .get("/admin/v1/exceptions")
        .ok()
        .valueStream()
        .filter(x -> x.get("reference_id").stringValue().equals(reference))
        .toList();
  }

  private static String status(JsonNode execution) {
    return execution.get("status").stringValue();
  }

  private static String secret(JsonNode execution) {
    return execution.get("client_secret").stringValue();
  }

  private static String reference(JsonNode execution) {
    return execution.get("reference_id").stringValue();
  }

  private static Optional<String> message(JsonNode execution) {
    return execution.get("gateway_message").stringValueOpt();
  }
}
