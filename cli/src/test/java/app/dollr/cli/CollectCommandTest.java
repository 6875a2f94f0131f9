package app.dollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.cli.FakeHttp.Answer;
import app.dollr.client.internal.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that move money: collect, executions collect, status, demo. */
class CollectCommandTest {
  private static final String REFERENCE = "550e8400-e29b-41d4-a716-446655440000";

  private CliScene cli;

  @BeforeEach
  void open(@TempDir Path directory) {
    cli = new CliScene(directory);
  }

  @AfterEach
  void close() {
    cli.close();
  }

  @Test
  void collectShowsEachStepAndHowItEnded() {
    assertThat(collect("231771234567")).isZero();

    assertThat(words())
        .containsExactly(
            "operator",
            "party",
            "counterparty",
            "invoice",
            "line",
            "published",
            "payment account",
            "session",
            "execution",
            "status",
            "status",
            "status");
    assertThat(cli.lines().get(3)).isEqualTo("   0.00 s  invoice          44  INV-2026-00044");
    assertThat(cli.lines().get(9)).endsWith("PENDING");
    assertThat(cli.lines().get(10)).endsWith("PROCESSING");
    assertThat(cli.lines().get(11)).endsWith("COMPLETED");
    assertThat(cli.lines().get(12)).isEqualTo("Collected USD 250.00; the payer paid USD 257.50.");
  }

  @Test
  void collectOfADeclinedPaymentFails() {
    assertThat(collect("231771234039")).isEqualTo(9);
    assertThat(cli.out()).contains("FAILED: the payer did not approve");
  }

  @Test
  void collectOfAnUndecidedPaymentSaysThatItIsOpen() {
    assertThat(collect("231771234129", "--timeout", "5s", "--reference", REFERENCE)).isEqualTo(10);
    assertThat(cli.out())
        .contains("Still PROCESSING, which is not a failure. Ask again: dollr status " + REFERENCE);
  }

  @Test
  void collectNeedNotWait() {
    assertThat(collect("231771234567", "--no-wait")).isZero();
    assertThat(cli.out()).contains("Still PENDING").doesNotContain("COMPLETED");
  }

  @Test
  void collectPrintsOneObjectAsJson() {
    assertThat(collect("231771234567", "--json", "--reference", REFERENCE)).isZero();

    var json = Json.mapper().readTree(cli.out());
    assertThat(cli.lines()).hasSize(1);
    assertThat(json.path("source_number").asString()).isEqualTo("INV-2026-00044");
    assertThat(json.path("reference_id").asString()).isEqualTo(REFERENCE);
    assertThat(json.path("execution").path("status").asString()).isEqualTo("COMPLETED");
    assertThat(json.path("execution").path("payee_amount").decimalValue()).isEqualTo("250.00");
    assertThat(json.has("outcome")).isFalse();
  }

  @Test
  void collectTakesAllItsOptions() {
    assertThat(
            collect(
                "231881234567",
                "--order",
                "--item=Rice",
                "--qty=2",
                "--note=March",
                "--method=mtn_momo_lbr",
                "--fee-bearer=PAYEE",
                "--payer-currency=LRD"))
        .isZero();

    assertThat(sent("POST /v1/orders/create"))
        .contains("\"note\":\"March\"", "\"fee_bearer\":\"PAYEE\"");
    assertThat(sent("POST /v1/orders/44/items/add")).contains("\"name\":\"Rice\"", "\"qty\":2");
    assertThat(sent("POST /v1/payment-accounts/create")).contains("\"method\":\"MTN_MOMO_LBR\"");
    assertThat(sent("POST /v1/executions/collection")).contains("\"currency\":\"LRD\"");
    assertThat(cli.server.seen()).noneMatch(line -> line.contains("predictions"));
  }

  @Test
  void collectPaysWithACardThatIsNamed() {
    assertThat(collect("231771234567", "--card=pm_card_visa")).isZero();
    assertThat(sent("POST /v1/payment-accounts/create"))
        .contains("\"method\":\"CREDIT_CARD\"", "\"provider\":\"STRIPE\"");
    assertThat(sent("POST /v1/executions/collection"))
        .contains("\"payment_method_id\":\"pm_card_visa\"");
  }

  @Test
  void collectNamesTheFieldThatWasRefused() {
    assertThat(collect("250781234567")).isEqualTo(4);
    assertThat(cli.err())
        .isEqualTo(
            """
            dollr: GET /v1/predictions/mmo-provider-info answered 422 \
            value_error.phone.unknown_operator: phone: unknown operator (request req-1)
              phone: unknown operator (value_error.phone.unknown_operator)
            """);
  }

  @Test
  void collectWhoseAnswerIsLostSaysWhatToAsk() {
    cli.server.plan("POST /v1/executions/collection", new Answer(500, "{}", Map.of()));

    assertThat(collect("231771234567", "--reference", REFERENCE)).isEqualTo(7);
    assertThat(cli.err())
        .contains("The payment may have begun", "dollr status " + REFERENCE + " --wait");

    assertThat(collect("231771234567", "--reference", REFERENCE, "--json")).isEqualTo(7);
    var error = Json.mapper().readTree(cli.err()).path("error");
    assertThat(error.path("outcome_unknown").asBoolean()).isTrue();
    assertThat(error.path("reference_id").asString()).isEqualTo(REFERENCE);
  }

  @Test
  void aSessionIsCollectedByHand() {
    cli.run("parties", "create", "--name", "A", "--phone", "231771234567");
    cli.run("counterparties", "create", "--party", "42");
    cli.run("invoices", "create", "--counterparty", "43", "--currency", "USD");
    cli.run("invoices", "add-item", "44", "--name", "X", "--amount", "10", "--currency", "USD");
    cli.run("invoices", "publish", "44");
    cli.run(
        "accounts",
        "create",
        "--party=42",
        "--name=A",
        "--method=ORANGE_MONEY_LBR",
        "--number=231771234567");
    assertThat(cli.run("sessions", "create", "--invoice", "44")).isZero();

    assertThat(
            cli.run(
                "executions",
                "collect",
                "--session=47",
                "--account=46",
                "--currency=USD",
                "--reference=" + REFERENCE))
        .isZero();
    assertThat(cli.out()).contains("status             PENDING");

    assertThat(cli.run("status", REFERENCE)).isZero();
    assertThat(cli.out()).contains("PROCESSING");
    assertThat(cli.run("status", REFERENCE, "--wait")).isZero();
    assertThat(cli.out()).contains("COMPLETED");
    assertThat(cli.run("invoices", "status", "44")).isZero();
    assertThat(cli.out()).contains("status         PAID");
  }

  @Test
  void statusOfAFailedPaymentIsItsFailure() {
    collect("231771234039", "--reference", REFERENCE);

    assertThat(cli.run("status", REFERENCE)).isEqualTo(9);
    assertThat(cli.run("status", REFERENCE, "--wait", "--json")).isEqualTo(9);
    assertThat(cli.out()).startsWith("{\"reference_id\":");
  }

  @Test
  void statusOfWhatWasNeverAcceptedIsNotFound() {
    assertThat(cli.run("status", REFERENCE)).isEqualTo(5);
  }

  @Test
  void statusWaitsNoLongerThanItIsTold() {
    collect("231771234129", "--no-wait", "--reference", REFERENCE);

    assertThat(cli.run("status", REFERENCE, "--wait", "--timeout", "1500ms")).isEqualTo(10);
    assertThat(cli.run("status", REFERENCE, "--wait", "--timeout", "soon")).isEqualTo(2);
    assertThat(cli.err()).contains("'soon' is no duration such as 90s, 2m or 500ms");
  }

  @Test
  void demoEndsWithAPaidInvoiceAndWhatToLookAtNext() {
    assertThat(cli.run("demo")).isZero();

    assertThat(cli.lines().get(0)).isEqualTo("Collecting an invoice through " + cli.server.url());
    assertThat(cli.out())
        .containsSubsequence(
            "token            for 60 minutes",
            "operator         Orange, method ORANGE_MONEY_LBR",
            "party            42  Comfort Doe",
            "counterparty     43  CUSTOMER",
            "invoice          44  INV-2026-00044",
            "line             45  Consulting, 1 x 250.00",
            "published        invoice 44 can be paid",
            "payment account  46  ORANGE_MONEY_LBR",
            "session          47",
            "execution        ",
            "status           PENDING",
            "status           PROCESSING",
            "status           COMPLETED",
            "invoice          INV-2026-00044  PAID, USD 250.00",
            "Collected USD 250.00; the payer paid USD 257.50. It took 0.",
            "Next:",
            "open " + cli.server.url() + "/docs",
            "./dollr invoices list",
            "curl -H \"Authorization: Bearer $(./dollr token)\" " + cli.server.url());
    assertThat(cli.out()).doesNotContain("\u001b", "a.b.c", "the-secret");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void demoSendsNobodyToAServerThatStops() {
    assertThat(cli.run("demo", "--exit")).isZero();
    assertThat(cli.out()).contains("Next:", "./dollr demo ").doesNotContain("/docs", "curl");
  }

  @Test
  void demoIsColouredOnATerminal() {
    cli.colours = true;

    assertThat(cli.run("demo")).isZero();
    assertThat(cli.out()).contains("\u001b[32mCOMPLETED\u001b[0m");
  }

  @Test
  void demoIsOneObjectAsJson() {
    assertThat(cli.run("demo", "--json")).isZero();

    var json = Json.mapper().readTree(cli.out());
    assertThat(json.path("source").path("status").asString()).isEqualTo("PAID");
  }

  @Test
  void demoOfADeclinedPaymentFails() {
    assertThat(cli.run("demo", "--phone", "231771234039")).isEqualTo(9);
    assertThat(cli.out()).contains("FAILED: the payer did not approve").doesNotContain("Next:");
    assertThat(cli.run("demo", "--phone", "231771234039", "--json")).isEqualTo(9);
    assertThat(cli.run("demo", "--phone", "231771234129", "--timeout", "1s")).isEqualTo(10);
  }

  @Test
  void demoHasNotWorkedUnlessTheInvoiceIsPaid() {
    cli.server.plan(
        "GET /v1/status/source",
        new Answer(
            200,
            """
            {"source_id":44,"source_type":"INVOICE","source_number":"INV-2026-00044",
             "status":"PROCESSING","currency":"USD","total_amount":250.00,"paid_at":null}\
            """,
            Map.of()));

    assertThat(cli.run("demo")).isEqualTo(10);
  }

  private int collect(String phone, String... more) {
    var args =
        new ArrayList<>(
            List.of(
                "collect",
                "--name=Comfort Doe",
                "--phone=" + phone,
                "--amount=250.00",
                "--currency=USD"));
    args.addAll(List.of(more));
    return cli.run(args.toArray(String[]::new));
  }

  /** What each step is called. */
  private List<String> words() {
    return cli.lines().stream()
        .filter(line -> line.startsWith(" "))
        .map(line -> line.substring(11, 28).strip())
        .toList();
  }

  private String sent(String start) {
    return cli.server.seen().stream().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
  }
}
