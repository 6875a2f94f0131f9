package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money in, out, across and back, and what the wallets say of it. */
class MoneyApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private MoneyFlow money;
  private Flow flow;

  @BeforeEach
  void beANewMerchant() {
    var merchant = SERVER.newMerchant();
    SERVER.fund(merchant, "USD", "1000.00");
    money = MoneyFlow.of(SERVER, merchant);
    flow = money.flow();
  }

  @Test
  void aCollectionCreditsTheWalletAndChargesThePayer() {
    var reference = flow.collect(flow.published(), Flow.PAYS);
    var accepted = flow.status(reference);
    assertThat(accepted.get("payer_amount").asString()).isEqualTo("257.50");
    assertThat(accepted.get("payee_amount").asString()).isEqualTo("250.00");
    assertThat(money.balance("USD")).isEqualTo("1000.00");
    SERVER.settle();
    assertThat(money.balance("USD")).isEqualTo("1250.00");
  }

  @Test
  void aDollarInvoiceIsPaidInLiberianDollars() {
    long invoice = flow.published();
    var body = flow.accountBody("231881234567");
    body.put("method", "MTN_MOMO_LBR");
    long account =
        money.caller().post("/v1/payment-accounts/create?operation_type=COLLECTION", body).id();
    var predicted =
        money
            .caller()
            .get(
                "/v1/predictions/payment-source/amount-and-fees?target_currency=LRD"
                    + "&payment_method=MTN_MOMO_LBR&provider=PAWAPAY&source_type=INVOICE&source_id="
                    + invoice)
            .ok();
    assertThat(predicted.get("payer_amount").stringValue()).isEqualTo("49519.70");
    assertThat(predicted.get("payee_amount").stringValue()).isEqualTo("250.00");
    assertThat(predicted.get("platform_fee").stringValue()).isEqualTo("2.50");
    assertThat(predicted.get("gateway_fee").stringValue()).isEqualTo("4.38");
    assertThat(predicted.get("fx_fee").stringValue()).isEqualTo("3.75");

    var reference = UUID.randomUUID();
    var collection =
        Map.of(
            "session_id",
            flow.session(invoice),
            "payment_account_id",
            account,
            "currency",
            "LRD",
            "reference_id",
            reference);
    var accepted = money.caller().post("/v1/executions/collection", collection).ok();
    assertThat(accepted.get("payer_amount").asString()).isEqualTo("49519.70");
    assertThat(accepted.get("payer_currency").stringValue()).isEqualTo("LRD");
    SERVER.settle();
    assertThat(money.balance("USD")).isEqualTo("1250.00");

    var receipt = money.caller().get("/v1/invoices/receipt/" + invoice).ok();
    assertThat(receipt.get("payer_amount").asString()).isEqualTo("49519.70");
    assertThat(receipt.get("fx_rate").stringValue()).isEqualTo("190");
    assertThat(receipt.get("fx_currency_from").stringValue()).isEqualTo("USD");
    assertThat(receipt.get("fx_currency_to").stringValue()).isEqualTo("LRD");
    assertThat(receipt.get("counterparty_phone").stringValue()).isEqualTo(Flow.PAYS);
    assertThat(receipt.get("items").size()).isEqualTo(1);
  }

  @Test
  void aPayoutIsSetAsideAndThenGone() {
    var reference = money.payOut(Flow.PAYS, "100", "USD");
    assertThat(money.balance("USD")).isEqualTo("898.25");
    assertThat(money.reserved("USD")).isEqualTo("101.75");
    SERVER.settle();
    var paid = money.status("payout", reference);
    assertThat(paid.get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(paid.get("payer_amount").asString()).isEqualTo("101.75");
    assertThat(paid.get("payee_amount").asString()).isEqualTo("100.00");
    assertThat(money.balance("USD")).isEqualTo("898.25");
    assertThat(money.reserved("USD")).isEqualTo("0.00");
  }

  @ParameterizedTest
  @CsvSource({"089", "099", "109", "119"})
  void aPayoutThatFailsGivesTheMoneyBack(String suffix) {
    var reference = money.payOut(Flow.payer(suffix), "100", "USD");
    SERVER.settle();
    assertThat(money.status("payout", reference).get("status").stringValue()).isEqualTo("FAILED");
    assertThat(money.balance("USD")).isEqualTo("1000.00");
    assertThat(money.reserved("USD")).isEqualTo("0.00");
  }

  @Test
  void tooLittleInTheWalletIsAFailedPayout() {
    long account = money.payoutAccount(Flow.PAYS);
    long session = money.payoutSession(account, "1000", "USD").id();
    var reference = UUID.randomUUID();
    var failed = money.payOut(session, account, reference).ok();
    assertThat(failed.get("status").stringValue()).isEqualTo("FAILED");
    assertThat(failed.get("wallet_message").stringValue())
        .isEqualTo("The wallet has less than USD 1017.50.");
    assertThat(money.balance("USD")).isEqualTo("1000.00");
    var replay = money.payOut(session, account, reference);
    assertThat(replay.header("Idempotent-Replayed")).contains("true");
    assertThat(replay.ok().get("status").stringValue()).isEqualTo("FAILED");
  }

  @Test
  void aTransferArrivesAtOnce() {
    long counterparty = flow.counterparty();
    long wallet = money.wallet("USD").get("id").longValue();
    long session = money.transferSession(wallet, counterparty, "200", "USD").id();
    var reference = UUID.randomUUID();
    var done = money.transfer(session, reference).ok();
    assertThat(done.get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(done.get("payer_amount").asString()).isEqualTo("200.50");
    assertThat(money.balance("USD")).isEqualTo("799.50");
    var party = money.caller().get("/v1/counterparties/retrieve/" + counterparty).ok().get("party");
    var theirs =
        money.caller().get("/v1/wallets/list?party_id=" + party.get("id").longValue()).ok();
    assertThat(theirs.get(0).get("balance").asString()).isEqualTo("200.00");
    assertThat(money.status("transfer", reference)).isEqualTo(done);
  }

  @Test
  void aCollectionIsRefundedInParts() {
    var reference = flow.collect(flow.published(), Flow.PAYS);
    SERVER.settle();
    long payment = flow.status(reference).get("payment_intent_id").longValue();
    var first = refund(payment, "100");
    assertThat(money.reserved("USD")).isEqualTo("100.00");
    SERVER.settle();
    assertThat(money.status("refund", first).get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(money.balance("USD")).isEqualTo("1150.00");
    money.refundSession(payment, "150.01").isRefused("body.amount", "value_error.amount.too_large");
    refund(payment, "150");
    SERVER.settle();
    assertThat(money.balance("USD")).isEqualTo("1000.00");
    money.refundSession(payment, "0.01").isRefused("body.amount", "value_error.amount.too_large");
  }

  @Test
  void refundsInAnotherCurrencyReturnWhatWasPaidToTheLastFranc() {
    var document = Flow.invoiceBody(flow.counterparty());
    long invoice = money.caller().post("/v1/invoices/create", document).id();
    var line =
        Map.of("name", "Beans", "currency", "USD", "qty", 1, "amount", new BigDecimal("33.33"));
    money.caller().post("/v1/invoices/%d/items/add".formatted(invoice), line).ok();
    money.caller().put("/v1/invoices/publish/" + invoice).ok();
    var body = flow.accountBody("250783456789");
    body.put("method", "MTN_MOMO_RWA");
    long account =
        money.caller().post("/v1/payment-accounts/create?operation_type=COLLECTION", body).id();
    var reference = UUID.randomUUID();
    var collection =
        Map.of(
            "session_id",
            flow.session(invoice),
            "payment_account_id",
            account,
            "currency",
            "RWF",
            "reference_id",
            reference);
    var accepted = money.caller().post("/v1/executions/collection", collection).ok();
    assertThat(accepted.get("payer_amount").asString()).isEqualTo("50402");
    SERVER.settle();
    long payment = accepted.get("payment_intent_id").longValue();
    for (var back : new String[] {"16110", "16109", "16110"}) {
      var refunded = refund(payment, "11.11");
      assertThat(money.status("refund", refunded).get("payee_amount").asString()).isEqualTo(back);
    }
    SERVER.settle();
    assertThat(money.balance("USD")).isEqualTo("1000.00");
  }

  @Test
  void anUnverifiedMerchantMayCollectAndNothingElse() {
    var unverified = MoneyFlow.of(SERVER, SERVER.newMerchant(false));
    var theirs = unverified.flow();
    theirs.collect(theirs.published(), Flow.PAYS);
    SERVER.settle();
    long account = unverified.payoutAccount(Flow.PAYS);
    unverified.payoutSession(account, "10", "USD").isError(403, "The merchant is not verified");
    unverified.refundSession(1, "10").isError(403, "The merchant is not verified");
    unverified.transferSession(1, 1, "10", "USD").isError(403, "The merchant is not verified");
    unverified.payOut(1, account, UUID.randomUUID()).isError(403, "The merchant is not verified");
    unverified.transfer(1, UUID.randomUUID()).isError(403, "The merchant is not verified");
    unverified.refund(1, UUID.randomUUID()).isError(403, "The merchant is not verified");
  }

  @Test
  void aStatementTellsEveryMovementAndTheBalanceAfterIt() {
    flow.collect(flow.published(), Flow.PAYS);
    SERVER.settle();
    money.payOut(Flow.PAYS, "100", "USD");
    SERVER.settle();
    long wallet = money.wallet("USD").get("id").longValue();
    var statement = money.caller().get("/v1/wallets/%d/statement".formatted(wallet)).ok();
    assertThat(statement.findValuesAsString("kind"))
        .containsExactly("PAYOUT", "RESERVATION", "COLLECTION", "FUNDING");
    assertThat(statement.findValuesAsString("balance"))
        .containsExactly("1148.25", "1148.25", "1250.00", "1000.00");
    assertThat(statement.findValuesAsString("amount"))
        .containsExactly("0.00", "-101.75", "250.00", "1000.00");
    var page =
        money
            .caller()
            .get(
                "/v1/wallets/%d/statement?limit=2&starting_after=%d"
                    .formatted(wallet, statement.get(1).get("id").longValue()))
            .ok();
    assertThat(page.findValuesAsString("balance")).containsExactly("1250.00", "1000.00");
    var csv = money.caller().get("/v1/wallets/%d/statement?format=CSV".formatted(wallet));
    assertThat(csv.header("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(csv.text()).startsWith("id,kind,payment_intent_id,currency,amount,reserved,balance");
    assertThat(csv.text().lines()).hasSize(5);
  }

  private UUID refund(long payment, String amount) {
    var reference = UUID.randomUUID();
    money.refund(money.refundSession(payment, amount).id(), reference).ok();
    return reference;
  }
}
