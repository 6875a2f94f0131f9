package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, each reason once: by its place and its code. */
class RefusalsApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private static final long NOBODYS = 999_999_999_999L;
  private static final String TOO_LATE = "2027-03-01T09:00:00Z";

  private static MoneyFlow money;

  @BeforeAll
  static void settleIn() {
    money = MoneyFlow.of(SERVER, SERVER.merchant());
    SERVER.fund(SERVER.merchant(), "USD", "1000.00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "fullname | null | type_error.none.not_allowed",
        "fullname | 5 | type_error.str",
        "fullname | \"\" | value_error.any_str.min_length",
        "fullname | \"a\\u0000\" | value_error.str.characters",
        "phone | \"12\" | value_error.phone.invalid",
        "country_code | \"XX\" | value_error.country.invalid",
        "email | \"4242 4242 4242 4242\" | value_error.card_data.forbidden",
        "id | 1e3 | value_error.number.form",
      })
  void aPartyIsRefused(String field, @Nullable String value, String code) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("fullname", "\"Ma Hawa\"");
    body.put("phone", "\"" + Flow.PAYS + "\"");
    body.put(field, String.valueOf(value));
    money.caller().post("/v1/parties/create", json(body)).isRefused("body." + field, code);
  }

  @Test
  void aPartyWithTooLongANameIsRefused() {
    var body = Map.of("fullname", "x".repeat(256), "phone", Flow.PAYS);
    money
        .caller()
        .post("/v1/parties/create", body)
        .isRefused("body.fullname", "value_error.any_str.max_length");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "counterparty_id | x | type_error.integer",
        "counterparty_id | 999999999999 | value_error.counterparty.not_found",
        "as_payment_link | yes | type_error.bool",
        "due_date | tomorrow | value_error.datetime",
        "fee_bearer | NOBODY | type_error.enum",
        "currency | EUR | value_error.currency.unsupported",
      })
  void anInvoiceIsRefused(String field, String value, String code) {
    var body = Flow.invoiceBody(money.flow().counterparty());
    body.put(field, value);
    money.caller().post("/v1/invoices/create", body).isRefused("body." + field, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "amount | x | type_error.decimal",
        "amount | 0 | value_error.number.not_ge",
        "amount | 1.001 | value_error.decimal.max_places",
        "qty | 1000001 | value_error.number.not_le",
      })
  void aLineIsRefused(String field, String value, String code) {
    Map<String, Object> body = new HashMap<>(Flow.lineBody());
    body.put(field, value);
    money
        .caller()
        .post("/v1/invoices/%d/items/add".formatted(money.flow().invoice()), body)
        .isRefused("body." + field, code);
  }

  @Test
  void anInvoiceWithoutLinesIsNotPublished() {
    money
        .caller()
        .put("/v1/invoices/publish/" + money.flow().invoice())
        .isRefused("path.id", "value_error.source.no_items");
  }

  @Test
  void aPublishedInvoiceIsNotChanged() {
    money
        .caller()
        .post("/v1/invoices/%d/items/add".formatted(money.flow().published()), Flow.lineBody())
        .isRefused("path.invoice_id", "value_error.source.not_idle");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/parties/list?starting_after=999999999999 | starting_after"
            + " | value_error.cursor.not_found",
        "/v1/merchants/merchant-info?merchant_id=999999999999&merchant_type=ORGANIZATION"
            + " | merchant_id | value_error.merchant.not_found",
        "/v1/status/source?source_type=INVOICE&source_id=999999999999 | source_id"
            + " | value_error.source.not_found",
        "/v1/fees/platform?operation_type=PAYOUT&fee_tier_name=none | fee_tier_name"
            + " | value_error.fee_tier.not_found",
        "/v1/fees/gateway?operation_type=TRANSFER&payment_method=MTN_MOMO_RWA | operation_type"
            + " | value_error.method.unsupported",
        "/v1/invoices/list?currency=usd | currency | value_error.str.regex",
      })
  void aQueryIsRefused(String path, String field, String code) {
    money.caller().get(path).isRefused("query." + field, code);
  }

  @Test
  void aCounterpartyOfNobodyIsRefused() {
    money
        .caller()
        .post(
            "/v1/counterparties/create",
            Map.of("relationship_type", "CUSTOMER", "party_id", NOBODYS))
        .isRefused("body.party_id", "value_error.party.not_found");
  }

  @Test
  void aMethodOfAnotherProviderIsRefused() {
    var body = money.flow().accountBody(Flow.PAYS);
    body.put("provider", "STRIPE");
    money
        .caller()
        .post("/v1/payment-accounts/create?operation_type=COLLECTION", body)
        .isRefused("body.method", "value_error.method_provider.mismatch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "items | {} | type_error.list",
        "items | [] | value_error.source.no_items",
        "success_url | \"ftp://shop.example\" | value_error.url",
        "success_url | \"https://me:secret@shop.example\" | value_error.url",
        "expires_at | \"" + TOO_LATE + "\" | value_error.expires_at.out_of_range",
      })
  void aCheckoutIsRefused(String field, String value, String code) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("mode", "\"HOSTED\"");
    body.put("source_kind", "\"INVOICE\"");
    body.put("party_phone", "\"" + Flow.PAYS + "\"");
    body.put("currency", "\"USD\"");
    body.put("items", "[{\"name\":\"Rice\",\"currency\":\"USD\",\"amount\":5}]");
    body.put(field, value);
    money.caller().post("/v1/checkouts/create", json(body)).isRefused("body." + field, code);
  }

  @Test
  void aTransferIsRefused() {
    var flow = money.flow();
    long wallet = money.wallet("USD").get("id").longValue();
    money
        .transferSession(NOBODYS, flow.counterparty(), "1", "USD")
        .isRefused("body.from_wallet_id", "value_error.wallet.not_found");
    long nameless =
        money
            .caller()
            .post("/v1/counterparties/create", Map.of("relationship_type", "CUSTOMER"))
            .id();
    money
        .transferSession(wallet, nameless, "1", "USD")
        .isRefused("body.to_counterparty_id", "value_error.counterparty.no_party");
    var late =
        Map.of(
            "from_wallet_id",
            wallet,
            "to_counterparty_id",
            flow.counterparty(),
            "amount",
            1,
            "currency",
            "USD",
            "expires_at",
            TOO_LATE);
    money
        .caller()
        .post("/v1/sessions/transfer", late)
        .isRefused("body.expires_at", "value_error.expires_at.out_of_range");
  }

  @Test
  void aRefundOfWhatWasNotCollectedIsRefused() {
    money
        .refundSession(NOBODYS, "1")
        .isRefused("body.original_payment_intent_id", "value_error.payment_intent.not_found");
    var reference = money.flow().collect(money.flow().published(), Flow.payer("039"));
    SERVER.settle();
    var failed = money.flow().status(reference);
    assertThat(failed.get("status").stringValue()).isEqualTo("FAILED");
    money
        .refundSession(failed.get("payment_intent_id").longValue(), "1")
        .isRefused("body.original_payment_intent_id", "value_error.payment_intent.not_refundable");
  }

  @Test
  void aPayoutThroughAnotherAccountOrSessionIsRefused() {
    long account = money.payoutAccount(Flow.PAYS);
    long session = money.payoutSession(account, "1", "USD").id();
    money
        .payOut(session, money.payoutAccount(Flow.PAYS), UUID.randomUUID())
        .isRefused("body.payout_account_id", "value_error.payment_account.not_of_session");
    money
        .flow()
        .collect(session, money.flow().account(Flow.PAYS), UUID.randomUUID())
        .isRefused("body.session_id", "value_error.session.wrong_kind");
    money.payOut(session, account, UUID.randomUUID()).ok();
  }

  /** Nobody but the operator can close an account yet, with the database at hand. */
  @Test
  void anAccountThatIsClosedCollectsNoMore() {
    var flow = money.flow();
    long session = flow.session(flow.published());
    long account = flow.account(Flow.PAYS);
    assertThat(
            SERVER.count(
                """
                with closed as (
                  update accounts.payment_account set is_active = false where id = %d returning 1)
                select count(*) from closed
                """
                    .formatted(account)))
        .isOne();
    flow.collect(session, account, UUID.randomUUID())
        .isRefused("body.payment_account_id", "value_error.payment_account.not_active");
    flow.collect(session, flow.account(Flow.PAYS), UUID.randomUUID()).ok();
  }

  @Test
  void aReferenceIsAUuid() {
    var flow = money.flow();
    Map<String, Object> body =
        new HashMap<>(
            Flow.collectionBody(
                flow.session(flow.published()), flow.account(Flow.PAYS), UUID.randomUUID()));
    body.put("reference_id", "1234");
    money
        .caller()
        .post("/v1/executions/collection", body)
        .isRefused("body.reference_id", "value_error.uuid");
  }

  @Test
  void aFeeBeginsLaterAndOnce() {
    var soon = SERVER.clock().instant();
    schedule(soon.plus(Duration.ofSeconds(59)).toString())
        .isRefused("body.effective_from", "value_error.schedule.too_soon");
    var later = soon.plus(Duration.ofDays(1)).toString();
    schedule(later).ok();
    schedule(later).isRefused("body.effective_from", "value_error.schedule.taken");
  }

  /** An object with values that are written as JSON already. */
  private static String json(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> "\"%s\":%s".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static Reply schedule(String from) {
    var body =
        Map.of(
            "payment_method",
            "MTN_MOMO_RWA",
            "operation_type",
            "PAYOUT",
            "percentage",
            1,
            "effective_from",
            from);
    return SERVER.admin().post("/admin/v1/fees/gateway", body);
  }
}
