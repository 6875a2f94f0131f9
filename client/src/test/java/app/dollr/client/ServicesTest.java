package app.dollr.client;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.wire.AddInvoiceItemPayload;
import app.dollr.wire.AddOrderItemPayload;
import app.dollr.wire.CheckoutExecutionPayload;
import app.dollr.wire.CreateCheckoutSessionPayload;
import app.dollr.wire.CreateCheckoutSourceRequestPayload;
import app.dollr.wire.CreateCounterPartyPayload;
import app.dollr.wire.CreateInvoicePayload;
import app.dollr.wire.CreateOrderPayload;
import app.dollr.wire.CreatePartyPayload;
import app.dollr.wire.CreatePaymentAccountPayload;
import app.dollr.wire.CreatePayoutSessionPayload;
import app.dollr.wire.CreateRefundSessionPayload;
import app.dollr.wire.CreateTransferSessionPayload;
import app.dollr.wire.EventResponse;
import app.dollr.wire.ExecutionStatus;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.MerchantType;
import app.dollr.wire.OperationType;
import app.dollr.wire.OwnerType;
import app.dollr.wire.PasscodeDevice;
import app.dollr.wire.PasscodePayload;
import app.dollr.wire.PasscodeToken;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.PaymentSourceItemInput;
import app.dollr.wire.PayoutExecutionPayload;
import app.dollr.wire.RefundExecutionPayload;
import app.dollr.wire.RelationshipType;
import app.dollr.wire.SessionStatus;
import app.dollr.wire.SourceStatus;
import app.dollr.wire.SourceType;
import app.dollr.wire.TransferExecutionPayload;
import app.dollr.wire.UpdateCounterPartyPayload;
import app.dollr.wire.UpdateInvoiceItemPayload;
import app.dollr.wire.UpdateOrderItemPayload;
import app.dollr.wire.UpdateOrderPayload;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each operation's line and body on the wire, and its answer. */
class ServicesTest {
  static final CreatePartyPayload PARTY =
      new CreatePartyPayload("Comfort Doe", "231771234567", null, null);

  private final Scene scene = new Scene();
  private final FakeServer server = scene.server;
  private final DollrClient dollr = scene.dollr;

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void partiesAreCreatedListedAndRetrieved() {
    server.then(200, Samples.party(42));
    var party = dollr.parties().create(PARTY);
    assertThat(party.id()).isEqualTo(42);
    assertThat(party.createdAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    sent("POST /v1/parties/create", "{\"fullname\":\"Comfort Doe\",\"phone\":\"231771234567\"}");

    server.then(200, "[" + Samples.party(2) + "," + Samples.party(1) + "]");
    assertThat(dollr.parties().list(PartyFilter.fullname("Comfort D&e"))).hasSize(2);
    sent("GET /v1/parties/list?fullname=Comfort%20D%26e", "");

    server.then(200, "[]");
    dollr.parties().list(PartyFilter.all(), Page.first(10).after(7));
    sent("GET /v1/parties/list?limit=10&starting_after=7", "");

    server.then(200, Samples.party(42));
    assertThat(dollr.parties().retrieve(42).phone()).isEqualTo("231771234567");
    sent("GET /v1/parties/retrieve/42", "");
  }

  @Test
  void counterpartiesAreCreatedListedRetrievedAndUpdated() {
    server.then(200, Samples.counterparty(15));
    var created =
        dollr
            .counterparties()
            .create(new CreateCounterPartyPayload(RelationshipType.CUSTOMER, 42L));
    assertThat(created.partyId()).isEqualTo(42);
    sent("POST /v1/counterparties/create", "{\"relationship_type\":\"CUSTOMER\",\"party_id\":42}");

    server.then(200, "[" + Samples.counterpartyWithParty(15) + "]");
    var filter =
        CounterpartyFilter.all().fullname("Doe").relationship(RelationshipType.SERVICE_PROVIDER);
    var listed = dollr.counterparties().list(filter);
    assertThat(listed.get(0).party()).isNotNull();
    sent("GET /v1/counterparties/list?fullname=Doe&relationship_type=SERVICE_PROVIDER", "");

    server.then(200, "[]");
    dollr.counterparties().list(CounterpartyFilter.all(), Page.first(1));
    sent("GET /v1/counterparties/list?limit=1", "");

    server.then(200, Samples.counterpartyWithParty(15));
    assertThat(dollr.counterparties().retrieve(15).id()).isEqualTo(15);
    sent("GET /v1/counterparties/retrieve/15", "");

    server.then(200, Samples.counterparty(15));
    dollr
        .counterparties()
        .update(15, new UpdateCounterPartyPayload(RelationshipType.SUPPLIER, null));
    sent("PUT /v1/counterparties/update/15", "{\"relationship_type\":\"SUPPLIER\"}");
  }

  @Test
  void invoicesLiveTheirLife() {
    server.then(200, Samples.invoice(101, "IDLE"));
    var due = Instant.parse("2026-04-01T00:00:00Z");
    var invoice =
        dollr
            .invoices()
            .create(
                new CreateInvoicePayload(15, "USD", "note", FeeBearer.PAYER, false, "A-1", due));
    assertThat(invoice.status()).isEqualTo(SourceStatus.IDLE);
    assertThat(invoice.totalAmount()).isEqualTo(new BigDecimal("250.00"));
    sent(
        "POST /v1/invoices/create",
        "{\"counterparty_id\":15,\"currency\":\"USD\",\"note\":\"note\",\"fee_bearer\":\"PAYER\","
            + "\"as_payment_link\":false,\"reference_id\":\"A-1\","
            + "\"due_date\":\"2026-04-01T00:00:00Z\"}");

    server.then(200, Samples.line(7));
    var line = new AddInvoiceItemPayload("Consulting", "USD", 1, new BigDecimal("2.5E+2"));
    assertThat(dollr.invoices().addItem(101, line).amount()).isEqualTo("250.00");
    sent(
        "POST /v1/invoices/101/items/add",
        "{\"name\":\"Consulting\",\"currency\":\"USD\",\"qty\":1,\"amount\":250}");

    server.then(200, Samples.line(7));
    dollr.invoices().updateItem(101, 7, new UpdateInvoiceItemPayload(null, 2L, null));
    sent("PUT /v1/invoices/101/items/7/update", "{\"qty\":2}");

    server.then(200, "{}");
    dollr.invoices().removeItem(101, 7);
    sent("DELETE /v1/invoices/101/items/7/remove", "");

    server.then(200, Samples.invoice(101, "ACTIVE"));
    assertThat(dollr.invoices().publish(101).status()).isEqualTo(SourceStatus.ACTIVE);
    sent("PUT /v1/invoices/publish/101", "");
    assertThat(server.last().header("Content-Length")).isEqualTo("0");

    server.then(200, "[" + Samples.invoice(101, "ACTIVE") + "]");
    var filter = DocumentFilter.all().status(SourceStatus.ACTIVE).currency("USD");
    assertThat(dollr.invoices().list(filter)).hasSize(1);
    sent("GET /v1/invoices/list?currency=USD&status=ACTIVE", "");

    server.then(200, Samples.invoice(101, "ACTIVE"));
    var detail = dollr.invoices().retrieve(101);
    assertThat(detail.invoiceItems()).isEmpty();
    assertThat(detail.counterparty()).isNull();
    sent("GET /v1/invoices/retrieve/101", "");

    server.then(200, Samples.invoice(101, "ACTIVE"));
    dollr.invoices().retrieveByNumber("INV-2026/00042");
    sent("GET /v1/invoices/retrieve/number/INV-2026%2F00042", "");

    server.then(200, Samples.invoice(101, "CANCELED"));
    assertThat(dollr.invoices().cancel(101).status()).isEqualTo(SourceStatus.CANCELED);
    sent("DELETE /v1/invoices/cancel/101", "");
  }

  @Test
  void ordersLiveTheirLife() {
    server.then(200, Samples.order(201, "IDLE"));
    var order =
        dollr
            .orders()
            .create(new CreateOrderPayload(15, "USD", "note", FeeBearer.PAYEE, true, null));
    assertThat(order.orderNumber()).isEqualTo("ORD-2026-00042");
    sent(
        "POST /v1/orders/create",
        "{\"counterparty_id\":15,\"currency\":\"USD\",\"note\":\"note\",\"fee_bearer\":\"PAYEE\","
            + "\"as_payment_link\":true}");

    server.then(200, Samples.line(5));
    dollr.orders().addItem(201, new AddOrderItemPayload("Rice", "USD", 3, new BigDecimal("9.99")));
    sent(
        "POST /v1/orders/201/items/add",
        "{\"name\":\"Rice\",\"currency\":\"USD\",\"qty\":3,\"amount\":9.99}");

    server.then(200, Samples.line(5));
    dollr.orders().updateItem(201, 5, new UpdateOrderItemPayload("Rise", null, null));
    sent("PUT /v1/orders/201/items/5/update", "{\"name\":\"Rise\"}");

    server.then(200, "{}");
    dollr.orders().removeItem(201, 5);
    sent("DELETE /v1/orders/201/items/5/remove", "");

    server.then(200, Samples.order(201, "IDLE"));
    dollr.orders().update(201, new UpdateOrderPayload(null, null, FeeBearer.PAYER));
    sent("PUT /v1/orders/update/201", "{\"fee_bearer\":\"PAYER\"}");

    server.then(200, Samples.order(201, "ACTIVE"));
    dollr.orders().publish(201);
    sent("PUT /v1/orders/publish/201", "");

    server.then(200, "[]");
    assertThat(dollr.orders().list()).isEmpty();
    sent("GET /v1/orders/list", "");

    server.then(200, Samples.order(201, "ACTIVE"));
    assertThat(dollr.orders().retrieve(201).orderItems()).isEmpty();
    sent("GET /v1/orders/retrieve/201", "");

    server.then(200, Samples.order(201, "ACTIVE"));
    dollr.orders().retrieveByNumber("ORD-2026-00042");
    sent("GET /v1/orders/retrieve/number/ORD-2026-00042", "");

    server.then(200, Samples.order(201, "CANCELED"));
    dollr.orders().cancel(201);
    sent("DELETE /v1/orders/cancel/201", "");
  }

  @Test
  void paymentAccountsAreRegisteredForAnOperation() {
    server.then(200, Samples.account(18));
    var account =
        dollr
            .paymentAccounts()
            .create(
                new CreatePaymentAccountPayload(
                    "Comfort Doe",
                    "MTN_MOMO_LBR",
                    PaymentMethod.MTN_MOMO_LBR,
                    42,
                    "LR",
                    "231881234567"),
                OperationType.COLLECTION);
    assertThat(account.isActive()).isTrue();
    sent(
        "POST /v1/payment-accounts/create?operation_type=COLLECTION",
        "{\"account_name\":\"Comfort Doe\",\"provider\":\"MTN_MOMO_LBR\","
            + "\"method\":\"MTN_MOMO_LBR\",\"party_id\":42,\"country_code\":\"LR\","
            + "\"insensitive_account_number\":\"231881234567\"}");
  }

  @Test
  void sessionsAreOpenedOnADocument() {
    server.then(200, Samples.session(55));
    var session =
        dollr.sessions().checkout(new CreateCheckoutSessionPayload(101, SourceType.INVOICE));
    assertThat(session.status()).isEqualTo(SessionStatus.ACTIVE);
    sent("POST /v1/sessions/checkout", "{\"source_id\":101,\"source_type\":\"INVOICE\"}");
  }

  @Test
  void executionsAreStartedAndAskedFor() {
    server.then(200, Samples.execution("PENDING"));
    var execution =
        dollr
            .executions()
            .collect(new CheckoutExecutionPayload("55", "18", "USD", Samples.REFERENCE));
    assertThat(execution.status()).isEqualTo(ExecutionStatus.PENDING);
    assertThat(execution.payerAmount()).isEqualTo("257.50");
    sent(
        "POST /v1/executions/collection",
        "{\"session_id\":\"55\",\"payment_account_id\":\"18\",\"currency\":\"USD\","
            + "\"reference_id\":\"550e8400-e29b-41d4-a716-446655440000\"}");

    server.then(200, Samples.execution("COMPLETED"));
    assertThat(dollr.status().collection(Samples.REFERENCE).paymentIntentId()).isEqualTo(7);
    sent("GET /v1/status/collection/550e8400-e29b-41d4-a716-446655440000", "");

    server.then(
        200,
        """
        {"source_id":101,"source_type":"INVOICE","source_number":"INV-2026-00042",
         "status":"PAID","currency":"USD","total_amount":250.00,
         "paid_at":"2026-03-01T12:00:02Z"}\
        """);
    assertThat(dollr.status().source(SourceType.INVOICE, 101).status())
        .isEqualTo(SourceStatus.PAID);
    sent("GET /v1/status/source?source_type=INVOICE&source_id=101", "");
  }

  @Test
  void payoutsAreOpenedStartedAndAskedFor() {
    server.then(200, Samples.payoutSession(56));
    var session =
        dollr
            .sessions()
            .payout(new CreatePayoutSessionPayload(19, new BigDecimal("100.00"), "USD"));
    assertThat(session.walletId()).isEqualTo(3);
    sent(
        "POST /v1/sessions/payout",
        "{\"payout_account_id\":19,\"amount\":100.00,\"currency\":\"USD\"}");

    server.then(200, Samples.execution("PENDING"));
    var passcode =
        new PasscodePayload(
            new PasscodeToken("123456", null, "231770000001"),
            new PasscodeDevice("Till", "DESKTOP", "Linux", "Shop/1", "10.0.0.7"));
    dollr.executions().payOut(new PayoutExecutionPayload("56", "19", Samples.REFERENCE, passcode));
    sent(
        "POST /v1/executions/payout",
        "{\"session_id\":\"56\",\"payout_account_id\":\"19\",\"reference_id\":\""
            + Samples.REFERENCE
            + "\",\"passcode\":{\"token\":{\"code\":\"123456\",\"phone\":\"231770000001\"},"
            + "\"device\":{\"name\":\"Till\",\"type\":\"DESKTOP\",\"platform\":\"Linux\","
            + "\"user_agent\":\"Shop/1\",\"client_ip\":\"10.0.0.7\"}}}");
    assertThat(passcode.toString()).doesNotContain("123456");

    server.then(200, Samples.execution("COMPLETED"));
    dollr.status().payout(Samples.REFERENCE);
    sent("GET /v1/status/payout/" + Samples.REFERENCE, "");
  }

  @Test
  void transfersAreOpenedStartedAndAskedFor() {
    var until = Instant.parse("2026-03-01T12:30:00Z");
    server.then(200, Samples.transferSession(57));
    dollr
        .sessions()
        .transfer(new CreateTransferSessionPayload(3, 15, new BigDecimal("20"), "USD", until));
    sent(
        "POST /v1/sessions/transfer",
        "{\"from_wallet_id\":3,\"to_counterparty_id\":15,\"amount\":20,\"currency\":\"USD\","
            + "\"expires_at\":\"2026-03-01T12:30:00Z\"}");

    server.then(200, Samples.execution("COMPLETED"));
    dollr.executions().transfer(new TransferExecutionPayload("57", Samples.REFERENCE));
    sent(
        "POST /v1/executions/transfer",
        "{\"session_id\":\"57\",\"reference_id\":\"" + Samples.REFERENCE + "\"}");

    server.then(200, Samples.execution("COMPLETED"));
    dollr.status().transfer(Samples.REFERENCE);
    sent("GET /v1/status/transfer/" + Samples.REFERENCE, "");
  }

  @Test
  void refundsAreOpenedStartedAndAskedFor() {
    var until = Instant.parse("2026-03-01T12:30:00Z");
    server.then(200, Samples.refundSession(58));
    var session =
        dollr
            .sessions()
            .refund(new CreateRefundSessionPayload(7, new BigDecimal("50"), "broken", until));
    assertThat(session.reason()).isEqualTo("broken");
    sent(
        "POST /v1/sessions/refund",
        "{\"original_payment_intent_id\":7,\"amount\":50,\"reason\":\"broken\","
            + "\"expires_at\":\"2026-03-01T12:30:00Z\"}");

    server.then(200, Samples.execution("PENDING"));
    dollr.executions().refund(new RefundExecutionPayload("58", Samples.REFERENCE));
    sent(
        "POST /v1/executions/refund",
        "{\"session_id\":\"58\",\"reference_id\":\"" + Samples.REFERENCE + "\"}");

    server.then(200, Samples.execution("COMPLETED"));
    dollr.status().refund(Samples.REFERENCE);
    sent("GET /v1/status/refund/" + Samples.REFERENCE, "");
  }

  @Test
  void feesAreTold() {
    server.then(200, "{\"id\":1,\"percentage\":1.75}");
    var fee = dollr.fees().gateway(PaymentMethod.MTN_MOMO_LBR, OperationType.COLLECTION);
    assertThat(fee.percentage()).isEqualTo("1.75");
    sent("GET /v1/fees/gateway?payment_method=MTN_MOMO_LBR&operation_type=COLLECTION", "");

    server.then(200, "{\"id\":1,\"percentage\":\"1.00\",\"fx_percentage\":\"1.5\"}");
    assertThat(dollr.fees().platform(OperationType.PAYOUT, "default").fxPercentage())
        .isEqualTo("1.5");
    sent("GET /v1/fees/platform?operation_type=PAYOUT&fee_tier_name=default", "");

    server.then(200, "{\"id\":0,\"tier\":{\"id\":1,\"name\":\"default\"}}");
    dollr.fees().merchantTier(1, OwnerType.ORGANIZATION);
    sent("GET /v1/fees/merchant-tier?owner_type=ORGANIZATION&owner_id=1", "");

    server.then(200, "[{\"id\":1,\"name\":\"default\",\"is_default\":true}]");
    assertThat(dollr.fees().tiers().get(0).isDefault()).isTrue();
    sent("GET /v1/fees/tiers", "");
  }

  @Test
  void amountsAreQuoted() {
    server.then(200, "{\"payer_amount\":\"49519.70\",\"payer_currency\":\"LRD\"}");
    var quote =
        QuoteRequest.collection(PaymentMethod.MTN_MOMO_LBR, new BigDecimal("2.5E+2"), "USD")
            .paidIn("LRD")
            .feesPaidBy(FeeBearer.PAYEE);
    assertThat(dollr.predictions().amountAndFees(quote).payerAmount()).isEqualTo("49519.70");
    sent(
        "GET /v1/predictions/amount-and-fees?operation_type=COLLECTION"
            + "&payment_method=MTN_MOMO_LBR&provider=PAWAPAY&base_amount=250&base_currency=USD"
            + "&target_currency=LRD&fee_bearer=PAYEE",
        "");

    server.then(200, "{}");
    dollr.predictions().amountAndFees(QuoteRequest.transfer(BigDecimal.TEN, "USD"));
    assertThat(server.last().line())
        .contains("operation_type=TRANSFER&payment_method=WALLET&provider=PLATFORM");

    server.then(200, "{}");
    dollr
        .predictions()
        .sourceAmountAndFees(SourceType.ORDER, 201, PaymentMethod.CREDIT_CARD, "USD");
    sent(
        "GET /v1/predictions/payment-source/amount-and-fees?source_type=ORDER&source_id=201"
            + "&payment_method=CREDIT_CARD&provider=STRIPE&target_currency=USD",
        "");
  }

  @Test
  void receiptsAreShownByIdAndByNumber() {
    server.then(200, "{\"invoice_id\":101,\"items\":[],\"fx_rate\":\"190\"}");
    assertThat(dollr.invoices().receipt(101).fxRate()).isEqualTo("190");
    sent("GET /v1/invoices/receipt/101", "");
    server.then(200, "{\"invoice_id\":101}");
    assertThat(dollr.invoices().receiptByNumber("INV-2026-00042").items()).isEmpty();
    sent("GET /v1/invoices/receipt/number/INV-2026-00042", "");
    server.then(200, "{\"order_id\":201}");
    assertThat(dollr.orders().receipt(201).orderId()).isEqualTo(201);
    sent("GET /v1/orders/receipt/201", "");
    server.then(200, "{\"order_id\":201}");
    dollr.orders().receiptByNumber("ORD-2026-00042");
    sent("GET /v1/orders/receipt/number/ORD-2026-00042", "");
  }

  @Test
  void checkoutsAreMadeInOneCall() {
    server.then(200, "{\"source_id\":101,\"url\":\"http://localhost/pay/x\"}");
    var line = new PaymentSourceItemInput("Rice", "USD", new BigDecimal("12.50"), 2L);
    var checkout =
        new CreateCheckoutSourceRequestPayload(
            "HOSTED",
            SourceType.INVOICE,
            "Comfort Doe",
            "231771234567",
            null,
            null,
            "USD",
            List.of(line),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    assertThat(dollr.checkouts().create(checkout).url()).isEqualTo("http://localhost/pay/x");
    sent(
        "POST /v1/checkouts/create",
        "{\"mode\":\"HOSTED\",\"source_kind\":\"INVOICE\",\"party_name\":\"Comfort Doe\","
            + "\"party_phone\":\"231771234567\",\"currency\":\"USD\",\"items\":[{\"name\":"
            + "\"Rice\",\"currency\":\"USD\",\"amount\":12.50,\"qty\":2}]}");
  }

  @Test
  void linksToPagesAreAskedForByNumber() {
    server.then(200, "{\"url\":\"http://localhost/pay/x\"}");
    assertThat(dollr.links().pay(SourceType.INVOICE, "INV-2026-00042").url())
        .isEqualTo("http://localhost/pay/x");
    sent("GET /v1/links/pay?source_type=INVOICE&source_number=INV-2026-00042", "");
    server.then(200, "{\"url\":\"http://localhost/receipt/x\"}");
    dollr.links().receipt(SourceType.ORDER, "ORD-2026-00042");
    sent("GET /v1/links/receipt?source_type=ORDER&source_number=ORD-2026-00042", "");
  }

  @Test
  void aListThatIsLookedThroughInPartsIsFollowedWhereItLeads() {
    var event = "{\"id\":%d,\"type\":\"invoice.paid\",\"data\":{}}";
    var link = "<http://localhost/v1/events/list?type=invoice.paid&limit=100&starting_after=%d>";
    server.then(
        200, "[" + event.formatted(90) + "]", "Link", link.formatted(70) + "; rel=\"next\"");
    server.then(200, "[]", "Link", link.formatted(40) + "; rel=\"next\"");
    server.then(200, "[" + event.formatted(8) + "]");
    var all = dollr.events().listAll(EventFilter.ofType("invoice.paid")).stream().toList();
    assertThat(all).extracting(EventResponse::id).containsExactly(90L, 8L);
    sent("GET /v1/events/list?type=invoice.paid&limit=100&starting_after=40", "");
  }

  @Test
  void walletsAreListedShownAndStated() {
    server.then(200, "[" + Samples.wallet(3) + "]");
    assertThat(dollr.wallets().list().get(0).balance()).isEqualTo("10000.00");
    sent("GET /v1/wallets/list", "");
    server.then(200, "[]");
    assertThat(dollr.wallets().listOfParty(42)).isEmpty();
    sent("GET /v1/wallets/list?party_id=42", "");
    server.then(200, Samples.wallet(3));
    assertThat(dollr.wallets().retrieve(3).currency()).isEqualTo("USD");
    sent("GET /v1/wallets/3", "");

    server.then(200, "[{\"id\":9,\"kind\":\"FUNDING\",\"amount\":-1.50}]");
    assertThat(dollr.wallets().statement(3).get(0).amount()).isEqualTo("-1.50");
    sent("GET /v1/wallets/3/statement", "");
    server.then(200, "[]");
    assertThat(dollr.wallets().statementAll(3)).isEmpty();
    sent("GET /v1/wallets/3/statement?limit=100", "");

    server.then(200, "id,kind\r\n9,FUNDING\r\n", "Content-Type", "text/csv; charset=utf-8");
    assertThat(dollr.wallets().statementCsv(3)).isEqualTo("id,kind\r\n9,FUNDING\r\n");
    sent("GET /v1/wallets/3/statement?format=CSV", "");
    server.then(200, "id,kind\r\n");
    dollr.wallets().statementCsv(3, Page.first(10).after(9));
    sent("GET /v1/wallets/3/statement?format=CSV&limit=10&starting_after=9", "");
    assertThat(server.last().header("Accept")).isEqualTo("text/csv, application/json");
  }

  @Test
  void paymentsAreListedAsFiltered() {
    server.then(200, "[{\"payment_intent_id\":7,\"platform_fee\":2.50}]");
    assertThat(dollr.payments().list().get(0).platformFee()).isEqualTo("2.50");
    sent("GET /v1/payments/list", "");
    server.then(200, "[]");
    var filter =
        PaymentFilter.all()
            .operation(OperationType.REFUND)
            .status(ExecutionStatus.FAILED)
            .currency("LRD")
            .between(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));
    assertThat(dollr.payments().listAll(filter)).isEmpty();
    sent(
        "GET /v1/payments/list?operation_type=REFUND&status=FAILED&currency=LRD"
            + "&created_from=2026-03-01T00%3A00%3A00Z&created_before=2026-04-01T00%3A00%3A00Z"
            + "&limit=100",
        "");
  }

  @Test
  void operatorsArePredicted() {
    server.then(200, Samples.operator());
    var operator = dollr.predictions().mmoProviderInfo("+231 771234567", OperationType.COLLECTION);
    assertThat(operator.paymentMethod()).isEqualTo(PaymentMethod.ORANGE_MONEY_LBR);
    sent(
        "GET /v1/predictions/mmo-provider-info?phone=%2B231%20771234567"
            + "&operation_type=COLLECTION",
        "");
  }

  @Test
  void cardsArePredicted() {
    server.then(
        200,
        "{\"brand\":\"visa\",\"country\":\"US\",\"currencies\":[\"USD\"],"
            + "\"payment_method_id\":\"pm_card_visa\",\"payment_method\":\"CREDIT_CARD\","
            + "\"gateway_provider\":\"STRIPE\",\"operation_type\":\"COLLECTION\"}");
    var card = dollr.predictions().cardProviderInfo("pm_card_visa", OperationType.COLLECTION);
    assertThat(card.brand()).isEqualTo("visa");
    assertThat(card.paymentMethod()).isEqualTo(PaymentMethod.CREDIT_CARD);
    sent(
        "GET /v1/predictions/card-provider-info?payment_method_id=pm_card_visa"
            + "&operation_type=COLLECTION&provider=STRIPE",
        "");
  }

  @Test
  void theMerchantIsTold() {
    server.then(
        200,
        "{\"id\":1,\"name\":\"Shop\",\"type\":\"ORGANIZATION\",\"email\":null,\"phone\":null}");
    assertThat(dollr.merchants().info(1, MerchantType.ORGANIZATION).name()).isEqualTo("Shop");
    sent("GET /v1/merchants/merchant-info?merchant_id=1&merchant_type=ORGANIZATION", "");
  }

  @Test
  void whatANewerServerAddsIsSkipped() {
    server.then(200, Samples.party(42).replace("\"id\"", "\"nickname\":{\"a\":[1]},\"id\""));
    assertThat(dollr.parties().retrieve(42).id()).isEqualTo(42);

    server.then(200, Samples.invoice(101, "OVERDUE"));
    assertThat(dollr.invoices().publish(101).status()).isNull();

    server.then(200, Samples.execution("PENDING").replace(",\"payment_intent_id\":7", ""));
    assertThat(dollr.status().collection(Samples.REFERENCE).paymentIntentId()).isZero();
  }

  private void sent(String line, String body) {
    assertThat(server.last().line()).isEqualTo(line);
    assertThat(server.last().body()).isEqualTo(body);
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer token-1");
    assertThat(server.last().header("Content-Type"))
        .isEqualTo(body.isEmpty() ? "" : "application/json");
  }
}
