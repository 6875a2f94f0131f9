package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.simulators.stripe.CardError;
import app.dollr.simulators.stripe.TestCard;
import app.dollr.simulators.stripe.TestCards;
import app.dollr.testing.Eventually;
import app.dollr.testing.Together;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Card payments over the API, with the payer's browser played by the calls it would make. */
class CardsApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private static final String CHALLENGED = "pm_card_authenticationRequired";
  private static final Duration SESSION = Duration.ofMinutes(30);

  private CardFlow cards;
  private Flow flow;
  private long invoice;

  @BeforeEach
  void publish() {
    cards = CardFlow.of(SERVER);
    flow = cards.flow();
    invoice = flow.published();
    SERVER.admin().put("/admin/v1/sandbox/faults", Map.of()).ok();
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

  @ParameterizedTest
  @MethodSource("cardsThatPay")
  void aCardThatPaysCompletesWithinTheRequest(String card) {
    var execution = cards.collect(invoice, card);
    assertThat(status(execution)).isEqualTo("COMPLETED");
    assertThat(execution.get("requires_action").booleanValue()).isFalse();
    assertThat(execution.get("client_secret").isNull()).isTrue();
    assertThat(execution.get("provider_transaction_id").stringValue()).startsWith("pi_");
    assertThat(flow.standing(invoice)).isEqualTo("PAID");
  }

  @ParameterizedTest
  @MethodSource("cardsThatAreDeclined")
  void aCardThatIsDeclinedFailsOnceItIsCalledOff(String card) {
    var execution = cards.collect(invoice, card);
    assertThat(status(execution)).isEqualTo("FAILED");
    var why = TestCards.byId(card).flatMap(TestCard::refusal).orElseThrow();
    assertThat(execution.get("gateway_message").stringValue()).isEqualTo(why.message());
    assertThat(execution.get("client_secret").isNull()).isTrue();
    assertThat(flow.standing(invoice)).isEqualTo("ACTIVE");
    assertThat(gatewayCode(execution, why.declineCode().orElseThrow())).isOne();
    assertThat(intents(execution, "CANCELED")).isOne();
  }

  @ParameterizedTest
  @MethodSource("cardsThatAreChallenged")
  void aCardThatIsChallengedWaitsForItsPayer(String card) {
    var execution = cards.collect(invoice, card);
    assertThat(status(execution)).isEqualTo("PROCESSING");
    assertThat(execution.get("requires_action").booleanValue()).isTrue();
    var secret = secret(execution);
    assertThat(cards.retrieve(secret).ok().get("status").stringValue())
        .isEqualTo("requires_action");
    cards.challenge(secret, "complete");
    SERVER.runDue();
    var why = TestCards.byId(card).flatMap(TestCard::refusal);
    assertThat(status(cards.status(execution))).isEqualTo(why.isEmpty() ? "COMPLETED" : "FAILED");
    assertThat(message(cards.status(execution))).isEqualTo(why.map(CardError::message));
    assertThat(flow.standing(invoice)).isEqualTo(why.isEmpty() ? "PAID" : "ACTIVE");
  }

  @Test
  void aPayerWhoNamesTheCardPaysInTheBrowser() {
    var execution = cards.collect(invoice);
    assertThat(execution.get("requires_action").booleanValue()).isTrue();
    assertThat(cards.retrieve(secret(execution)).ok().get("status").stringValue())
        .isEqualTo("requires_payment_method");
    var confirmed = cards.confirm(secret(execution), "pm_card_visa").ok();
    assertThat(confirmed.get("status").stringValue()).isEqualTo("succeeded");
    var completed = cards.status(execution);
    assertThat(status(completed)).isEqualTo("COMPLETED");
    assertThat(completed.get("requires_action").booleanValue()).isFalse();
    assertThat(flow.standing(invoice)).isEqualTo("PAID");
  }

  @Test
  void itIsToldThatThePayerHasToActAndThatHeHasNotTo() {
    var left = cards.collect(invoice, CHALLENGED);
    assertThat(told(left)).containsExactly("execution.requires_action", "execution.created");
    SERVER.clock().advance(SESSION);
    SERVER.runDue();
    assertThat(told(left))
        .containsExactly(
            "payment.failed",
            "execution.failed",
            "execution.processing",
            "execution.requires_action",
            "execution.created");
    var news = news(left);
    assertThat(news.get(3).at("/data/requires_action").booleanValue()).isTrue();
    assertThat(news.get(3).at("/data/status").stringValue()).isEqualTo("PROCESSING");
    assertThat(news.get(2).at("/data/requires_action").booleanValue()).isFalse();
    assertThat(news.toString()).doesNotContain("_secret_");
  }

  @Test
  void aPaymentMethodOfTheAccountIsTheOneThatPays() {
    long account = cards.account(Optional.of("pm_card_mastercard")).id();
    var execution =
        cards.collect(flow.session(invoice), account, UUID.randomUUID(), Optional.empty()).ok();
    assertThat(status(execution)).isEqualTo("COMPLETED");
  }

  @Test
  void whileThePayerHasToActStatusAndReplayCarryTheSecret() {
    long session = flow.session(invoice);
    long account = cards.account();
    var reference = UUID.randomUUID();
    var execution = cards.collect(session, account, reference, Optional.of(CHALLENGED)).ok();
    assertThat(cards.status(execution)).isEqualTo(execution);
    var replay = cards.collect(session, account, reference, Optional.of(CHALLENGED));
    assertThat(replay.header("Idempotent-Replayed")).contains("true");
    assertThat(replay.ok()).isEqualTo(execution);
    cards.challenge(secret(execution), "complete").ok();
    var ended = cards.collect(session, account, reference, Optional.of(CHALLENGED)).ok();
    assertThat(status(ended)).isEqualTo("COMPLETED");
    assertThat(ended.get("client_secret").isNull()).isTrue();
    assertThat(ended.get("requires_action").booleanValue()).isFalse();
  }

  @Test
  void aReferenceWithAnotherCardIsAnotherRequest() {
    long session = flow.session(invoice);
    long account = cards.account();
    var reference = UUID.randomUUID();
    cards.collect(session, account, reference, Optional.of(CHALLENGED)).ok();
    cards
        .collect(session, account, reference, Optional.of("pm_card_visa"))
        .isRefused("body.reference_id", "value_error.reference_id.duplicate");
    cards
        .collect(session, account, reference, Optional.empty())
        .isRefused("body.reference_id", "value_error.reference_id.duplicate");
  }

  @Test
  void feesAreThoseOfCards() {
    var execution = cards.collect(invoice, "pm_card_visa");
    // 250 + 1 % + 2.90 % + 0.30
    assertThat(execution.get("payer_amount").decimalValue()).isEqualByComparingTo("260.05");
    assertThat(execution.get("payee_amount").decimalValue()).isEqualByComparingTo("250.00");
  }

  @Nested
  class WhilePayersAct {
    @Test
    void aFailedAuthenticationFailsThePayment() {
      var execution = cards.collect(invoice, CHALLENGED);
      var refused = cards.challenge(secret(execution), "fail");
      assertThat(refused.status()).isEqualTo(402);
      assertThat(refused.json().at("/error/code").stringValue())
          .isEqualTo("payment_intent_authentication_failure");
      assertThat(status(cards.status(execution))).isEqualTo("PROCESSING");
      assertThat(cards.status(execution).get("requires_action").booleanValue()).isFalse();
      SERVER.runDue();
      var failed = cards.status(execution);
      assertThat(status(failed)).isEqualTo("FAILED");
      assertThat(message(failed)).contains(CardError.UNAUTHENTICATED.message());
      assertThat(flow.standing(invoice)).isEqualTo("ACTIVE");
    }

    @Test
    void aDeclineInTheBrowserIsCalledOffSoThatTheSecretTakesNoMoneyAnyMore() {
      var execution = cards.collect(invoice);
      var declined = cards.confirm(secret(execution), "pm_card_chargeDeclinedInsufficientFunds");
      assertThat(declined.status()).isEqualTo(402);
      assertThat(declined.json().at("/error/decline_code").stringValue())
          .isEqualTo("insufficient_funds");
      SERVER.runDue();
      assertThat(status(cards.status(execution))).isEqualTo("FAILED");
      var again = cards.confirm(secret(execution), "pm_card_visa");
      assertThat(again.status()).isEqualTo(400);
      assertThat(again.json().at("/error/code").stringValue())
          .isEqualTo("payment_intent_unexpected_state");
      assertThat(flow.standing(invoice)).isEqualTo("ACTIVE");
    }

    @Test
    void aSecondCardThatIsFasterThanTheCallingOffStillCompletesIt() {
      var execution = cards.collect(invoice);
      cards.confirm(secret(execution), "pm_card_chargeDeclined");
      cards.confirm(secret(execution), "pm_card_visa").ok();
      SERVER.runDue();
      var completed = cards.status(execution);
      assertThat(status(completed)).isEqualTo("COMPLETED");
      assertThat(message(completed)).isEmpty();
      assertThat(flow.standing(invoice)).isEqualTo("PAID");
    }

    @Test
    void anAbandonedPaymentIsCalledOffWhenItsSessionExpires() {
      var execution = cards.collect(invoice, CHALLENGED);
      SERVER.clock().advance(SESSION.minusSeconds(1));
      SERVER.runDue();
      assertThat(status(cards.status(execution))).isEqualTo("PROCESSING");
      SERVER.clock().advance(Duration.ofSeconds(1));
      SERVER.runDue();
      var failed = cards.status(execution);
      assertThat(status(failed)).isEqualTo("FAILED");
      assertThat(message(failed)).contains("The payment was not finished in time.");
      assertThat(flow.standing(invoice)).isEqualTo("ACTIVE");
      assertThat(cards.challenge(secret(execution), "complete").status()).isEqualTo(400);
      assertThat(intents(execution, "CANCELED")).isOne();
    }

    @Test
    void aSuccessThatWasNotHeardOfIsFoundWhenItIsToBeCalledOff() {
      var execution = cards.collect(invoice, CHALLENGED);
      faults("no_callback", 1);
      cards.challenge(secret(execution), "complete").ok();
      assertThat(status(cards.status(execution))).isEqualTo("PROCESSING");
      SERVER.clock().advance(SESSION);
      SERVER.runDue();
      var completed = cards.status(execution);
      assertThat(status(completed)).isEqualTo("COMPLETED");
      assertThat(message(completed)).isEmpty();
      assertThat(flow.standing(invoice)).isEqualTo("PAID");
    }

    @Test
    void aSuccessThatWasNotHeardOfIsAskedFor() {
      var execution = cards.collect(invoice, CHALLENGED);
      faults("no_callback", 1);
      cards.challenge(secret(execution), "complete").ok();
      SERVER.clock().advance(Duration.ofMinutes(1));
      SERVER.runDue();
      assertThat(status(cards.status(execution))).isEqualTo("COMPLETED");
    }

    @Test
    void aSuccessThatIsToldTwiceCountsOnce() {
      var execution = cards.collect(invoice, CHALLENGED);
      faults("duplicate", 1);
      cards.challenge(secret(execution), "complete").ok();
      SERVER.runDue();
      assertThat(status(cards.status(execution))).isEqualTo("COMPLETED");
      assertThat(
              SERVER.count(
                  "select count(*) from ledger.journal where execution_id = "
                      + execution.get("payment_intent_id").longValue()))
          .isOne();
    }

    @Test
    void anotherAmountPutsThePaymentOnHold() {
      faults("other_amount", 1);
      var execution = cards.collect(invoice, "pm_card_visa");
      assertThat(status(execution)).isEqualTo("PROCESSING");
      assertThat(execution.get("requires_action").booleanValue()).isFalse();
      assertThat(flow.standing(invoice)).isEqualTo("PROCESSING");
    }

    @ParameterizedTest
    @CsvSource({"completed, COMPLETED, PAID", "failed, FAILED, ACTIVE"})
    void theOperatorOfTheSandboxDecidesWhatWaits(String outcome, String status, String standing) {
      var execution = cards.collect(invoice, CHALLENGED);
      var body =
          Map.of("reference_id", CardFlow.reference(execution).toString(), "outcome", outcome);
      SERVER.admin().post("/admin/v1/sandbox/resolve", body).ok();
      SERVER.runDue();
      assertThat(status(cards.status(execution))).isEqualTo(status);
      assertThat(flow.standing(invoice)).isEqualTo(standing);
      SERVER.admin().post("/admin/v1/sandbox/resolve", body).isError(404, "Not Found");
    }
  }

  @Nested
  class AGatewayThat {
    @Test
    void doesNotAnswerLeavesTheAnswerToLater() {
      faults("slow", 1);
      long session = flow.session(invoice);
      long account = cards.account();
      var reference = UUID.randomUUID();
      var asked =
          CompletableFuture.supplyAsync(
              () -> cards.collect(session, account, reference, Optional.of(CHALLENGED)).ok());
      Eventually.holds("the gateway has it", () -> intents(reference, "REQUIRES_ACTION") == 1);
      assertThat(asked).isNotDone();
      // The gateway waits for half a minute and the request for ten seconds, as the clock goes.
      Eventually.holds(
          "the answer without the gateway's",
          () -> {
            SERVER.clock().advance(Duration.ofMillis(asked.isDone() ? 0 : 100));
            return asked.isDone();
          });
      var answer = asked.join();
      assertThat(status(answer)).isEqualTo("PROCESSING");
      assertThat(answer.get("client_secret").isNull()).isTrue();
      assertThat(answer.get("requires_action").booleanValue()).isFalse();
      SERVER.clock().advance(Duration.ofSeconds(30));
      SERVER.runDue();
      var known = cards.status(answer);
      assertThat(known.get("requires_action").booleanValue()).isTrue();
      cards.challenge(secret(known), "complete").ok();
      assertThat(status(cards.status(answer))).isEqualTo("COMPLETED");
    }

    @Test
    void answersInVainIsAskedAgain() {
      faults("timeout", 1);
      var execution = cards.collect(invoice, CHALLENGED);
      assertThat(status(execution)).isEqualTo("PROCESSING");
      assertThat(execution.get("client_secret").isNull()).isTrue();
      SERVER.clock().advance(Duration.ofMinutes(1));
      SERVER.runDue();
      assertThat(cards.status(execution).get("requires_action").booleanValue()).isTrue();
      assertThat(intents(execution, "REQUIRES_ACTION")).isOne();
    }

    @Test
    void isNotReachedGetsItAgain() {
      faults("unreachable", 1);
      var execution = cards.collect(invoice, "pm_card_visa");
      assertThat(status(execution)).isEqualTo("PROCESSING");
      SERVER.clock().advance(Duration.ofMinutes(1));
      SERVER.runDue();
      assertThat(status(cards.status(execution))).isEqualTo("COMPLETED");
      assertThat(intents(execution, "SUCCEEDED")).isOne();
    }
  }

  @Nested
  class AnAccount {
    @Test
    void ofACardServesOneExecution() {
      long account = cards.account();
      var declined = Optional.of("pm_card_chargeDeclined");
      cards.collect(flow.session(invoice), account, UUID.randomUUID(), declined).ok();
      cards
          .collect(flow.session(invoice), account, UUID.randomUUID(), Optional.of("pm_card_visa"))
          .isRefused("body.payment_account_id", "value_error.payment_account.used");
    }

    @Test
    void ofACardServesOneOfManyExecutionsAtOnce() {
      long account = cards.account();
      var sessions =
          List.of(
              flow.session(flow.published()),
              flow.session(flow.published()),
              flow.session(invoice));
      var replies =
          Together.run(
              sessions.size(),
              i -> cards.collect(sessions.get(i), account, UUID.randomUUID(), Optional.empty()));
      assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
      assertThat(replies)
          .filteredOn(reply -> reply.status() != 200)
          .allSatisfy(reply ->
              reply.isRefused("body.payment_account_id", "value_error.payment_account.used"));
    }

    @Test
    void withAnotherCardThanTheExecutionIsRefused() {
      long account = cards.account(Optional.of("pm_card_visa")).id();
      cards
          .collect(flow.session(invoice), account, UUID.randomUUID(), Optional.of(CHALLENGED))
          .isRefused("body.payment_method_id", "value_error.payment_method_id.mismatch");
    }

    @Test
    void ofAPhoneHasNoCard() {
      long account = flow.account(Flow.PAYS);
      cards
          .collect(flow.session(invoice), account, UUID.randomUUID(), Optional.of("pm_card_visa"))
          .isRefused("body.payment_method_id", "value_error.payment_method_id.no_card");
      var body = flow.accountBody(Flow.PAYS);
      body.put("payment_method_id", "pm_card_visa");
      flow.caller()
          .post("/v1/payment-accounts/create?operation_type=COLLECTION", body)
          .isRefused("body.payment_method_id", "value_error.payment_method_id.no_card");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "visa", "pm_", "pm_card visa", "tok_visa", "pm_card-visa"})
    void withSomethingElseThanAPaymentMethodIsRefused(String card) {
      cards.account(Optional.of(card)).isRefused("body.payment_method_id", "value_error.str.regex");
      cards
          .collect(flow.session(invoice), cards.account(), UUID.randomUUID(), Optional.of(card))
          .isRefused("body.payment_method_id", "value_error.str.regex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4242424242424242", "pm_4242424242424242", "4242 4242 4242 4242"})
    void withACardNumberIsRefusedAsSuch(String number) {
      cards
          .account(Optional.of(number))
          .isRefused("body.payment_method_id", "value_error.card_data.forbidden");
      cards
          .collect(flow.session(invoice), cards.account(), UUID.randomUUID(), Optional.of(number))
          .isRefused("body.payment_method_id", "value_error.card_data.forbidden");
    }
  }

  @Test
  void aPaymentMethodThatTheGatewayDoesNotKnowFailsThePayment() {
    var execution = cards.collect(invoice, "pm_card_unheard_of");
    assertThat(status(execution)).isEqualTo("FAILED");
    assertThat(execution.get("gateway_message").stringValue()).contains("pm_card_unheard_of");
    assertThat(flow.standing(invoice)).isEqualTo("ACTIVE");
  }

  @Test
  void aCardPaysInDollarsOnly() {
    var body =
        new HashMap<>(
            Flow.collectionBody(flow.session(invoice), cards.account(), UUID.randomUUID()));
    body.put("currency", "LRD");
    flow.caller()
        .post("/v1/executions/collection", body)
        .isRefused("body.currency", "value_error.currency.unsupported");
  }

  @Nested
  class ARefund {
    private MoneyFlow money;

    @BeforeEach
    void asTheSandboxMerchant() {
      money = MoneyFlow.of(SERVER, SERVER.merchant());
    }

    @Test
    void goesBackToTheCardInParts() {
      var paid = cards.collect(invoice, "pm_card_visa");
      var first = refund(paid, "100.00");
      assertThat(status(first)).isEqualTo("COMPLETED");
      assertThat(first.get("provider_transaction_id").stringValue()).startsWith("re_");
      assertThat(first.get("requires_action").booleanValue()).isFalse();
      assertThat(status(refund(paid, "150.00"))).isEqualTo("COMPLETED");
      money
          .refundSession(paid.get("payment_intent_id").longValue(), "0.01")
          .isRefused("body.amount", "value_error.amount.too_large");
    }

    @Test
    void mayBePendingAtFirst() {
      var paid = cards.collect(invoice, "pm_card_pendingRefund");
      var reserved = money.reserved("USD");
      var refund = refund(paid, "250.00");
      assertThat(status(refund)).isEqualTo("PROCESSING");
      SERVER.settle();
      assertThat(status(refundStatus(refund))).isEqualTo("COMPLETED");
      assertThat(money.reserved("USD")).isEqualTo(reserved);
    }

    @Test
    void thatFailsAfterItsSuccessIsCompensated() {
      var paid = cards.collect(invoice, "pm_card_refundFail");
      var balance = money.balance("USD");
      var refund = refund(paid, "250.00");
      assertThat(status(refund)).isEqualTo("COMPLETED");
      SERVER.settle();
      assertThat(money.balance("USD")).isEqualTo(balance);
      assertThat(status(refundStatus(refund))).isEqualTo("COMPLETED");
    }

    private JsonNode refund(JsonNode paid, String amount) {
      var reference = UUID.randomUUID();
      long session = money.refundSession(paid.get("payment_intent_id").longValue(), amount).id();
      money.refund(session, reference).ok();
      SERVER.runDue();
      return money.status("refund", reference);
    }

    private JsonNode refundStatus(JsonNode refund) {
      return money.status("refund", CardFlow.reference(refund));
    }
  }

  @Nested
  class ThePredictionOfACard {
    private static final String PATH = "/v1/predictions/card-provider-info?payment_method_id=";

    @ParameterizedTest
    @CsvSource({
      "pm_card_visa, visa",
      "pm_card_mastercard, mastercard",
      "pm_card_amex, amex",
      "pm_card_chargeDeclined, visa"
    })
    void tellsItsBrandCountryAndCurrencies(String id, String brand) {
      var told = flow.caller().get(PATH + id + "&operation_type=COLLECTION&provider=STRIPE").ok();
      assertThat(told.get("brand").stringValue()).isEqualTo(brand);
      assertThat(told.get("country").stringValue()).isEqualTo("US");
      assertThat(told.get("currencies").toString()).isEqualTo("[\"USD\"]");
      assertThat(told.get("payment_method").stringValue()).isEqualTo("CREDIT_CARD");
      assertThat(told.get("gateway_provider").stringValue()).isEqualTo("STRIPE");
      assertThat(told.get("payment_method_id").stringValue()).isEqualTo(id);
    }

    @Test
    void isRefusedForACardThatNobodyKnows() {
      flow.caller()
          .get(PATH + "pm_card_none&operation_type=COLLECTION")
          .isRefused("query.payment_method_id", "value_error.payment_method_id.not_found");
    }

    @Test
    void doesWithoutTheProvider() {
      flow.caller().get(PATH + "pm_card_visa&operation_type=REFUND").ok();
    }

    @ParameterizedTest
    @CsvSource({
      "visa&operation_type=COLLECTION, query.payment_method_id, value_error.str.regex",
      "pm_card_visa, query.operation_type, value_error.missing",
      "pm_card_visa&operation_type=PAYOUT, query.operation_type, value_error.method.unsupported",
      "pm_card_visa&operation_type=COLLECTION&provider=PAWAPAY,"
          + " query.provider, value_error.method_provider.mismatch",
      "4242424242424242&operation_type=COLLECTION,"
          + " query.payment_method_id, value_error.card_data.forbidden",
    })
    void isRefusedForWhatIsNoCard(String query, String location, String type) {
      flow.caller().get(PATH + query).isRefused(location, type);
    }
  }

  @Nested
  class TheStandInForStripe {
    @Test
    void mayBeCalledFromAnyOrigin() {
      var secret = secret(cards.collect(invoice));
      var path = "/sandbox/stripe/v1/payment_intents/" + secret.split("_secret_", 2)[0];
      for (var preflighted :
          List.of(path, path + "/confirm", "/sandbox/stripe/v1/payment_methods")) {
        var preflight =
            SERVER
                .anonymous()
                .send(
                    "OPTIONS",
                    preflighted,
                    BodyPublishers.noBody(),
                    Map.of("Origin", "https://shop.example"));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(preflight.header("Access-Control-Allow-Headers").orElseThrow())
            .contains("Authorization");
      }
      assertThat(cards.retrieve(secret).header("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void tellsAPaymentOnlyToWhoKnowsItsSecret() {
      var secret = secret(cards.collect(invoice));
      var id = secret.split("_secret_", 2)[0];
      for (var wrong : List.of(id + "_secret_wrong", secret + "x", "x")) {
        var refused = cards.retrieve(id, wrong);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.json().at("/error/code").stringValue()).isEqualTo("resource_missing");
      }
      assertThat(cards.confirm(id + "_secret_wrong", "pm_card_visa").status()).isEqualTo(404);
      assertThat(cards.confirm("pi_none_secret_x", "pm_card_visa").status()).isEqualTo(404);
    }

    @Test
    void doesNotTellThePayerThatACardIsLostOrStolen() {
      for (var kind : List.of("LostCard", "StolenCard")) {
        var execution = cards.collect(flow.published());
        var refused = cards.confirm(secret(execution), "pm_card_chargeDeclined" + kind);
        assertThat(refused.json().at("/error/decline_code").stringValue())
            .isEqualTo("generic_decline");
      }
    }

    @Test
    void takesTestCardsOnly() {
      var methods = "/sandbox/stripe/v1/payment_methods";
      var visa = SERVER.anonymous().post(methods, Map.of("card", "pm_card_visa")).ok();
      assertThat(visa.at("/card/last4").stringValue()).isEqualTo("4242");
      assertThat(SERVER.anonymous().post(methods, Map.of("card", "pm_1Abc")).status())
          .isEqualTo(404);
      assertThat(SERVER.anonymous().post(methods, Map.of("card", "4242424242424242")).status())
          .isEqualTo(422);
    }
  }

  private static void faults(String name, int count) {
    SERVER.admin().put("/admin/v1/sandbox/faults", Map.of(name, count)).ok();
  }

  private static String status(JsonNode execution) {
    return execution.get("status").stringValue();
  }

  /** The types of what was told of an execution, the newest first. */
  private List<String> told(JsonNode execution) {
    return news(execution).valueStream().map(event -> event.get("type").stringValue()).toList();
  }

  private JsonNode news(JsonNode execution) {
    var id = execution.get("payment_intent_id").longValue();
    return flow.caller().get("/v1/events/list?object_type=execution&object_id=" + id).ok();
  }

  private static String secret(JsonNode execution) {
    return execution.get("client_secret").stringValue();
  }

  private static Optional<String> message(JsonNode execution) {
    var message = execution.get("gateway_message");
    return message.isNull() ? Optional.empty() : Optional.of(message.stringValue());
  }

  private static long intents(JsonNode execution, String status) {
    return intents(CardFlow.reference(execution), status);
  }

  private static long intents(UUID reference, String status) {
    return SERVER.count(
        "select count(*) from sandbox.payment_intent where reference_id = '%s' and status = '%s'"
            .formatted(reference, status));
  }

  private static long gatewayCode(JsonNode execution, String code) {
    return SERVER.count(
        "select count(*) from executions.execution where reference_id = '%s' and gateway_code = '%s'"
            .formatted(CardFlow.reference(execution), code));
  }
}
