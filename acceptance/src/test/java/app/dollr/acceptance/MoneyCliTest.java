package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money in, out, across and back from a shell. */
class MoneyCliTest {
  private static final String NOT_A_WAITER = "--no-wait";

  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private TestServer.Merchant merchant;
  private long wallet;
  private Cli cli;

  @BeforeEach
  void beANewMerchant() {
    merchant = SERVER.newMerchant();
    wallet = SERVER.fund(merchant, "USD", "1000.00");
    cli = Cli.of(SERVER, merchant);
  }

  @Test
  void collectShowsEachStepAndWhatItCost() {
    assertThat(collect("231771234567")).isZero();
    assertThat(cli.shown().replaceAll("\\b\\d{1,6}\\b(?=  |$)", "#"))
        .contains("operator         Orange, method ORANGE_MONEY_LBR")
        .contains("execution        (reference)")
        .containsSubsequence("PENDING", "COMPLETED")
        .endsWith("Collected USD 250.00; the payer paid USD 257.50.\n");
  }

  @Test
  void theReadmeShowsWhatTheDemoPrints() throws IOException {
    assertThat(cli.run("demo")).isZero();
    var readme = Files.readString(Path.of("..", "README.md"));
    int from = readme.indexOf("Collecting an invoice through");
    var shown = readme.substring(from, readme.indexOf("```", from));
    assertThat(alike(cli.out())).startsWith(alike(shown));
  }

  @Test
  void payoutShowsEachStepAndWhatItCost() {
    assertThat(payOut("231771234567")).isZero();
    var shown = cli.shown().replaceAll("(party|account|session) +\\d+", "$1 #");
    assertThat(shown.replace("   (time)  status           PROCESSING\n", ""))
        .isEqualTo(
            """
               (time)  operator         Orange, method ORANGE_MONEY_LBR
               (time)  party #  Ma Hawa
               (time)  payment account #  ORANGE_MONEY_LBR
               (time)  session #
               (time)  execution        (reference)
               (time)  status           PENDING
               (time)  status           COMPLETED
            Paid out USD 100.00; it cost USD 101.75.
            """
                .indent(0));
    assertThat(cli.run("wallets", "list")).isZero();
    assertThat(cli.out()).contains("  USD        898.25      0.00  ACTIVE");
  }

  @Test
  void payoutIsOneObjectForPrograms() {
    assertThat(payOut("231771234567", "--json", NOT_A_WAITER)).isZero();
    var result = cli.json();
    assertThat(result.propertyNames())
        .containsExactly(
            "payout_account_id", "wallet_id", "session_id", "reference_id", "execution");
    assertThat(result.path("wallet_id").longValue()).isEqualTo(wallet);
    assertThat(result.path("execution").path("status").stringValue()).isEqualTo("PENDING");
    assertThat(result.path("execution").path("payer_amount").asString()).isEqualTo("101.75");

    var reference = result.path("reference_id").stringValue();
    assertThat(cli.run("status", reference, "--wait")).isZero();
    assertThat(cli.out())
        .contains("status           COMPLETED")
        .contains("operation_type           PAYOUT");
    var account = result.path("payout_account_id").asString();
    assertThat(cli.run("payout", "--account=" + account, "--amount=1", "--currency=USD", "--json"))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({"089", "099", "109", "119"})
  void aPayoutThatFailsExitsWithItsOwnCode(String suffix) {
    assertThat(payOut("231771234" + suffix)).isEqualTo(9);
    assertThat(cli.out()).contains("FAILED: ");
  }

  @Test
  void aPayoutThatIsNotDecidedIsNoFailure() {
    assertThat(payOut("231771234129", "--timeout=5s")).isEqualTo(10);
    assertThat(cli.out()).contains("Still PROCESSING, which is not a failure. Ask again: dollr ");
  }

  @Test
  void tooLittleInTheWalletIsAPaymentThatFailed() {
    assertThat(
            cli.run(
                "payout", "--name=A", "--phone=231771234567", "--amount=1000", "--currency=USD"))
        .isEqualTo(9);
    assertThat(cli.out()).endsWith("FAILED: The wallet has less than USD 1017.50.\n");
  }

  @Test
  void aWrongPasscodeIsRefusedAndNamesTheField() {
    assertThat(payOut("231771234567", "--passcode=no")).isEqualTo(4);
    assertThat(cli.err())
        .contains("value_error.passcode.invalid", "passcode.token.code: invalid passcode")
        .doesNotContain(merchant.passcode());
    for (int i = 0; i < 4; i++) {
      payOut("231771234567", "--passcode=no");
    }
    assertThat(payOut("231771234567")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "payout --amount=1 --currency=USD | give --name and --phone, or --account",
        "payout --phone=231771234567 --amount=1 --currency=USD | give --name and --phone",
        "payout --name=A --phone=231771234567 --currency=USD | --amount",
        "payout --account=1 --amount=a --currency=USD | --amount",
        "transfer --counterparty=1 --amount=1 --currency=RWF | the merchant has no wallet in RWF",
        "transfer --counterparty=x --amount=1 --currency=USD | --counterparty",
        "refund 1 --reason=x | --amount",
        "quote --method=WALLET | give --amount and --currency, or --invoice, or --order",
        "quote --method=GOLD --amount=1 --currency=USD | --method",
        "quote --method=WALLET --invoice=1 | give --payer-currency",
        "receipts | which of these: invoice, order",
        "wallets get x | ID",
        "payments list --from=yesterday | --from",
        "checkout --phone=231771234567 --amount=1 | --currency",
        "fees gateway | METHOD",
      })
  void wrongOptionsAreAUsageErrorThatNamesThem(String line, String named) {
    assertThat(cli.run(line.strip().split(" "))).isEqualTo(2);
    assertThat(cli.err()).contains(named.strip());
    assertThat(cli.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 | payout --account=999999 --amount=1 --currency=USD | payout_account_id",
        "4 | payout --name=A --phone=1 --amount=1 --currency=USD | phone",
        "4 | transfer --counterparty=999999 --amount=1 --currency=USD | to_counterparty_id",
        "4 | quote --method=MTN_MOMO_LBR --amount=1 --currency=EUR | base_currency",
        "4 | quote --method=CREDIT_CARD --amount=1 --currency=USD --operation=PAYOUT | method",
        "4 | checkout --phone=1 --amount=1 --currency=USD | party_phone",
        "4 | payments list --currency=usd | currency",
        "5 | refund 0b6ee4f5-55b1-4df7-9b42-6f1a2f4e9d10 --amount=1 | 404",
        "5 | status 0b6ee4f5-55b1-4df7-9b42-6f1a2f4e9d10 | 404",
        "5 | wallets get 999999 | 404",
        "5 | wallets statement 999999 --csv | 404",
        "5 | receipts invoice INV-2026-99999 | 404",
        "4 | fees gateway WALLET --operation=COLLECTION --json | value_error.method.unsupported",
      })
  void whatTheServerRefusesExitsWithAReason(int code, String line, String reason) {
    assertThat(cli.run(line.strip().split(" "))).as(cli.out() + cli.err()).isEqualTo(code);
    assertThat(cli.err()).contains(reason.strip());
  }

  @Test
  void anUnverifiedMerchantIsNotAllowed() {
    var unverified = Cli.of(SERVER, SERVER.newMerchant(false));
    assertThat(
            unverified.run(
                "payout", "--name=A", "--phone=231771234567", "--amount=1", "--currency=USD"))
        .isEqualTo(3);
    assertThat(unverified.err()).contains("The merchant is not verified");
  }

  @Test
  void transferMovesMoneyAtOnce() {
    var counterparty = counterparty();
    assertThat(
            cli.run("transfer", "--counterparty=" + counterparty, "--amount=200", "--currency=USD"))
        .isZero();
    assertThat(cli.out()).endsWith("Transferred USD 200.00; it cost USD 200.50.\n");
    assertThat(cli.run("counterparties", "get", counterparty, "--json")).isZero();
    var party = cli.json().path("party").path("id").asString();
    assertThat(cli.run("wallets", "list", "--party=" + party)).isZero();
    assertThat(cli.out()).contains("  USD        200.00      0.00  ACTIVE");
  }

  @Test
  void refundGivesBackAPartAndNeverMoreThanIsLeft() {
    collect("231771234567", "--json");
    var collected = cli.json().path("reference_id").stringValue();
    assertThat(cli.run("refund", collected, "--amount=100", "--reason=broken")).isZero();
    assertThat(cli.out()).endsWith("Gave back USD 100.00; it cost USD 100.00.\n");
    assertThat(cli.run("refund", collected, "--amount=150.01")).isEqualTo(4);
    assertThat(cli.err()).contains("value_error.amount.too_large");

    assertThat(cli.run("payments", "list", "--operation=refund")).isZero();
    assertThat(cli.shown().lines().toList()).hasSize(2);
    assertThat(cli.out()).contains("REFUND", "COMPLETED", "100.00");
  }

  @Test
  void stepsByHandDoTheSame() {
    collect("231771234567", "--json");
    var payment = cli.json().path("execution").path("payment_intent_id").asString();
    assertThat(cli.run("sessions", "refund", "--payment=" + payment, "--amount=1", "--json"))
        .isZero();
    assertThat(cli.run("executions", "refund", "--session=" + id())).isZero();

    var to = "--counterparty=" + counterparty();
    assertThat(
            cli.run(
                "sessions",
                "transfer",
                "--wallet=" + wallet,
                to,
                "--amount=5",
                "--currency=USD",
                "--for=10m",
                "--json"))
        .isZero();
    assertThat(cli.run("executions", "transfer", "--session=" + id())).isZero();
    assertThat(cli.out()).contains("COMPLETED");

    payOut("231771234567", "--json");
    var account = cli.json().path("payout_account_id").asString();
    assertThat(
            cli.run(
                "sessions",
                "payout",
                "--account=" + account,
                "--amount=5",
                "--currency=USD",
                "--json"))
        .isZero();
    var reference = "0b6ee4f5-55b1-4df7-9b42-6f1a2f4e9d11";
    String[] again = {
      "executions",
      "payout",
      "--session=" + id(),
      "--account=" + account,
      "--reference=" + reference,
      "--json"
    };
    assertThat(cli.run(again)).isZero();
    var first = cli.json().path("payment_intent_id");
    assertThat(cli.run(again)).isZero();
    assertThat(cli.json().path("payment_intent_id")).isEqualTo(first);
  }

  @Test
  void aStatementIsATableOrAFileForASpreadsheet() {
    payOut("231771234567");
    assertThat(cli.run("wallets", "statement", Long.toString(wallet), "--limit=2")).isZero();
    assertThat(
            cli.shown().replaceAll("(?m)^\\d+ +", "# ").replaceAll(" \\d+  \\(time", " #  (time"))
        .contains("# PAYOUT", "# RESERVATION  -101.75    101.75   898.25  USD")
        .doesNotContain("FUNDING");

    assertThat(cli.run("wallets", "statement", Long.toString(wallet), "--csv", "--all")).isZero();
    var csv = cli.out();
    assertThat(csv.lines().toList())
        .hasSize(4)
        .first()
        .isEqualTo("id,kind,payment_intent_id,currency,amount,reserved,balance,created_at");
    assertThat(cli.run("wallets", "statement", Long.toString(wallet), "--csv", "--limit=1"))
        .isZero();
    assertThat(cli.out().lines().toList()).isEqualTo(csv.lines().limit(2).toList());
  }

  @Test
  void aLongStatementIsReadPageByPageUnderOneHeading() {
    for (int i = 0; i < 101; i++) {
      SERVER.fund(merchant, "LRD", "1.00");
    }
    var lrd = Long.toString(SERVER.fund(merchant, "LRD", "1.00"));
    assertThat(cli.run("wallets", "statement", lrd, "--csv", "--all")).isZero();
    assertThat(cli.out().lines().toList()).hasSize(103).doesNotHaveDuplicates();
    assertThat(cli.run("wallets", "statement", lrd, "--csv", "--limit=101")).isZero();
    assertThat(cli.out().lines().toList()).hasSize(102).doesNotHaveDuplicates();
    assertThat(cli.run("wallets", "statement", lrd, "--all", "--json")).isZero();
    assertThat(cli.json().size()).isEqualTo(102);
  }

  @Test
  void quoteTellsWhatIsThenCharged() {
    assertThat(
            cli.run(
                "quote",
                "--amount=250",
                "--currency=USD",
                "--method=MTN_MOMO_LBR",
                "--payer-currency=LRD"))
        .isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            payer_amount       49519.70
            payer_currency     LRD
            payee_amount       250.00
            payee_currency     USD
            platform_fee       2.50
            platform_currency  USD
            fx_fee             3.75
            gateway_fee        4.38
            gateway_currency   USD
            """);
    assertThat(
            cli.run(
                "quote",
                "--amount=100",
                "--currency=USD",
                "--method=MTN_MOMO_LBR",
                "--operation=payout",
                "--json"))
        .isZero();
    assertThat(cli.json().path("payer_amount").stringValue()).isEqualTo("101.50");
  }

  @Test
  void checkoutMakesWhatCanBeQuotedAndPaid() {
    assertThat(
            cli.run(
                "checkout",
                "--phone=231771234567",
                "--name=Ma Hawa",
                "--amount=12.50",
                "--qty=2",
                "--currency=usd",
                "--order",
                "--json"))
        .isZero();
    var order = cli.json();
    assertThat(order.path("total_amount").asString()).isEqualTo("25.00");
    assertThat(order.path("url").stringValue()).startsWith(SERVER.baseUrl() + "/pay/");
    assertThat(order.path("source_status").stringValue()).isEqualTo("ACTIVE");
    assertThat(
            cli.run(
                "quote",
                "--order=" + order.path("source_id").asString(),
                "--method=ORANGE_MONEY_LBR",
                "--payer-currency=USD"))
        .isZero();
    assertThat(cli.out()).contains("payer_amount       25.75\n");
  }

  @Test
  void receiptsAreShownByIdAndByNumber() {
    collect("231771234567", "--json");
    var collected = cli.json();
    assertThat(cli.run("receipts", "invoice", collected.path("source_id").asString())).isZero();
    var byId = cli.out();
    assertThat(byId)
        .contains("payer_amount             257.50\n", "platform_fee             2.50\n");
    assertThat(cli.run("receipts", "invoice", collected.path("source_number").stringValue()))
        .isZero();
    assertThat(cli.out()).isEqualTo(byId);
    assertThat(cli.run("receipts", "order", collected.path("source_id").asString())).isEqualTo(5);
  }

  @Test
  void feesAreToldAsTheyAreCharged() {
    assertThat(cli.run("fees", "gateway", "mtn_momo_lbr")).isZero();
    assertThat(cli.out()).contains("percentage      1.75\n");
    assertThat(cli.run("fees", "platform", "--operation=transfer")).isZero();
    assertThat(cli.out()).contains("percentage       0.25\n", "tier.name        default\n");
    assertThat(cli.run("fees", "tier")).isZero();
    assertThat(cli.out()).contains("tier.name        default\n");
    assertThat(cli.run("fees", "tiers")).isZero();
    assertThat(cli.out()).contains("default", "growth");
  }

  /** Without what differs from run to run: numbers, and a status that may be over too soon. */
  private static String alike(String text) {
    return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "(reference)")
        .replaceAll("\\d+(\\.\\d+)?", "#")
        .replaceAll(" +", " ")
        .replace(" # s status PROCESSING\n", "");
  }

  private int collect(String phone, String... more) {
    return run(
        more, "collect", "--name=Ma Hawa", "--phone=" + phone, "--amount=250.00", "--currency=USD");
  }

  private int payOut(String phone, String... more) {
    return run(
        more, "payout", "--name=Ma Hawa", "--phone=" + phone, "--amount=100", "--currency=USD");
  }

  private int run(String[] more, String... args) {
    var all = new String[args.length + more.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return cli.run(all);
  }

  private String counterparty() {
    cli.run("parties", "create", "--name=Ma Hawa", "--phone=231771234567", "--json");
    cli.run("counterparties", "create", "--party=" + id(), "--json");
    return id();
  }

  /** The id of what was made last. */
  private String id() {
    return cli.json().path("id").asString();
  }
}
