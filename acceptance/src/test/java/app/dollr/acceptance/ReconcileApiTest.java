package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    return SERVER
        .admin()
        .post(
            "/admin/v1/settlements?gateway=%s&name=march".formatted(gateway),
            Json.mapper().writeValueAsString(content));
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
    var payout = line.replace("txn_of_csv", "txn_payout").replace(",charge,", ",payout,");
    var report = reconcile(REPORT + line + payout);
    assertThat(report.get("matched").intValue()).isEqualTo(2);
    assertThat(breaks(report)).isEmpty();
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[{\"id\":\"txn_1\"}]",
        "[{\"id\":\"txn_1\",\"amount\":1.5,\"currency\":\"usd\",\"fee\":0}]",
        "balance_transaction_id,created_utc\n1,2\n",
        "reporting_category\n\"charge",
      })
  void whatCannotBeReadIsRefusedAndNothingIsWritten(String content) {
    long before = SERVER.count("select count(*) from settlement.statement");
    send("STRIPE", content).isRefused("body.statement", "value_error.statement.unreadable");
    assertThat(SERVER.count("select count(*) from settlement.statement")).isEqualTo(before);
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
    assertThat(cli.out()).contains("agree", "1 lines", "1 of them new");
    Files.writeString(file, statement().replaceFirst("\"amount\":26005", "\"amount\":1"));
    assertThat(cli.run("reconcile", "--gateway=stripe", "--file=" + file, "--json")).isEqualTo(12);
    assertThat(breaks(cli.json())).containsExactly("AMOUNT_DIFFERS");
    assertThat(cli.run("reconcile", "--gateway=stripe", "--file=/nowhere/at/all")).isEqualTo(2);
  }
}
