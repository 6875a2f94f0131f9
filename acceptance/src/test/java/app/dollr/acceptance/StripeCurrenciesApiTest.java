package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.simulators.Fault;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Cards in every currency of the platform; Stripe counts francs whole, and the rest in cents. */
class StripeCurrenciesApiTest {
  private static final LiveStripe LIVE = new LiveStripe();

  @RegisterExtension
  static final TestServer SERVER = LIVE.server().with("DOLLR_CARD_CURRENCIES", "USD,LRD,RWF");

  private TestServer.Merchant merchant;
  private MoneyFlow money;
  private CardFlow cards;

  @BeforeEach
  void beANewMerchant() {
    LIVE.connect();
    merchant = SERVER.newMerchant();
    money = MoneyFlow.of(SERVER, merchant);
    cards = new CardFlow(money.flow(), SERVER.anonymous());
  }

  @AfterAll
  static void close() {
    LIVE.close();
  }

  private JsonNode pay(long invoice, String currency, String card) {
    Map<String, Object> body =
        new LinkedHashMap<>(
            Flow.collectionBody(money.flow().session(invoice), cards.account(), UUID.randomUUID()));
    body.put("currency", currency);
    body.put("payment_method_id", card);
    return money.caller().post("/v1/executions/collection", body).ok();
  }

  private static String reference(JsonNode execution) {
    return execution.get("reference_id").stringValue();
  }

  private static JsonNode booked(JsonNode execution) {
    var booked = LIVE.payments(reference(execution));
    assertThat(booked).hasSize(1);
    return booked.getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "USD, 250.00, PAYER, USD, 260.05, usd, 26005",
    "LRD, 10000, PAYER, LRD, 10447.00, lrd, 1044700",
    "LRD, 100.50, PAYEE, LRD, 100.50, lrd, 10050",
    "RWF, 10000, PAYER, RWF, 10825, rwf, 10825",
    "RWF, 1001, PAYEE, RWF, 1001, rwf, 1001",
    "USD, 10.00, PAYEE, RWF, 14500, rwf, 14500",
    "USD, 10.00, PAYEE, LRD, 1900.00, lrd, 190000",
    "RWF, 10000, PAYER, USD, 7.57, usd, 757",
  })
  void anAmountIsExactAsStripeCountsIt(
      String base,
      String total,
      String bearer,
      String currency,
      String paid,
      String name,
      long minor) {
    var execution = pay(money.invoice(total, base, bearer), currency, "pm_card_visa");
    assertThat(execution.get("payer_amount").decimalValue()).isEqualByComparingTo(paid);
    assertThat(execution.get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(booked(execution).get("amount").longValue()).isEqualTo(minor);
    assertThat(booked(execution).get("currency").stringValue()).isEqualTo(name);
    assertThat(new Accounts(SERVER, merchant.id()).net("GATEWAY_CLEARING", currency))
        .isEqualTo(-new BigDecimal(paid).unscaledValue().longValueExact());
  }

  @ParameterizedTest
  @CsvSource({"LRD, 100.50, 12.34, 1234", "RWF, 10000, 3001, 3001"})
  void aRefundIsExactAsStripeCountsIt(String currency, String total, String back, long minor) {
    var paid = pay(money.invoice(total, currency, "PAYER"), currency, "pm_card_visa");
    var reference = UUID.randomUUID();
    long session = money.refundSession(paid.get("payment_intent_id").longValue(), back).id();
    money.refund(session, reference).ok();
    SERVER.runDue();
    assertThat(money.status("refund", reference).get("status").stringValue())
        .isEqualTo("COMPLETED");
    var refund = LIVE.book("refunds").getLast();
    assertThat(refund.get("amount").longValue()).isEqualTo(minor);
    assertThat(refund.get("currency").stringValue()).isEqualToIgnoringCase(currency);
    assertThat(new BigDecimal(money.balance(currency)))
        .isEqualByComparingTo(new BigDecimal(total).subtract(new BigDecimal(back)));
  }

  @Test
  void aDisputeIsExactAsStripeCountsIt() {
    var paid = pay(money.invoice("10000", "RWF", "PAYER"), "RWF", "pm_card_visa");
    LIVE.post(
        "/sim/disputes",
        "payment_intent=%s&amount=825".formatted(booked(paid).get("id").stringValue()));
    LIVE.tell();
    assertThat(money.balance("RWF")).isEqualTo("9175");
    var dispute = money.caller().get("/v1/disputes/list").ok().get(0);
    assertThat(dispute.get("amount").decimalValue()).isEqualByComparingTo("825");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"OTHER_AMOUNT", "OTHER_CURRENCY"})
  void whatDiffersIsHeldForTheOperatorAndCreditsNobody(Fault fault) {
    LIVE.fault(fault);
    long invoice = money.invoice("10000", "RWF", "PAYER");
    var execution = pay(invoice, "RWF", "pm_card_visa");
    LIVE.tell();
    assertThat(cards.status(execution).get("status").stringValue()).isEqualTo("PROCESSING");
    assertThat(money.flow().standing(invoice)).isEqualTo("PROCESSING");
    var exceptions = exceptions(execution);
    assertThat(exceptions).hasSize(1);
    var exception = exceptions.getFirst();
    assertThat(exception.get("kind").stringValue()).isEqualTo("OTHER_AMOUNT");
    boolean otherAmount = fault == Fault.OTHER_AMOUNT;
    assertThat(exception.get("amount").decimalValue())
        .isEqualByComparingTo(otherAmount ? "10826" : "108.25");
    assertThat(exception.get("currency").stringValue()).isEqualTo(otherAmount ? "RWF" : "EUR");
    var books = new Accounts(SERVER, merchant.id());
    assertThat(books.net("WALLET", "RWF")).isZero();
    assertThat(books.net("SUSPENSE", otherAmount ? "RWF" : "EUR"))
        .isEqualTo(otherAmount ? 10826 : 10825);
  }

  private static List<JsonNode> exceptions(JsonNode execution) {
    return SERVER
        .admin()
        .get("/admin/v1/exceptions")
        .ok()
        .valueStream()
        .filter(x -> x.get("reference_id").stringValue().equals(reference(execution)))
        .toList();
  }

  @Test
  void theCurrenciesOfCardsArePredicted() {
    var predicted = money.predict("COLLECTION", "CREDIT_CARD", "10000", "RWF", "RWF", "PAYER").ok();
    assertThat(predicted.get("payer_amount").asString()).isEqualTo("10825");
  }
}
