package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import app.dollr.platform.json.Json;
import app.dollr.simulators.Fault;
import app.dollr.testing.Together;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Statements of gateways, held against the books line by line. */
class ReconcileApiTest {
  private static final LiveStripe LIVE = new LiveStripe();

  @RegisterExtension static final TestServer SERVER = LIVE.server();

  private static final String PAWAPAY =
      "created,type,id,amount,fee,balance,currency,country,provider\n";
  private static final String REPORT =
      "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,"
          + "payment_intent_id\n";

  private static final Accounts PLATFORM = new Accounts(SERVER, 0);

  @TempDir private Path folder;

  private TestServer.Merchant merchant;
  private CardFlow cards;
  private MoneyFlow money;
  private Accounts books;

  /** Each test has an hour of its own, so that no statement reaches into another's. */
  @BeforeEach
  void beANewMerchant() {
    SERVER.clock().advance(Duration.ofHours(1));
    LIVE.connect();
    merchant = SERVER.newMerchant();
    money = MoneyFlow.of(SERVER, merchant);
    cards = new CardFlow(money.flow(), SERVER.anonymous());
    books = new Accounts(SERVER, merchant.id());
  }

  @AfterAll
  static void close() {
    LIVE.close();
  }

  private JsonNode pay(String card) {
    var execution = cards.collect(money.flow().published(), card);
    LIVE.tell();
    return execution;
  }

  /** Stripe's own list of what happened within the hour. */
  private static String statement() {
    long from = SERVER.clock().instant().minus(Duration.ofMinutes(50)).getEpochSecond();
    var url =
        LIVE.stripe().url()
            + "/v1/balance_transactions?limit=100&expand[0]=data.source&created[gte]="
            + from;
    var request =
        HttpRequest.newBuilder(URI.create(url.replace("[", "%5B").replace("]", "%5D")))
            .header("Authorization", "Bearer sk_test_of_the_tests");
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Reply send(String gateway, String content) {
    return send(gateway, content, "");
  }

  private static Reply send(String gateway, String content, String more) {
    return SERVER
        .admin()
        .post(
            "/admin/v1/settlements?gateway=%s&name=march%s".formatted(gateway, more),
            Json.mapper().writeValueAsString(content));
  }

  private static Reply book(String line, String account) {
    return SERVER
        .admin()
        .post(
            "/admin/v1/settlements/book",
            Map.of("gateway", "STRIPE", "line_id", line, "account", account));
  }

  /** A line of Stripe's report. */
  private static String line(String id, String amount, String fee, String category, String about) {
    return "%s,%s,usd,%s,%s,0,%s,%s\n"
        .formatted(id, SERVER.clock().instant(), amount, fee, category, about);
  }

  private static String id() {
    return "txn_" + UUID.randomUUID();
  }

  /** How it stands with a gateway in a currency, checked to add up. */
  private static JsonNode standing(JsonNode report, String currency) {
    var found =
        report
            .get("standing")
            .valueStream()
            .filter(one -> one.get("currency").stringValue().equals(currency))
            .findFirst()
            .orElseThrow();
    assertThat(amount(found, "ledger").subtract(amount(found, "in_no_statement")))
        .isEqualByComparingTo(amount(found, "statements").subtract(amount(found, "breaks")));
    return found;
  }

  private static BigDecimal amount(JsonNode standing, String name) {
    return standing.get(name).decimalValue();
  }

  private static JsonNode reconcile(String content) {
    return send("STRIPE", content).ok();
  }

  private static List<String> breaks(JsonNode report) {
    return report
        .get("breaks")
        .valueStream()
        .map(found -> found.get("kind").stringValue())
        .toList();
  }

  @Test
  void paymentsRefundsAndDisputesAgreeLineByLine() {
    var paid = pay("pm_card_visa");
    pay("pm_card_createDispute");
    LIVE.post(
        "/sim/disputes/"
            + money.caller().get("/v1/disputes/list").ok().at("/0/provider_dispute_id").asString(),
        "outcome=won");
    LIVE.tell();
    long session = money.refundSession(paid.get("payment_intent_id").longValue(), "100.00").id();
    money.refund(session, UUID.randomUUID()).ok();
    SERVER.runDue();
    var report = reconcile(statement());
    assertThat(breaks(report)).isEmpty();
    assertThat(report.get("lines").intValue()).isEqualTo(5);
    assertThat(report.get("added").intValue()).isEqualTo(5);
    assertThat(report.get("matched").intValue()).isEqualTo(5);
  }

  @Test
  void whatTheGatewayChargedIsPostedOnceHoweverOftenItIsImported() {
    pay("pm_card_visa");
    var content = statement();
    var first = reconcile(content);
    var second = reconcile(content);
    assertThat(second.get("id")).isEqualTo(first.get("id"));
    assertThat(second.get("added").intValue()).isZero();
    assertThat(second.get("matched").intValue()).isOne();
    reconcile(content + "\n");
    assertThat(books.net("GATEWAY_COST", "USD")).isEqualTo(-784);
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isEqualTo(-26005 + 784);
    assertThat(books.journals("GATEWAY_CHARGE")).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"amount\":26005', '\"amount\":26006', AMOUNT_DIFFERS",
    "'\"currency\":\"usd\",\"desc', '\"currency\":\"lrd\",\"desc', CURRENCY_DIFFERS",
    "'\"fee\":784', '\"fee\":785', FEE_DIFFERS",
  })
  void whatDiffersIsNamed(String part, String other, String kind) {
    pay("pm_card_visa");
    var content = statement();
    assertThat(content).contains(part);
    // The object that a line is about follows it and says the amount again; that is not read.
    var report = reconcile(content.replaceFirst(part, other));
    assertThat(breaks(report)).containsExactly(kind);
    assertThat(report.at("/breaks/0/merchant_id").longValue()).isEqualTo(merchant.id());
    assertThat(report.at("/breaks/0/said").asString()).contains(" there, ");
    assertThat(
            SERVER.count(
                "select count(*) from settlement.line where merchant_id = %d and break_kind = '%s'"
                    .formatted(merchant.id(), kind)))
        .isOne();
  }

  @Test
  void whatIsOnlyThereAndWhatIsOnlyHereIsNamed() {
    pay("pm_card_visa");
    LIVE.post(
        "/v1/payment_intents", "amount=1000&currency=usd&confirm=true&payment_method=pm_card_visa");
    SERVER.clock().advance(Duration.ofSeconds(1));
    var unheardOf = pay("pm_card_mastercard");
    SERVER.clock().advance(Duration.ofSeconds(1));
    pay("pm_card_visa");
    var content = statement();
    var line = content.indexOf("{\"id\":\"txn_", content.indexOf("txn_") + 1);
    var next = content.indexOf("{\"id\":\"txn_", line + 1);
    var without = content.substring(0, line) + content.substring(next);
    var report = reconcile(without);
    assertThat(breaks(report)).containsExactly("MISSING_HERE", "MISSING_THERE");
    assertThat(report.at("/breaks/1/reference_id")).isEqualTo(unheardOf.get("reference_id"));
    assertThat(breaks(reconcile(content))).containsExactly("MISSING_HERE");
  }

  @Test
  void whatIsThereTwiceIsNamed() {
    pay("pm_card_visa");
    var one = statement().replaceFirst("^.*\"data\":\\[", "").replaceFirst("],\"has_more.*$", "");
    assertThat(breaks(reconcile("[%s,%s]".formatted(one, one)))).containsExactly("TWICE");
    var other = one.replaceFirst("txn_\\w+", "txn_" + UUID.randomUUID());
    assertThat(breaks(reconcile("[%s,%s]".formatted(one, other)))).containsExactly("TWICE");
  }

  @Test
  void aPaymentThatIsNotDoneHereIsMissingHere() {
    var execution = cards.collect(money.flow().published());
    var line =
        "txn_1,%s,usd,260.05,7.84,252.21,charge,ch_1,%s\n"
            .formatted(
                SERVER.clock().instant().toString(),
                CardFlow.id(execution.get("client_secret").stringValue()));
    assertThat(breaks(reconcile(REPORT + line))).containsExactly("MISSING_HERE");
  }

  @Test
  void theReportOfBalanceChangesIsReadToo() {
    var paid = pay("pm_card_visa");
    var line =
        "txn_of_csv,%s,usd,260.05,7.84,252.21,charge,ch_1,%s\n"
            .formatted(
                SERVER.clock().instant().toString().replace('T', ' ').replaceFirst("\\..*", ""),
                paid.get("provider_transaction_id").stringValue());
    var report = reconcile(REPORT + line);
    assertThat(report.get("matched").intValue()).isOne();
    assertThat(breaks(report)).isEmpty();
  }

  @Test
  void aPayoutToTheBankIsPostedOnceInThePlatformsOwnBooks() {
    long bank = PLATFORM.net("BANK", "USD");
    long owed = PLATFORM.net("GATEWAY_CLEARING", "USD");
    long cost = PLATFORM.net("GATEWAY_COST", "USD");
    var content =
        REPORT
            + line(id(), "-100.00", "1.50", "payout", "po_1,")
            + line(id(), "30.00", "0", "topup", "tu_1,");
    var report = reconcile(content);
    assertThat(breaks(report)).isEmpty();
    assertThat(breaks(reconcile(content))).isEmpty();
    assertThat(PLATFORM.net("BANK", "USD") - bank).isEqualTo(-7000);
    assertThat(PLATFORM.net("GATEWAY_COST", "USD") - cost).isEqualTo(-150);
    assertThat(PLATFORM.net("GATEWAY_CLEARING", "USD") - owed).isEqualTo(7150);
    assertThat(SERVER.admin().post("/admin/v1/ledger/verify", Map.of()).ok().get("problems"))
        .isEmpty();
  }

  @Test
  void whatTheGatewayChargesForNothingInParticularIsACostOfThePlatform() {
    long cost = PLATFORM.net("GATEWAY_COST", "USD");
    var content =
        REPORT
            + line(id(), "-5.00", "0", "fee", "fee_1,")
            + line(id(), "-0.40", "0", "tax", ",")
            + line(id(), "1.00", "0", "network_cost", ",");
    assertThat(breaks(reconcile(content))).isEmpty();
    reconcile(content);
    assertThat(PLATFORM.net("GATEWAY_COST", "USD") - cost).isEqualTo(-440);
  }

  @Test
  void whatNothingExplainsIsForAnOperatorToBook() {
    var cost = id();
    var bank = id();
    var content =
        REPORT
            + line(cost, "-2.50", "0", "other_adjustment", ",")
            + line(bank, "9.00", "0", "risk_reserved_funds", ",");
    long before = PLATFORM.net("GATEWAY_CLEARING", "USD");
    var report = reconcile(content);
    assertThat(breaks(report)).containsExactly("UNEXPLAINED", "UNEXPLAINED");
    assertThat(report.at("/breaks/0/next").asString()).contains("settlements book");
    assertThat(PLATFORM.net("GATEWAY_CLEARING", "USD")).isEqualTo(before);
    book("txn_nobodys", "BANK").isError(404, "Not Found");
    book(cost, "WALLET").isRefused("body.account", "type_error.enum");
    book(cost, "GATEWAY_COST").ok();
    book(cost, "BANK").isRefused("body.line_id", "value_error.settlement_line.explained");
    var cli = Cli.ofOperator(SERVER);
    assertThat(cli.run("admin", "settlements", "book", "--gateway=stripe", bank, "--bank"))
        .as(cli.err())
        .isZero();
    assertThat(cli.run("admin", "settlements", "list")).isZero();
    assertThat(PLATFORM.net("GATEWAY_CLEARING", "USD") - before).isEqualTo(250 - 900);
    assertThat(breaks(reconcile(content))).isEmpty();
    assertThat(PLATFORM.net("GATEWAY_CLEARING", "USD") - before).isEqualTo(250 - 900);
  }

  @Test
  void whatAnExecutionExplainsIsNotForAnOperatorToBook() {
    var paid = pay("pm_card_visa");
    var id = id();
    reconcile(REPORT + line(id, "260.05", "7.84", "charge", "ch_1," + intent(paid)));
    book(id, "BANK").isRefused("body.line_id", "value_error.settlement_line.explained");
  }

  private static String intent(JsonNode execution) {
    return execution.get("provider_transaction_id").stringValue();
  }

  @Test
  void theFeeOfALineIsPostedOnceItIsKnownWhoseItIs() {
    var execution = cards.collect(money.flow().published());
    var secret = execution.get("client_secret").stringValue();
    var content = REPORT + line(id(), "260.05", "7.84", "charge", "ch_1," + CardFlow.id(secret));
    assertThat(breaks(reconcile(content))).containsExactly("MISSING_HERE");
    assertThat(books.journals("GATEWAY_CHARGE")).isZero();
    LIVE.browser(secret, "payment_method=pm_card_visa");
    LIVE.tell();
    for (int time = 0; time < 2; time++) {
      assertThat(breaks(reconcile(content))).isEmpty();
      assertThat(books.net("GATEWAY_COST", "USD")).isEqualTo(-784);
    }
  }

  @Test
  void eachOfSeveralDisputesHasItsLines() {
    var paid = pay("pm_card_visa");
    for (var amount : List.of("10000", "6000")) {
      LIVE.post("/sim/disputes", "payment_intent=%s&amount=%s".formatted(intent(paid), amount));
      LIVE.tell();
    }
    var first = LIVE.book("disputes").getLast().get("id").stringValue();
    LIVE.post("/sim/disputes/" + first, "outcome=won");
    LIVE.tell();
    var report = reconcile(statement());
    assertThat(breaks(report)).isEmpty();
    assertThat(report.get("matched").intValue()).isEqualTo(4);
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isEqualTo(-26005 + 10000 + 784 + 1500);
  }

  @Test
  void aDisputeOfWhichNobodyHasHeardIsMissingHere() {
    var paid = pay("pm_card_visa");
    LIVE.stripe().faults().set(Fault.CALLBACK_LOST, 2);
    LIVE.post("/sim/disputes", "payment_intent=%s&amount=100".formatted(intent(paid)));
    LIVE.tell();
    assertThat(breaks(reconcile(statement()))).containsExactly("MISSING_HERE");
  }

  @Test
  void whatAnotherStatementHasToldOfAnExecutionIsThereTwice() {
    var paid = pay("pm_card_visa");
    var about = "ch_1," + intent(paid);
    assertThat(breaks(reconcile(REPORT + line(id(), "260.05", "7.84", "charge", about)))).isEmpty();
    var second = REPORT + line(id(), "260.05", "7.84", "charge", about);
    assertThat(breaks(reconcile(second))).containsExactly("TWICE");
    assertThat(breaks(reconcile(second))).containsExactly("TWICE");
  }

  @Test
  void whatTheGatewayOwesIsHeldAgainstItsOwnWord() {
    pay("pm_card_visa");
    var before = standing(reconcile(statement()), "USD");
    SERVER.clock().advance(Duration.ofSeconds(1));
    pay("pm_card_visa");
    var payout =
        REPORT
            + "%s,%s,usd,-50.00,0,0,payout,po_1,\n"
                .formatted(id(), SERVER.clock().instant().plusSeconds(1));
    var after = standing(reconcile(payout), "USD");
    assertThat(amount(after, "ledger").subtract(amount(before, "ledger")))
        .isEqualByComparingTo("210.05");
    assertThat(amount(after, "in_no_statement").subtract(amount(before, "in_no_statement")))
        .isEqualByComparingTo("260.05");
    assertThat(amount(after, "statements").subtract(amount(before, "statements")))
        .isEqualByComparingTo("-50.00");
    assertThat(after.get("closing").isNull()).isTrue();
    var all = statement();
    var stated = standing(reconcile(all), "USD");
    assertThat(amount(stated, "in_no_statement"))
        .isEqualByComparingTo(amount(before, "in_no_statement"));
    var word = amount(stated, "statements").add(BigDecimal.TEN);
    var closed = standing(send("STRIPE", all, "&closing=USD:" + word).ok(), "USD");
    assertThat(amount(closed, "closing")).isEqualByComparingTo(word);
    assertThat(amount(closed, "not_imported")).isEqualByComparingTo("10");
    send("STRIPE", all, "&closing=USD")
        .isRefused("query.closing", "value_error.statement.unreadable");
    send("STRIPE", all, "&closing=USX:1")
        .isRefused("query.closing", "value_error.statement.unreadable");
  }

  @Test
  void theNewestBalanceOfAWalletIsWhereItCloses() {
    var lines =
        """
        2026-03-03T09:00:00Z,WITHDRAWAL,w-%1$s,"20.00",,83.00,LRD,LBR,
        2026-03-02T09:00:00Z,TOP_UP,t-%1$s,100.00,,103.00,LRD,LBR,
        """
            .formatted(UUID.randomUUID());
    var report = send("PAWAPAY", PAWAPAY + lines).ok();
    assertThat(breaks(report)).isEmpty();
    var standing = standing(report, "LRD");
    assertThat(amount(standing, "ledger")).isEqualByComparingTo("80.00");
    assertThat(amount(standing, "closing")).isEqualByComparingTo("83.00");
    assertThat(amount(standing, "not_imported")).isEqualByComparingTo("3.00");
  }

  @Test
  void anImportThatWasCutOffIsGoneOnWith() {
    var run = UUID.randomUUID().toString();
    var content = new StringBuilder(REPORT);
    for (int i = 0; i < 250; i++) {
      content.append(line("txn_%s_%d".formatted(run, i), "-1.00", "0", "fee", ","));
    }
    long cost = PLATFORM.net("GATEWAY_COST", "USD");
    SERVER.change(
        """
        create function public.cut() returns trigger language plpgsql as $$
          begin raise 'PostgreSQL stops' using errcode = '57P01'; end $$;
        create trigger cut before insert on settlement.line for each row
          when (new.line_id like 'txn_%_150') execute function public.cut()
        """);
    assertThat(send("STRIPE", content.toString()).status()).isEqualTo(503);
    SERVER.change("drop trigger cut on settlement.line; drop function public.cut()");
    assertThat(PLATFORM.net("GATEWAY_COST", "USD") - cost).isEqualTo(-10_000);
    var report = reconcile(content.toString());
    assertThat(report.get("added").intValue()).isEqualTo(150);
    assertThat(breaks(report)).isEmpty();
    assertThat(PLATFORM.net("GATEWAY_COST", "USD") - cost).isEqualTo(-25_000);
  }

  @Test
  void twoWhoImportTheSameAtOnceImportItOnce() {
    var content = new StringBuilder(REPORT);
    for (int i = 0; i < 120; i++) {
      content.append(line(id(), "-1.00", "0", "payout", ","));
    }
    long bank = PLATFORM.net("BANK", "USD");
    Together.run(2, importer -> reconcile(content.toString()));
    assertThat(PLATFORM.net("BANK", "USD") - bank).isEqualTo(-12_000);
  }

  @Test
  void pawapaysStatementIsReadByEitherOfItsHeadings() {
    var key = UUID.randomUUID();
    var report =
        send(
                "PAWAPAY",
                PAWAPAY
                    + "2026-03-01T09:00:00Z,DEPOSIT,%s,257.50,5.00,1,USD,LBR,MTN\n".formatted(key))
            .ok();
    assertThat(breaks(report)).containsExactly("MISSING_HERE");
    assertThat(report.at("/breaks/0/said").asString()).contains("PAYMENT of USD 257.50");
    var dashboard =
        "\"Creation Date\",MSISDN,\"Transaction ID\",Amount,Currency,Country,MNO,Type\n"
            + "2026-03-02 09:00:00,231,%s,\"10\",RWF,RWA,MTN,Payout\n".formatted(UUID.randomUUID());
    assertThat(send("PAWAPAY", dashboard).ok().at("/breaks/0/said").asString())
        .contains("PAYOUT of RWF -10");
  }

  /** What cannot be read, with where and why not: by the line, and the column or the field. */
  static Stream<Arguments> unreadable() {
    return Stream.of(
        arguments("", "there is no column 'balance_transaction_id'"),
        arguments("{}", "it is no list of balance transactions"),
        arguments("[]", "it has no lines"),
        arguments(REPORT, "it has no lines"),
        arguments("[", "it is no JSON"),
        arguments("[{\"id\":\"txn_1\"}]", "entry 1, txn_1: currency: '' is no currency"),
        arguments(entry("1.5", "usd", "1"), "entry 1, txn_1: amount: it is no whole number"),
        arguments(entry("1e99", "usd", "1"), "amount: it is no whole number"),
        arguments(entry("99999999999999999999", "usd", "1"), "amount: it is no whole number"),
        arguments(entry("1", "xau", "1"), "currency: 'xau' is no currency"),
        arguments(entry("1", "usdollars", "1"), "currency: 'usdollars' is no currency"),
        arguments(entry("1", "usd", "null"), "created: it is no whole number"),
        arguments(entry("1", "usd", "0"), "1970-01-01T00:00:00Z is out of range"),
        arguments(
            entry("1", "usd", "1").replace("txn_1", "=1+1"), "entry 1, =1+1: id: '=1+1' is no id"),
        arguments(
            "balance_transaction_id,created_utc\n1,2\n",
            "line 1: there is no column 'currency'; its columns are balance_transaction_id,"
                + " created_utc"),
        arguments(REPORT.replace(',', ';'), "line 1: there is no column 'balance_transaction_id'"),
        arguments(REPORT.replace("net", "fee"), "line 1: there are two columns 'fee'"),
        arguments(REPORT + "\"txn_1", "it is no CSV"),
        arguments(
            REPORT + row("txn_1", "usd", "1,000.00"),
            "line 2: column 'gross': '1,000.00' is no amount"),
        arguments(
            REPORT + row("txn_1", "usd", "=1+1"), "line 2: column 'gross': '=1+1' is no amount"),
        arguments(
            REPORT + row("txn_1", "usd", "1.005"), "line 2: column 'gross': amount has 3 decimals"),
        arguments(
            REPORT + row("txn_1", "usd", "1") + row("=HYPERLINK(1)", "usd", "1"),
            "line 3: column 'balance_transaction_id': '=HYPERLINK(1)' is no id"),
        arguments(REPORT + row("t".repeat(256), "usd", "1"), "is no id"),
        arguments(
            REPORT + row("txn_1", "XXQ", "1"), "line 2: column 'currency': 'XXQ' is no currency"),
        arguments(REPORT + row("txn_1", "", "1"), "line 2: nothing stands under 'currency'"),
        arguments(
            REPORT + "txn_1,yesterday,usd,1,0,1,charge,,\n",
            "line 2: column 'created_utc': 'yesterday' is no time"),
        arguments(
            REPORT + "txn_1,+99999-01-01T00:00:00Z,usd,1,0,1,charge,,\n",
            "line 2: column 'created_utc'"),
        arguments(REPORT + "txn_1\n", "line 2: nothing stands under 'reporting_category'"),
        arguments("\uFFFDid,created", "it is no text in UTF-8"),
        arguments("i\0d\0,\0", "it is no text in UTF-8"));
  }

  private static String row(String id, String currency, String gross) {
    return "%s,2026-03-01 09:00:00,%s,\"%s\",0,1,charge,ch_1,pi_1\n".formatted(id, currency, gross);
  }

  private static String entry(String amount, String currency, String created) {
    return "[{\"id\":\"txn_1\",\"amount\":%s,\"currency\":\"%s\",\"fee\":0,\"created\":%s}]"
        .formatted(amount, currency, created);
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatCannotBeReadIsRefusedWithWhereAndNothingIsWritten(String content, String why) {
    long before = SERVER.count("select count(*) from settlement.statement");
    var refused = send("STRIPE", content);
    refused.isRefused("body.statement", "value_error.statement.unreadable");
    assertThat(refused.json().at("/detail/0/msg").asString()).contains(why);
    assertThat(SERVER.count("select count(*) from settlement.statement")).isEqualTo(before);
  }

  @Test
  void aMarkOfByteOrderAndBlankLinesDoNotMatter() {
    var content = "\uFEFF" + REPORT + "\n" + line(id(), "-1.00", "0", "fee", ",") + "\n\n";
    assertThat(reconcile(content).get("matched").intValue()).isOne();
  }

  @Test
  void aLineThatStandsTwiceIsPostedOnceAndNamed() {
    long cost = PLATFORM.net("GATEWAY_COST", "USD");
    var line = line(id(), "-1.00", "0", "fee", ",");
    assertThat(breaks(reconcile(REPORT + line + line))).containsExactly("TWICE");
    assertThat(PLATFORM.net("GATEWAY_COST", "USD") - cost).isEqualTo(-100);
  }

  @Test
  void aStatementThatIsTooLargeIsRefusedWhole() {
    var line = line("txn_same", "-1.00", "0", "fee", ",");
    var all = REPORT + line.repeat(200_001);
    var refused = send("STRIPE", all);
    refused.isRefused("body.statement", "value_error.statement.unreadable");
    assertThat(refused.json().at("/detail/0/msg").asString()).contains("more than 200000 lines");
    assertThat(send("STRIPE", "x".repeat(33_554_432)).status()).isEqualTo(413);
  }

  @Test
  void anotherGatewayOrBodyIsRefused() {
    send("PAYPAL", "x").isRefused("query.gateway", "type_error.enum");
    SERVER
        .admin()
        .post("/admin/v1/settlements?gateway=STRIPE&name=x", List.of())
        .isRefused("body.statement", "value_error.statement.unreadable");
    assertThat(SERVER.admin().get("/admin/v1/settlements").status()).isEqualTo(200);
  }

  @Test
  void theCommandTellsByItsExitWhetherAllAgrees() throws Exception {
    pay("pm_card_visa");
    var file = folder.resolve("statement.json");
    Files.writeString(file, statement());
    var cli =
        Cli.of(SERVER, merchant)
            .with("DOLLR_ADMIN_URL", SERVER.adminUrl())
            .with("DOLLR_ADMIN_TOKEN", "admin_of_the_live_tests");
    assertThat(cli.run("reconcile", "--gateway=stripe", "--file=" + file)).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("agree", "1 lines", "1 of them new")
        .contains("What stripe owes us:", "not imported");
    Files.writeString(file, statement().replaceFirst("\"amount\":26005", "\"amount\":1"));
    assertThat(cli.run("reconcile", "--gateway=stripe", "--file=" + file, "--json")).isEqualTo(12);
    assertThat(breaks(cli.json())).containsExactly("AMOUNT_DIFFERS");
    assertThat(cli.run("reconcile", "--gateway=stripe", "--file=" + file)).isEqualTo(12);
    assertThat(cli.out())
        .contains("1 break.", "AMOUNT_DIFFERS: settle it with dollr admin exceptions");
    assertThat(cli.run("reconcile", "--gateway=stripe", "--file=/nowhere/at/all")).isEqualTo(2);
    Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 'i', 0});
    assertThat(cli.run("reconcile", "--gateway=stripe", "--file=" + file)).isEqualTo(2);
    assertThat(cli.err()).contains("is no text in UTF-8");
  }
}
