package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.gateways.DisputeNews;
import app.dollr.gateways.DisputeNews.Standing;
import app.dollr.simulators.Fault;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * A payer's bank takes a payment back. The invoice is over USD 250, for which the payer pays 260.05
 * by card; that much is what a dispute takes.
 */
class DisputesApiTest {
  private static final LiveStripe LIVE = new LiveStripe();

  @RegisterExtension static final TestServer SERVER = LIVE.server();

  private TestServer.Merchant merchant;
  private MoneyFlow money;
  private CardFlow cards;
  private Accounts books;
  private long invoice;

  @BeforeEach
  void publish() {
    LIVE.connect();
    merchant = SERVER.newMerchant();
    money = MoneyFlow.of(SERVER, merchant);
    cards = new CardFlow(money.flow(), SERVER.anonymous());
    books = new Accounts(SERVER, merchant.id());
    invoice = money.flow().published();
  }

  @AfterAll
  static void close() {
    LIVE.close();
  }

  private JsonNode disputed(String card) {
    var execution = cards.collect(invoice, card);
    LIVE.tell();
    return execution;
  }

  private JsonNode paid() {
    return disputed("pm_card_visa");
  }

  /** Another dispute of a payment, or of a part of it, which takes the money; its id. */
  private static String open(JsonNode execution, String amount) {
    var made =
        LIVE.post(
            "/sim/disputes",
            "payment_intent=%s&amount=%s"
                .formatted(
                    execution.get("provider_transaction_id").stringValue(),
                    amount.replace(".", "")));
    LIVE.tell();
    return made.get("id").stringValue();
  }

  private static void end(String dispute, String outcome) {
    LIVE.post("/sim/disputes/" + dispute, "outcome=" + outcome);
    LIVE.tell();
  }

  private DisputeNews news(UUID reference, String amount, boolean withdrawn) {
    return new DisputeNews(
        "stripe",
        new MerchantId(merchant.id()),
        new ReferenceId(reference),
        "du_of_" + reference,
        Money.parse(amount, CurrencyCode.USD),
        "general",
        Standing.OPEN,
        withdrawn);
  }

  private void hear(JsonNode execution, String amount, boolean withdrawn) {
    SERVER.app().hear(news(CardFlow.reference(execution), amount, withdrawn));
  }

  private static Reply resolve(long exception, String resolution) {
    return SERVER
        .admin()
        .post(
            "/admin/v1/exceptions/%d/resolve".formatted(exception),
            Map.of("resolution", resolution));
  }

  private static long paymentIntent(JsonNode execution) {
    return execution.get("payment_intent_id").longValue();
  }

  private Optional<String> resolution(JsonNode execution, String dispute) {
    var found =
        exceptions(execution).stream()
            .filter(x -> x.get("provider_dispute_id").asString("").equals(dispute))
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst().get("resolution").stringValueOpt();
  }

  private JsonNode dispute() {
    return money.caller().get("/v1/disputes/list").ok().get(0);
  }

  private void close(String outcome) {
    end(dispute().get("provider_dispute_id").stringValue(), outcome);
  }

  private List<String> told() {
    return money
        .caller()
        .get("/v1/events/list?type=dispute.*")
        .ok()
        .valueStream()
        .map(event -> event.get("type").stringValue())
        .toList();
  }

  private List<JsonNode> exceptions(JsonNode execution) {
    return exceptions(execution.get("reference_id").stringValue());
  }

  private List<JsonNode> exceptions(String reference) {
    return SERVER
        .admin()
        .get("/admin/v1/exceptions")
        .ok()
        .valueStream()
        .filter(x -> x.get("reference_id").stringValue().equals(reference))
        .toList();
  }

  @Test
  void takesWhatTheWalletHasAndTheRestIsOwed() {
    var execution = disputed("pm_card_createDispute");
    assertThat(money.balance("USD")).isEqualTo("0.00");
    var dispute = dispute();
    assertThat(dispute.get("reference_id")).isEqualTo(execution.get("reference_id"));
    assertThat(dispute.get("amount").asString()).isEqualTo("260.05");
    assertThat(dispute.get("status").stringValue()).isEqualTo("OPEN");
    assertThat(dispute.get("reason").stringValue()).isEqualTo("fraudulent");
    assertThat(dispute.get("funds_withdrawn").booleanValue()).isTrue();
    assertThat(dispute.get("charged_amount").asString()).isEqualTo("260.05");
    assertThat(dispute.get("owed_amount").asString()).isEqualTo("10.05");
    assertThat(books.net("MERCHANT_RECEIVABLE", "USD")).isEqualTo(-1005);
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isZero();
    assertThat(told()).containsExactlyInAnyOrder("dispute.created", "dispute.funds_withdrawn");
    assertThat(money.flow().standing(invoice)).isEqualTo("PAID");
    assertThat(cards.status(execution).get("status").stringValue()).isEqualTo("COMPLETED");
    var statement =
        money
            .caller()
            .get("/v1/wallets/%d/statement".formatted(money.wallet("USD").get("id").longValue()))
            .ok();
    assertThat(statement.get(0).get("kind").stringValue()).isEqualTo("DISPUTE");
    var exceptions = exceptions(execution);
    assertThat(exceptions).hasSize(1);
    assertThat(exceptions.getFirst().get("kind").stringValue()).isEqualTo("DISPUTE");
    assertThat(exceptions.getFirst().get("said").stringValue()).contains("answer it");
    assertThat(exceptions.getFirst().get("resolution").isNull()).isTrue();
  }

  @Test
  void isRecoveredFromLaterCredits() {
    disputed("pm_card_createDispute");
    SERVER.fund(merchant, "USD", "4.00");
    SERVER.runDue();
    assertThat(money.balance("USD")).isEqualTo("0.00");
    assertThat(dispute().get("owed_amount").asString()).isEqualTo("6.05");
    SERVER.fund(merchant, "USD", "100.00");
    SERVER.runDue();
    SERVER.runDue();
    assertThat(money.balance("USD")).isEqualTo("93.95");
    assertThat(dispute().get("owed_amount").asString()).isEqualTo("0.00");
    assertThat(books.net("MERCHANT_RECEIVABLE", "USD")).isZero();
  }

  @Test
  void givesAllBackWhenItIsWon() {
    var execution = disputed("pm_card_createDisputeProductNotReceived");
    close("won");
    assertThat(money.balance("USD")).isEqualTo("250.00");
    assertThat(books.net("MERCHANT_RECEIVABLE", "USD")).isZero();
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isEqualTo(-26005);
    assertThat(dispute().get("status").stringValue()).isEqualTo("WON");
    assertThat(dispute().get("charged_amount").asString()).isEqualTo("0.00");
    assertThat(told())
        .containsExactlyInAnyOrder(
            "dispute.created",
            "dispute.funds_withdrawn",
            "dispute.funds_reinstated",
            "dispute.closed");
    assertThat(exceptions(execution).getFirst().get("resolution").stringValue())
        .isEqualTo("COMPENSATED");
  }

  @Test
  void takesTheMoneyForGoodWhenItIsLost() {
    SERVER.fund(merchant, "USD", "1000.00");
    disputed("pm_card_createDispute");
    close("lost");
    assertThat(money.balance("USD")).isEqualTo("989.95");
    assertThat(dispute().get("status").stringValue()).isEqualTo("LOST");
    assertThat(told()).contains("dispute.closed").doesNotContain("dispute.funds_reinstated");
  }

  @Test
  void isOnlyToldWhileTheBankInquires() {
    var execution = disputed("pm_card_createDisputeInquiry");
    assertThat(money.balance("USD")).isEqualTo("250.00");
    assertThat(dispute().get("funds_withdrawn").booleanValue()).isFalse();
    assertThat(told()).containsExactly("dispute.created");
    assertThat(exceptions(execution)).hasSize(1);
    close("lost");
    assertThat(dispute().get("status").stringValue()).isEqualTo("WON");
    assertThat(money.balance("USD")).isEqualTo("250.00");
  }

  @ParameterizedTest
  @CsvSource({"CALLBACK_TWICE", "CALLBACK_REORDERED", "CALLBACK_FORGED", "CALLBACK_ALTERED"})
  void movesMoneyOnceHoweverItIsTold(Fault fault) {
    LIVE.stripe().faults().set(fault, fault == Fault.CALLBACK_REORDERED ? 1 : 3);
    disputed("pm_card_createDispute");
    for (int i = 0; i < 3; i++) {
      SERVER.clock().advance(Duration.ofMinutes(1));
      LIVE.tell();
    }
    LIVE.stripe().faults().set(fault, 1);
    close("won");
    SERVER.clock().advance(Duration.ofMinutes(1));
    LIVE.tell();
    assertThat(money.balance("USD")).isEqualTo("250.00");
    assertThat(books.journals("DISPUTE")).isOne();
    assertThat(books.journals("DISPUTE_REVERSAL")).isOne();
  }

  @Test
  void ofAnotherCurrencyIsBorneAtTheRatesOfThePayment() {
    invoice = money.invoice("10000", "LRD", "PAYER");
    var execution = cards.collect(invoice, "pm_card_createDispute");
    assertThat(execution.get("payer_amount").asString()).isEqualTo("55.77");
    LIVE.tell();
    // 55.77 US dollars at 190 are 10,596.30; 10,000 are in the wallet.
    assertThat(dispute().get("charged_amount").asString()).isEqualTo("10596.30");
    assertThat(dispute().get("owed_amount").asString()).isEqualTo("596.30");
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isZero();
    close("won");
    assertThat(money.balance("LRD")).isEqualTo("10000.00");
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isEqualTo(-5577);
  }

  @Test
  void severalOfOnePaymentStandEachOnItsOwn() {
    var execution = paid();
    var first = open(execution, "100.00");
    var second = open(execution, "60.00");
    assertThat(money.balance("USD")).isEqualTo("90.00");
    assertThat(exceptions(execution))
        .extracting(x -> x.get("provider_dispute_id").stringValue())
        .containsExactlyInAnyOrder(first, second);
    end(first, "won");
    end(first, "won");
    assertThat(money.balance("USD")).isEqualTo("190.00");
    assertThat(resolution(execution, first)).contains("COMPENSATED");
    assertThat(resolution(execution, second)).isEmpty();
    end(second, "lost");
    assertThat(resolution(execution, second)).contains("COMPENSATED");
    assertThat(money.balance("USD")).isEqualTo("190.00");
    assertThat(books.journals("DISPUTE")).isEqualTo(2);
    assertThat(books.journals("DISPUTE_REVERSAL")).isOne();
    assertThat(money.caller().get("/v1/disputes/list").ok())
        .extracting(dispute -> dispute.get("status").stringValue())
        .containsExactly("LOST", "WON");
    assertThat(told())
        .containsExactlyInAnyOrder(
            "dispute.created",
            "dispute.created",
            "dispute.funds_withdrawn",
            "dispute.funds_withdrawn",
            "dispute.funds_reinstated",
            "dispute.closed",
            "dispute.closed");
  }

  @Test
  void isSettledByTheOperatorOneByOne() {
    var execution = paid();
    var first = open(execution, "100.00");
    var second = open(execution, "60.00");
    var id =
        exceptions(execution).stream()
            .filter(x -> x.get("provider_dispute_id").stringValue().equals(first))
            .findFirst()
            .orElseThrow()
            .get("id");
    resolve(id.longValue(), "WRITE_OFF").ok();
    assertThat(resolution(execution, first)).contains("WRITE_OFF");
    assertThat(resolution(execution, second)).isEmpty();
    assertThat(money.balance("USD")).isEqualTo("90.00");
  }

  @Test
  void standsAmongTheExceptionsWithWhatToDo() {
    var execution = paid();
    open(execution, "100.00");
    var cli = Cli.ofOperator(SERVER);
    assertThat(cli.run("admin", "exceptions", "list")).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("reference id", execution.get("reference_id").stringValue())
        .contains("USD 100.00 is disputed: general; answer it at the gateway")
        .contains("What to do: answer it at the gateway in time");
  }

  @Test
  void ofWhatIsLeftAfterARefundTakesNoMoreThanThat() {
    var execution = paid();
    long session = money.refundSession(paymentIntent(execution), "100.00").id();
    money.refund(session, UUID.randomUUID()).ok();
    SERVER.runDue();
    open(execution, "160.05");
    assertThat(money.balance("USD")).isEqualTo("0.00");
    assertThat(dispute().get("owed_amount").asString()).isEqualTo("10.05");
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isZero();
  }

  @Test
  void ofMoreThanIsLeftIsOwedByTheOneThatComesLast() {
    var execution = paid();
    open(execution, "200.00");
    open(execution, "60.05");
    assertThat(money.balance("USD")).isEqualTo("0.00");
    assertThat(money.caller().get("/v1/disputes/list").ok())
        .extracting(dispute -> dispute.get("owed_amount").asString())
        .containsExactly("10.05", "0.00");
    assertThat(books.net("MERCHANT_RECEIVABLE", "USD")).isEqualTo(-1005);
  }

  @Test
  void ofLessThanTheWalletsSmallestUnitIsTakenAllTheSame() {
    invoice = money.invoice("10000", "LRD", "PAYER");
    var execution = paid();
    hear(execution, "0.01", true);
    assertThat(dispute().get("charged_amount").asString()).isEqualTo("1.90");
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isEqualTo(-5576);
  }

  @Test
  void isHeardOfBeforeItsPaymentWas() {
    LIVE.fault(Fault.RESET_AFTER);
    var execution = disputed("pm_card_createDispute");
    assertThat(cards.status(execution).get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(dispute().get("funds_withdrawn").booleanValue()).isTrue();
    assertThat(books.net("SUSPENSE", "USD")).isZero();
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isZero();
  }

  /** A dispute of what nobody knows, or of what is on hold: what it takes stands in SUSPENSE. */
  @Nested
  class Stray {
    private final UUID reference = UUID.randomUUID();

    private void hearOf(boolean withdrawn) {
      SERVER.app().hear(news(reference, "12.00", withdrawn));
    }

    private JsonNode exception() {
      var all = exceptions(reference.toString());
      assertThat(all).hasSize(1);
      return all.getFirst();
    }

    @Test
    void standsInSuspenseOnceHoweverOftenItIsTold() {
      hearOf(false);
      assertThat(exceptions(reference.toString())).isEmpty();
      hearOf(true);
      hearOf(true);
      assertThat(books.net("SUSPENSE", "USD")).isEqualTo(-1200);
      assertThat(books.net("GATEWAY_CLEARING", "USD")).isEqualTo(1200);
      assertThat(exception().get("kind").stringValue()).isEqualTo("UNKNOWN_REFERENCE");
      assertThat(money.caller().get("/v1/disputes/list").ok()).isEmpty();
    }

    @Test
    void comesBackOnceAndMayBeTakenAgain() {
      hearOf(true);
      hearOf(false);
      hearOf(false);
      assertThat(books.net("SUSPENSE", "USD")).isZero();
      assertThat(books.net("GATEWAY_CLEARING", "USD")).isZero();
      assertThat(books.journals("DISPUTE_REVERSAL")).isOne();
      assertThat(exception().get("resolution").stringValue()).isEqualTo("COMPENSATED");
      assertThat(exception().get("reinstated_at").isNull()).isFalse();
      hearOf(true);
      assertThat(books.net("SUSPENSE", "USD")).isEqualTo(-1200);
      assertThat(exception().get("resolution").isNull()).isTrue();
      hearOf(false);
      assertThat(books.net("SUSPENSE", "USD")).isZero();
      assertThat(books.journals("DISPUTE_REVERSAL")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"REFUND, 0, 0", "CREDIT, -1200, 0", "WRITE_OFF, 0, -1200"})
    void comesBackToWhereTheOperatorHadPutIt(String resolution, long wallet, long cost) {
      SERVER.fund(merchant, "USD", "20.00");
      hearOf(true);
      resolve(exception().get("id").longValue(), resolution).ok();
      hearOf(true);
      assertThat(books.net("WALLET", "USD")).isEqualTo(2000 + wallet);
      assertThat(books.net("GATEWAY_COST", "USD")).isEqualTo(cost);
      hearOf(false);
      hearOf(false);
      assertThat(books.net("WALLET", "USD")).isEqualTo(2000);
      assertThat(books.net("GATEWAY_COST", "USD")).isZero();
      assertThat(books.net("SUSPENSE", "USD")).isZero();
      assertThat(books.net("GATEWAY_CLEARING", "USD")).isZero();
      assertThat(exception().get("resolution").stringValue()).isEqualTo(resolution);
      assertThat(money.balance("USD")).isEqualTo("20.00");
    }

    @Test
    void cannotBeSettledOnceItHasComeBack() {
      hearOf(true);
      hearOf(false);
      resolve(exception().get("id").longValue(), "CREDIT")
          .isRefused("body.resolution", "value_error.exception.resolved");
      assertThat(books.net("SUSPENSE", "USD")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"lost, 1005, 1", "won, 0, 0"})
    void isBorneByTheMerchantOnceItsPaymentIsSettled(String outcome, long owed, long journals) {
      LIVE.fault(Fault.OTHER_AMOUNT);
      var execution = disputed("pm_card_createDispute");
      assertThat(books.net("SUSPENSE", "USD")).as("came in and went").isZero();
      var more =
          exceptions(execution).stream()
              .filter(x -> x.get("kind").stringValue().equals("OTHER_AMOUNT"))
              .findFirst()
              .orElseThrow();
      resolve(more.get("id").longValue(), "CREDIT").ok();
      assertThat(books.net("SUSPENSE", "USD")).isEqualTo(-26006);
      var id = LIVE.book("disputes").getLast().get("id").stringValue();
      end(id, outcome);
      assertThat(books.net("SUSPENSE", "USD")).isZero();
      assertThat(books.net("MERCHANT_RECEIVABLE", "USD")).isEqualTo(-owed);
      assertThat(dispute().get("status").stringValue()).isEqualTo(outcome.toUpperCase(Locale.ROOT));
      assertThat(resolution(execution, id)).contains("COMPENSATED");
      assertThat(books.journals("DISPUTE")).isEqualTo(journals);
    }
  }

  @Test
  void isShownByTheCommandLine() {
    disputed("pm_card_createDispute");
    var cli = Cli.of(SERVER, merchant).with("DOLLR_BASE_URL", SERVER.app().localUrl());
    assertThat(cli.run("--json", "payments", "disputes", "--limit=5")).as(cli.err()).isZero();
    var shown = cli.json();
    assertThat(shown).hasSize(1);
    assertThat(shown.get(0)).isEqualTo(dispute());
  }

  @Test
  void isListedPageByPageAndOnlyToItsMerchant() {
    disputed("pm_card_createDispute");
    invoice = money.flow().published();
    disputed("pm_card_createDisputeInquiry");
    var first = money.caller().get("/v1/disputes/list?limit=1");
    assertThat(first.ok()).hasSize(1);
    assertThat(first.header("X-Total-Count")).contains("2");
    long last = first.json().get(0).get("id").longValue();
    var path = "/v1/disputes/list?limit=1&starting_after=" + last;
    assertThat(money.caller().get(path).ok()).hasSize(1);
    var other = SERVER.caller(SERVER.newMerchant());
    assertThat(other.get("/v1/disputes/list").ok()).isEmpty();
    other.get(path).isRefused("query.starting_after", "value_error.cursor.not_found");
  }
}
