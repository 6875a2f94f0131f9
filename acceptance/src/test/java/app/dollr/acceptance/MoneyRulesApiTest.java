package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The rules about sessions, schedules, wallets, statements and receipts, and every refusal. */
class MoneyRulesApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private MoneyFlow money;
  private Flow flow;
  private long wallet;

  @BeforeEach
  void beANewMerchant() {
    var merchant = SERVER.newMerchant();
    wallet = SERVER.fund(merchant, "USD", "1000.00");
    money = MoneyFlow.of(SERVER, merchant);
    flow = money.flow();
  }

  @Test
  void aSessionKeepsItsFeesWhileTheScheduleChanges() {
    SERVER.admin().post("/admin/v1/fees/tiers", Map.of("name", "dear")).ok();
    var merchant = money.merchant().id();
    SERVER
        .admin()
        .post("/admin/v1/merchants/%d/tier".formatted(merchant), Map.of("tier", "dear"))
        .ok();
    long invoice = flow.published();
    long before = flow.session(invoice);
    long account = flow.account(Flow.PAYS);
    charge("dear", "COLLECTION", "10", soon(61));
    SERVER.clock().advance(Duration.ofMinutes(2));

    var predicted =
        money.predict("COLLECTION", "ORANGE_MONEY_LBR", "250", "USD", "USD", "PAYER").ok();
    assertThat(predicted.get("payer_amount").stringValue()).isEqualTo("280.00");
    var other = flow.published();
    var after = flow.collect(flow.session(other), account, UUID.randomUUID()).ok();
    assertThat(after.get("payer_amount").asString()).isEqualTo("280.00");
    var kept = flow.collect(before, account, UUID.randomUUID()).ok();
    assertThat(kept.get("payer_amount").asString()).isEqualTo("257.50");
  }

  @Test
  void aSessionKeepsItsRateWhileItChanges() {
    long invoice = flow.published();
    long session = flow.session(invoice);
    long account = money.account("MTN_MOMO_RWA", "250783456789");
    var rate =
        Map.of(
            "currency",
            "RWF",
            "per_usd",
            new BigDecimal("1500"),
            "source",
            "hand",
            "effective_from",
            soon(61).toString());
    SERVER.admin().post("/admin/v1/fees/fx", rate).ok();
    SERVER
        .admin()
        .post("/admin/v1/fees/fx", rate)
        .isRefused("body.effective_from", "value_error.schedule.taken");
    SERVER.clock().advance(Duration.ofMinutes(2));
    var kept = money.collect(session, account, "RWF", UUID.randomUUID()).ok();
    assertThat(kept.get("payer_amount").asString()).isEqualTo("378088");
    SERVER.settle();
    var receipt = money.caller().get("/v1/invoices/receipt/" + invoice).ok();
    assertThat(receipt.get("fx_rate").stringValue()).isEqualTo("1450");
    long payment = kept.get("payment_intent_id").longValue();
    var refund = money.refund(money.refundSession(payment, "250").id(), UUID.randomUUID()).ok();
    assertThat(refund.get("payee_amount").asString()).isEqualTo("362500");
  }

  @Test
  void aScheduleBeginsInTheFuture() {
    var body = charging("default", "COLLECTION", "10", soon(59));
    SERVER
        .admin()
        .post("/admin/v1/fees/platform", body)
        .isRefused("body.effective_from", "value_error.schedule.too_soon");
  }

  @Test
  void aRefundCostsWhatItsScheduleSays() {
    var collected = flow.collect(flow.published(), Flow.PAYS);
    SERVER.settle();
    long payment = flow.status(collected).get("payment_intent_id").longValue();
    SERVER.admin().post("/admin/v1/fees/tiers", Map.of("name", "refunding")).ok();
    charge("refunding", "REFUND", "1", soon(61));
    SERVER
        .admin()
        .post(
            "/admin/v1/merchants/%d/tier".formatted(money.merchant().id()),
            Map.of("tier", "refunding"))
        .ok();
    SERVER.clock().advance(Duration.ofMinutes(2));
    var predicted = money.predict("REFUND", "ORANGE_MONEY_LBR", "100", "USD", "USD", "PAYER").ok();
    assertThat(predicted.get("payer_amount").stringValue()).isEqualTo("101.00");
    var refund = money.refund(money.refundSession(payment, "100").id(), UUID.randomUUID()).ok();
    assertThat(refund.get("payer_amount").asString()).isEqualTo("101.00");
    assertThat(refund.get("payee_amount").asString()).isEqualTo("100.00");
    SERVER.settle();
    assertThat(money.balance("USD")).isEqualTo("1149.00");
    money.refundSession(payment, "150.01").isRefused("body.amount", "value_error.amount.too_large");
    money.refundSession(payment, "150").ok();
  }

  @Test
  void aPayoutSessionLivesFifteenMinutes() {
    long account = money.payoutAccount(Flow.PAYS);
    long session = money.payoutSession(account, "10", "USD").id();
    long other = money.payoutSession(account, "10", "USD").id();
    SERVER.clock().advance(Duration.ofMinutes(15).minusSeconds(1));
    money.payOut(session, account, UUID.randomUUID()).ok();
    money
        .payOut(session, account, UUID.randomUUID())
        .isRefused("body.session_id", "value_error.session.not_active");
    SERVER.clock().advance(Duration.ofSeconds(1));
    money
        .payOut(other, account, UUID.randomUUID())
        .isRefused("body.session_id", "value_error.session.expired");
    assertThat(money.reserved("USD")).isEqualTo("10.18");
  }

  @Test
  void transferAndRefundSessionsLiveAsLongAsTheCallerSays() {
    var collected = flow.collect(flow.published(), Flow.PAYS);
    SERVER.settle();
    long payment = flow.status(collected).get("payment_intent_id").longValue();
    long transfer = money.transferSession(wallet, flow.counterparty(), "10", "USD").id();
    long refund = money.refundSession(payment, "10").id();
    SERVER.clock().advance(Duration.ofMinutes(10));
    money
        .transfer(transfer, UUID.randomUUID())
        .isRefused("body.session_id", "value_error.session.expired");
    money
        .refund(refund, UUID.randomUUID())
        .isRefused("body.session_id", "value_error.session.expired");
    for (var expires : new Instant[] {soon(0), soon(86_401)}) {
      var body = transferBody(wallet, flow.counterparty(), "10", "USD");
      body.put("expires_at", expires.toString());
      money
          .caller()
          .post("/v1/sessions/transfer", body)
          .isRefused("body.expires_at", "value_error.expires_at.out_of_range");
      Map<String, Object> refunding = new LinkedHashMap<>();
      refunding.put("original_payment_intent_id", payment);
      refunding.put("amount", 1);
      refunding.put("expires_at", expires.toString());
      money
          .caller()
          .post("/v1/sessions/refund", refunding)
          .isRefused("body.expires_at", "value_error.expires_at.out_of_range");
    }
  }

  @Test
  void aSessionIsForOneKindOfMovement() {
    long account = money.payoutAccount(Flow.PAYS);
    long payout = money.payoutSession(account, "10", "USD").id();
    long transfer = money.transferSession(wallet, flow.counterparty(), "10", "USD").id();
    var wrongKind = "value_error.session.wrong_kind";
    money.transfer(payout, UUID.randomUUID()).isRefused("body.session_id", wrongKind);
    money.refund(payout, UUID.randomUUID()).isRefused("body.session_id", wrongKind);
    money.payOut(transfer, account, UUID.randomUUID()).isRefused("body.session_id", wrongKind);
    flow.collect(transfer, flow.account(Flow.PAYS), UUID.randomUUID())
        .isRefused("body.session_id", wrongKind);
    for (var reply :
        new Reply[] {
          money.transfer(987_654, UUID.randomUUID()), money.refund(987_654, UUID.randomUUID())
        }) {
      reply.isRefused("body.session_id", "value_error.session.not_found");
    }
  }

  @Test
  void bothGenerationsOfThePayoutSessionOpenOne() {
    long account = money.payoutAccount(Flow.PAYS);
    Map<String, Object> older = new LinkedHashMap<>();
    older.put("wallet_id", Long.toString(wallet));
    older.put("payment_account_id", Long.toString(account));
    older.put("amount", 10);
    older.put("currency", "usd");
    older.put("expires_at", soon(600).toString());
    var session = money.caller().post("/v1/sessions/payout", older).ok();
    assertThat(session.get("status").stringValue()).isEqualTo("ACTIVE");
    money.payOut(session.get("id").longValue(), account, UUID.randomUUID()).ok();
    older.put("wallet_id", 987_654);
    money
        .caller()
        .post("/v1/sessions/payout", older)
        .isRefused("body.wallet_id", "value_error.wallet.not_found");
    older.remove("wallet_id");
    older.remove("payment_account_id");
    money
        .caller()
        .post("/v1/sessions/payout", older)
        .isRefused("body.payout_account_id", "value_error.missing");
  }

  @Test
  void aPayoutSessionIsRefusedForEachCause() {
    long account = money.payoutAccount(Flow.PAYS);
    money
        .payoutSession(987_654, "10", "USD")
        .isRefused("body.payout_account_id", "value_error.payment_account.not_found");
    money
        .payoutSession(flow.account(Flow.PAYS), "10", "USD")
        .isRefused("body.payout_account_id", "value_error.payment_account.wrong_operation");
    money
        .payoutSession(account, "10", "RWF")
        .isRefused("body.currency", "value_error.currency.unsupported");
    money
        .payoutSession(account, "10", "LRD")
        .isRefused("body.currency", "value_error.wallet.not_found");
    money
        .payoutSession(account, "10.001", "USD")
        .isRefused("body.amount", "value_error.decimal.max_places");
    long session = money.payoutSession(account, "10", "USD").id();
    long other = money.payoutAccount(Flow.PAYS);
    money
        .payOut(session, other, UUID.randomUUID())
        .isRefused("body.payout_account_id", "value_error.payment_account.not_of_session");
  }

  @Test
  void aTransferSessionIsRefusedForEachCause() {
    long counterparty = flow.counterparty();
    money
        .transferSession(987_654, counterparty, "10", "USD")
        .isRefused("body.from_wallet_id", "value_error.wallet.not_found");
    money
        .transferSession(wallet, 987_654, "10", "USD")
        .isRefused("body.to_counterparty_id", "value_error.counterparty.not_found");
    money
        .transferSession(wallet, counterparty, "10", "LRD")
        .isRefused("body.currency", "value_error.currency.mismatch");
    money.transfer(
        money.transferSession(wallet, counterparty, "10", "USD").id(), UUID.randomUUID());
    long party = party(counterparty).get("id").longValue();
    long theirs =
        money.caller().get("/v1/wallets/list?party_id=" + party).ok().get(0).get("id").longValue();
    money
        .transferSession(theirs, counterparty, "1", "USD")
        .isRefused("body.from_wallet_id", "value_error.wallet.not_found");
    var other = MoneyFlow.of(SERVER, SERVER.newMerchant());
    other
        .transferSession(wallet, other.flow().counterparty(), "1", "USD")
        .isRefused("body.from_wallet_id", "value_error.wallet.not_found");
  }

  @Test
  void aRefundSessionIsRefusedForEachCause() {
    money
        .refundSession(987_654, "10")
        .isRefused("body.original_payment_intent_id", "value_error.payment_intent.not_found");
    var pending = flow.collect(flow.published(), Flow.payer("129"));
    long unpaid = flow.status(pending).get("payment_intent_id").longValue();
    money
        .refundSession(unpaid, "10")
        .isRefused("body.original_payment_intent_id", "value_error.payment_intent.not_refundable");
    var payout = money.payOut(Flow.PAYS, "10", "USD");
    SERVER.settle();
    long out = money.status("payout", payout).get("payment_intent_id").longValue();
    money
        .refundSession(out, "10")
        .isRefused("body.original_payment_intent_id", "value_error.payment_intent.not_refundable");
    var collected = flow.collect(flow.published(), Flow.PAYS);
    SERVER.settle();
    long payment = flow.status(collected).get("payment_intent_id").longValue();
    money
        .refundSession(payment, "0.001")
        .isRefused("body.amount", "value_error.decimal.max_places");
    money.refundSession(payment, "250.01").isRefused("body.amount", "value_error.amount.too_large");
    var other = MoneyFlow.of(SERVER, SERVER.newMerchant());
    other
        .refundSession(payment, "10")
        .isRefused("body.original_payment_intent_id", "value_error.payment_intent.not_found");
  }

  @Test
  void tooLittleInTheWalletIsAFailedTransfer() {
    long session = money.transferSession(wallet, flow.counterparty(), "998", "USD").id();
    var reference = UUID.randomUUID();
    var failed = money.transfer(session, reference).ok();
    assertThat(failed.get("status").stringValue()).isEqualTo("FAILED");
    assertThat(failed.get("wallet_message").stringValue())
        .isEqualTo("The wallet has less than USD 1000.50.");
    assertThat(money.status("transfer", reference)).isEqualTo(failed);
    assertThat(money.balance("USD")).isEqualTo("1000.00");
    money
        .transfer(session, UUID.randomUUID())
        .isRefused("body.session_id", "value_error.session.not_active");
  }

  @Test
  void aPayoutToAWalletCreditsTheParty() {
    long party = flow.party(Flow.PAYS);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("account_name", "Ma Hawa's wallet");
    body.put("provider", "PLATFORM");
    body.put("method", "WALLET");
    body.put("party_id", party);
    long account =
        money.caller().post("/v1/payment-accounts/create?operation_type=PAYOUT", body).id();
    long session = money.payoutSession(account, "100", "USD").id();
    var done = money.payOut(session, account, UUID.randomUUID()).ok();
    assertThat(done.get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(done.get("payer_amount").asString()).isEqualTo("100.50");
    assertThat(money.balance("USD")).isEqualTo("899.50");
    var theirs = money.caller().get("/v1/wallets/list?party_id=" + party).ok().get(0);
    assertThat(theirs.get("balance").asString()).isEqualTo("100.00");
    var statement =
        money.caller().get("/v1/wallets/%d/statement".formatted(theirs.get("id").longValue())).ok();
    assertThat(statement.findValuesAsString("kind")).containsExactly("PAYOUT");
    assertThat(statement.findValuesAsString("amount")).containsExactly("100.00");
    assertThat(statement.findValuesAsString("balance")).containsExactly("100.00");
  }

  @Test
  void hostedCheckoutsNeedAVerifiedMerchantAndDirectOnesDoNot() {
    var unverified = SERVER.caller(SERVER.newMerchant(false));
    unverified
        .post("/v1/checkouts/create", checkout("HOSTED"))
        .isError(403, "The merchant is not verified");
    unverified.post("/v1/checkouts/create", checkout("DIRECT")).ok();
    money.caller().post("/v1/checkouts/create", checkout("HOSTED")).ok();
  }

  @Test
  void aStatementIsPagedAndItsCellsAreNoFormulas() {
    for (int i = 0; i < 4; i++) {
      money.payOut(Flow.PAYS, "1", "USD");
    }
    SERVER.settle();
    var path = "/v1/wallets/%d/statement".formatted(wallet);
    var first = money.caller().get(path + "?limit=4");
    assertThat(first.ok().size()).isEqualTo(4);
    assertThat(first.header("X-Total-Count")).contains("9");
    long last = first.json().get(3).get("id").longValue();
    assertThat(first.header("Link").orElseThrow()).contains("starting_after=" + last, "next");
    var second = money.caller().get(path + "?limit=100&starting_after=" + last);
    assertThat(second.ok().size()).isEqualTo(5);
    assertThat(second.header("Link")).isEmpty();
    var whole = money.caller().get(path).ok();
    assertThat(whole.size()).isEqualTo(9);
    assertThat(whole.get(8).get("balance").asString()).isEqualTo("1000.00");
    money
        .caller()
        .get(path + "?starting_after=987654")
        .isRefused("query.starting_after", "value_error.cursor.not_found");
    money.caller().get(path + "?format=PDF").isRefused("query.format", "type_error.enum");

    var csv = money.caller().get(path + "?format=CSV&limit=2");
    assertThat(csv.header("Link").orElseThrow()).contains("format=CSV");
    assertThat(csv.text().lines().count()).isEqualTo(3);
    csv.text()
        .lines()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .forEach(
            cell -> assertThat(cell).matches("-?[0-9]+(\\.[0-9]+)?|[A-Za-z0-9][A-Za-z0-9_:.-]*|"));
    var other = SERVER.caller(SERVER.newMerchant());
    other.get(path).isError(404, "Not Found");
    other.get("/v1/wallets/" + wallet).isError(404, "Not Found");
  }

  @ParameterizedTest
  @CsvSource({"invoices, INVOICE", "orders, ORDER"})
  void aReceiptIsFoundByIdAndByNumberOnceItIsPaid(String kind, String type) {
    long document = money.document(kind, "33.33", "USD", "PAYEE");
    var receipt = "/v1/%s/receipt/".formatted(kind);
    money.caller().get(receipt + document).isError(404, "Not Found");
    var opened = Map.of("source_id", document, "source_type", type);
    long session = money.caller().post("/v1/sessions/checkout", opened).id();
    long account = money.account("MTN_MOMO_LBR", "231881234567");
    var paid = money.collect(session, account, "LRD", UUID.randomUUID()).ok();
    money.caller().get(receipt + document).isError(404, "Not Found");
    SERVER.settle();
    var byId = money.caller().get(receipt + document).ok();
    assertThat(byId.get("payer_amount").asString()).isEqualTo("6332.70");
    assertThat(byId.get("payer_currency").stringValue()).isEqualTo("LRD");
    assertThat(byId.get("payee_amount").asString()).isEqualTo("31.92");
    assertThat(byId.get("payment_intent_id")).isEqualTo(paid.get("payment_intent_id"));
    var number = number(byId);
    assertThat(money.caller().get(receipt + "number/" + number).ok()).isEqualTo(byId);
    money.caller().get(receipt + "number/XYZ-2026-00001").isError(404, "Not Found");
    var other = SERVER.caller(SERVER.newMerchant());
    other.get(receipt + document).isError(404, "Not Found");
    other.get(receipt + "number/" + number).isError(404, "Not Found");
  }

  private static String number(JsonNode receipt) {
    return receipt
        .propertyStream()
        .filter(property -> property.getKey().endsWith("number"))
        .map(property -> property.getValue().stringValue())
        .filter(value -> value.matches("(INV|ORD)-2026-[0-9]{5,}"))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode party(long counterparty) {
    return money.caller().get("/v1/counterparties/retrieve/" + counterparty).ok().get("party");
  }

  private static Map<String, Object> checkout(String mode) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("mode", mode);
    body.put("source_kind", "INVOICE");
    body.put("party_phone", Flow.PAYS);
    body.put("currency", "USD");
    body.put(
        "items", new Object[] {Map.of("name", "Rice", "currency", "USD", "qty", 1, "amount", 5)});
    return body;
  }

  private static Map<String, Object> transferBody(
      long wallet, long counterparty, String amount, String currency) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("from_wallet_id", wallet);
    body.put("to_counterparty_id", counterparty);
    body.put("amount", new BigDecimal(amount));
    body.put("currency", currency);
    return body;
  }

  private static void charge(String tier, String operation, String percentage, Instant from) {
    SERVER
        .admin()
        .post("/admin/v1/fees/platform", charging(tier, operation, percentage, from))
        .ok();
  }

  private static Map<String, Object> charging(
      String tier, String operation, String percentage, Instant from) {
    return Map.of(
        "tier",
        tier,
        "operation_type",
        operation,
        "percentage",
        new BigDecimal(percentage),
        "fx_percentage",
        0,
        "effective_from",
        from.toString());
  }

  private static Instant soon(int seconds) {
    return SERVER.clock().instant().plusSeconds(seconds);
  }
}
