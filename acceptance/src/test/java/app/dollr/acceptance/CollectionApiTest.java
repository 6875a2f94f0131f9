package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A collection from its document to its end. */
class CollectionApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private Caller caller;
  private Flow flow;

  @BeforeEach
  void signIn() {
    caller = SERVER.caller();
    flow = new Flow(caller);
  }

  @Test
  void anInvoiceIsCollectedEndToEnd() {
    long invoice = flow.published();
    var reference = UUID.randomUUID();
    var accepted = flow.collect(flow.session(invoice), flow.account(Flow.PAYS), reference).ok();
    assertThat(accepted.get("status").stringValue()).isEqualTo("PENDING");
    assertThat(accepted.get("reference_id").stringValue()).isEqualTo(reference.toString());
    assertThat(accepted.get("payer_amount").decimalValue()).isEqualTo(new BigDecimal("257.50"));
    assertThat(accepted.get("payee_amount").decimalValue()).isEqualTo(new BigDecimal("250.00"));
    assertThat(accepted.get("operation_type").stringValue()).isEqualTo("COLLECTION");
    assertThat(flow.standing(invoice)).isEqualTo("PROCESSING");

    SERVER.runDue();
    assertThat(flow.status(reference).get("status").stringValue()).isEqualTo("PROCESSING");

    SERVER.settle();
    var completed = flow.status(reference);
    assertThat(completed.get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(completed.get("provider_transaction_id").stringValue()).hasSize(11);
    assertThat(completed.get("gateway_message").isNull()).isTrue();

    var paid = caller.get("/v1/invoices/retrieve/" + invoice).ok();
    assertThat(paid.get("status").stringValue()).isEqualTo("PAID");
    assertThat(paid.get("paid_at").stringValue())
        .isEqualTo(SERVER.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  @Test
  void anOrderIsCollectedTheSameWay() {
    var body = Flow.invoiceBody(flow.counterparty());
    long order = caller.post("/v1/orders/create", body).id();
    caller.post("/v1/orders/%d/items/add".formatted(order), Flow.lineBody()).ok();
    caller.put("/v1/orders/publish/" + order).ok();
    var opened = Map.of("source_id", order, "source_type", "ORDER");
    long session = caller.post("/v1/sessions/checkout", opened).id();
    var reference = UUID.randomUUID();
    flow.collect(session, flow.account(Flow.PAYS), reference).ok();
    SERVER.settle();
    assertThat(flow.status(reference).get("status").stringValue()).isEqualTo("COMPLETED");
    var standing = caller.get("/v1/status/source?source_type=ORDER&source_id=" + order).ok();
    assertThat(standing.get("status").stringValue()).isEqualTo("PAID");
    assertThat(standing.get("source_number").stringValue()).startsWith("ORD-2026-0");
  }

  @Test
  void aRwandanWalletPaysInFrancs() {
    var document = Flow.invoiceBody(flow.counterparty());
    document.put("currency", "rwf");
    long invoice = caller.post("/v1/invoices/create", document).id();
    var line = Map.of("name", "Beans", "currency", "RWF", "qty", 3, "amount", "1001");
    caller.post("/v1/invoices/%d/items/add".formatted(invoice), line).ok();
    caller.put("/v1/invoices/publish/" + invoice).ok();
    var account = flow.accountBody("250783456789");
    account.put("method", "MTN_MOMO_RWA");
    account.put("country_code", "RWA");
    long payer = caller.post("/v1/payment-accounts/create?operation_type=COLLECTION", account).id();
    var reference = UUID.randomUUID();
    var collection =
        Map.of(
            "session_id",
            flow.session(invoice),
            "payment_account_id",
            payer,
            "currency",
            "RWF",
            "reference_id",
            reference);
    var accepted = caller.post("/v1/executions/collection", collection).ok();
    assertThat(accepted.get("payer_amount").asString()).isEqualTo("3087");
    assertThat(accepted.get("payee_amount").asString()).isEqualTo("3003");
    SERVER.settle();
    assertThat(flow.standing(invoice)).isEqualTo("PAID");
  }

  @ParameterizedTest
  @CsvSource({
    "019, PAYER_LIMIT_REACHED, The payer has reached a limit of their wallet.",
    "029, PAYER_NOT_FOUND, The phone number has no wallet with this operator.",
    "039, PAYMENT_NOT_APPROVED, The payer did not approve the payment.",
    "049, INSUFFICIENT_BALANCE, The payer has too little money in their wallet.",
    "069, UNSPECIFIED_FAILURE, The operator did not say why it failed."
  })
  void aFailedPaymentSaysWhyAndLeavesTheDocumentPayable(
      String suffix, String code, String message) {
    long invoice = flow.published();
    var reference = flow.collect(invoice, Flow.payer(suffix));
    SERVER.settle();
    var failed = flow.status(reference);
    assertThat(failed.get("status").stringValue()).as(code).isEqualTo("FAILED");
    assertThat(failed.get("gateway_message").stringValue()).isEqualTo(message);
    assertThat(flow.standing(invoice)).isEqualTo("ACTIVE");

    var second = flow.collect(invoice, Flow.PAYS);
    SERVER.settle();
    assertThat(flow.status(second).get("status").stringValue()).isEqualTo("COMPLETED");
    assertThat(flow.status(reference).get("status").stringValue()).isEqualTo("FAILED");
    assertThat(flow.standing(invoice)).isEqualTo("PAID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"089", "099", "109", "119", "567", "789"})
  void endingsThatMeanNothingToCollectionsPay(String suffix) {
    var reference = flow.collect(flow.published(), Flow.payer(suffix));
    SERVER.settle();
    assertThat(flow.status(reference).get("status").stringValue()).isEqualTo("COMPLETED");
  }

  @ParameterizedTest
  @CsvSource({"completed, COMPLETED, PAID", "failed, FAILED, ACTIVE"})
  void aNumberThatNeverAnswersWaitsUntilItIsResolved(
      String outcome, String status, String standing) {
    long invoice = flow.published();
    var reference = flow.collect(invoice, Flow.payer("129"));
    SERVER.runDue(); // It is sent before the days pass.
    for (int day = 0; day < 3; day++) {
      SERVER.clock().advance(Duration.ofDays(1));
      SERVER.runDue();
      signIn();
      assertThat(status(reference)).isEqualTo("PROCESSING");
    }
    assertThat(flow.standing(invoice)).isEqualTo("PROCESSING");

    resolve(reference, outcome);
    assertThat(status(reference)).isEqualTo(status);
    assertThat(flow.standing(invoice)).isEqualTo(standing);
    var again = Map.of("reference_id", reference.toString(), "outcome", "completed");
    SERVER.admin().post("/admin/v1/sandbox/resolve", again).isError(404, "Not Found");
  }

  @Test
  void aDocumentBeingPaidCannotBeCancelled() {
    long invoice = flow.published();
    flow.collect(invoice, Flow.payer("129"));
    caller
        .delete("/v1/invoices/cancel/" + invoice)
        .isRefused("path.id", "value_error.source.not_cancelable");
  }

  @Test
  void aCancelledDocumentCannotBePaid() {
    long invoice = flow.published();
    long session = flow.session(invoice);
    long account = flow.account(Flow.PAYS);
    caller.delete("/v1/invoices/cancel/" + invoice).ok();
    flow.collect(session, account, UUID.randomUUID())
        .isRefused("body.session_id", "value_error.source.not_active");
    var reopened = Map.of("source_id", invoice, "source_type", "INVOICE");
    caller
        .post("/v1/sessions/checkout", reopened)
        .isRefused("body.source_id", "value_error.source.not_active");
  }

  @Test
  void aSessionExecutesOnceAndExpiresAfterHalfAnHour() {
    long invoice = flow.published();
    long account = flow.account(Flow.payer("039"));
    long session = flow.session(invoice);
    long other = flow.session(invoice);
    flow.collect(session, account, UUID.randomUUID()).ok();
    SERVER.settle();
    flow.collect(session, account, UUID.randomUUID())
        .isRefused("body.session_id", "value_error.session.not_active");
    SERVER.clock().advance(Duration.ofMinutes(30));
    flow.collect(other, account, UUID.randomUUID())
        .isRefused("body.session_id", "value_error.session.expired");
    flow.collect(flow.session(invoice), account, UUID.randomUUID()).ok();
  }

  @Test
  void aDocumentHasAtMostAHundredActiveSessions() {
    long invoice = flow.published();
    for (int i = 0; i < 100; i++) {
      flow.session(invoice);
    }
    var body = Map.of("source_id", invoice, "source_type", "INVOICE");
    caller
        .post("/v1/sessions/checkout", body)
        .isRefused("body.source_id", "value_error.source.too_many_sessions");
    SERVER.clock().advance(Duration.ofMinutes(31));
    flow.session(invoice);
  }

  @Test
  void anAccountIsUsedForWhatItWasMadeFor() {
    long invoice = flow.published();
    var body = flow.accountBody(Flow.PAYS);
    long payout = caller.post("/v1/payment-accounts/create?operation_type=PAYOUT", body).id();
    flow.collect(flow.session(invoice), payout, UUID.randomUUID())
        .isRefused("body.payment_account_id", "value_error.payment_account.wrong_operation");
  }

  @Test
  void theCurrencyIsOneTheMethodTakes() {
    long session = flow.session(flow.published());
    long account = flow.account(Flow.PAYS);
    collectIn("RWF", session, account)
        .isRefused("body.currency", "value_error.currency.unsupported");
    collectIn("EUR", session, account)
        .isRefused("body.currency", "value_error.currency.unsupported");
    assertThat(collectIn("usd", session, account).status()).isEqualTo(200);
  }

  @Test
  void everyUnknownIdIsToldAtOnce() {
    var reply = flow.collect(987654, 876543, UUID.randomUUID());
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().get("detail").findValuesAsString("type"))
        .containsExactly("value_error.session.not_found", "value_error.payment_account.not_found");
    assertThat(reply.json().get("message").stringValue())
        .isEqualTo("session_id: session not found; payment_account_id: payment account not found");
  }

  @Test
  void anUnknownReferenceHasNoStatus() {
    caller.get("/v1/status/collection/" + UUID.randomUUID()).isError(404, "Not Found");
    caller.get("/v1/status/collection/none").isError(404, "Not Found");
  }

  private Reply collectIn(String currency, long session, long account) {
    var body =
        Map.of(
            "session_id", session,
            "payment_account_id", account,
            "currency", currency,
            "reference_id", UUID.randomUUID());
    return caller.post("/v1/executions/collection", body);
  }

  private void resolve(UUID reference, String outcome) {
    var body = Map.of("reference_id", reference.toString(), "outcome", outcome);
    SERVER.admin().post("/admin/v1/sandbox/resolve", body).ok();
    SERVER.runDue();
  }

  private String status(UUID reference) {
    return flow.status(reference).get("status").stringValue();
  }
}
