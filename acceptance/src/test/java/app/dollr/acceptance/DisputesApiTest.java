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
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
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

  private JsonNode dispute() {
    return money.caller().get("/v1/disputes/list").ok().get(0);
  }

  private void close(String outcome) {
    LIVE.post(
        "/sim/disputes/" + dispute().get("provider_dispute_id").stringValue(),
        "outcome=" + outcome);
    LIVE.tell();
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
    return SERVER
        .admin()
        .get("/admin/v1/exceptions")
        .ok()
        .valueStream()
        .filter(x -> x.get("reference_id").equals(execution.get("reference_id")))
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
  void ofWhatNobodyKnowsStandsInSuspense() {
    var reference = UUID.randomUUID();
    var news =
        new DisputeNews(
            "stripe",
            new MerchantId(merchant.id()),
            new ReferenceId(reference),
            "dp_1",
            Money.parse("12.00", CurrencyCode.USD),
            "general",
            Standing.OPEN,
            true);
    SERVER.app().hear(news);
    SERVER.app().hear(news);
    assertThat(books.net("SUSPENSE", "USD")).isEqualTo(-1200);
    assertThat(money.caller().get("/v1/disputes/list").ok()).isEmpty();
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
