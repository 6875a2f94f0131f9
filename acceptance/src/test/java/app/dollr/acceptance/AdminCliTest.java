package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's verbs from a shell. */
class AdminCliTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private final Cli admin = Cli.ofOperator(SERVER);

  @Test
  void aMerchantIsMadeAsLinesThatAShellCanSource() {
    assertThat(
            admin.run(
                "admin",
                "merchants",
                "create",
                "--name=Shop",
                "--type=organization",
                "--verified",
                "--fund=USD:1000",
                "--fund=lrd:190000.50"))
        .isZero();
    var values =
        admin
            .out()
            .lines()
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    assertThat(values)
        .containsOnlyKeys(
            "DOLLR_CLIENT_ID",
            "DOLLR_CLIENT_SECRET",
            "DOLLR_MERCHANT_ID",
            "DOLLR_MERCHANT_TYPE",
            "DOLLR_PASSCODE",
            "DOLLR_PASSCODE_PHONE",
            "DOLLR_WALLET_ID");

    values.forEach(admin::with);
    admin.with("DOLLR_BASE_URL", SERVER.baseUrl());
    assertThat(admin.run("wallets", "get", values.get("DOLLR_WALLET_ID"))).isZero();
    assertThat(admin.out()).contains("currency    USD\n", "balance     1000.00\n");
    assertThat(admin.run("wallets", "list")).isZero();
    assertThat(admin.out()).contains("190000.50");
    assertThat(
            admin.run("payout", "--name=A", "--phone=231771234567", "--amount=1", "--currency=USD"))
        .isZero();
  }

  @Test
  void aMerchantIsMadeAsOneObjectListedAndVerified() {
    assertThat(
            admin.run(
                "admin",
                "merchants",
                "create",
                "--name=New",
                "--type=MICRO_ORGANIZATION",
                "--json"))
        .isZero();
    var made = admin.json();
    assertThat(made.path("verified").booleanValue()).isFalse();
    assertThat(made.path("wallet_id").isIntegralNumber()).isTrue();
    var id = made.path("merchant_id").asString();
    assertThat(admin.run("admin", "merchants", "verify", id)).isZero();
    assertThat(admin.out()).contains("verified       true\n");
    assertThat(admin.run("admin", "merchants", "list")).isZero();
    assertThat(admin.out()).contains("New", "Sandbox Merchant");
    assertThat(admin.run("admin", "merchants", "verify", "999999")).isEqualTo(5);
  }

  @Test
  void aMerchantsPagesAreDressedAndLinkedFromTheShell(@TempDir Path folder) throws IOException {
    var merchant = SERVER.newMerchant();
    var id = Long.toString(merchant.id());
    var png = Files.write(folder.resolve("logo.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13});
    assertThat(admin.run("admin", "merchants", "look", id, "--colour=#0A7CFF")).isZero();
    assertThat(admin.run("admin", "merchants", "logo", id, png.toString())).isZero();
    assertThat(admin.out()).contains("#0a7cff", "image/png");
    assertThat(admin.run("admin", "merchants", "look", "999999", "--colour=#000000")).isEqualTo(5);
    assertThat(admin.run("admin", "merchants", "look", id, "--colour=blue")).isEqualTo(4);

    var cli = Cli.of(SERVER, merchant);
    assertThat(
            cli.run("checkout", "--phone=231771234567", "--amount=5", "--currency=USD", "--json"))
        .isZero();
    var made = cli.json();
    var number = made.path("source_number").stringValue();
    assertThat(made.path("url").stringValue()).contains("/pay/");
    assertThat(cli.run("link", "pay", number)).isZero();
    assertThat(cli.out()).contains(SERVER.baseUrl() + "/pay/");
    assertThat(cli.run("link", "receipt", number)).isEqualTo(4);
  }

  @Test
  void aWalletIsForAMerchantThatIsThere() {
    SERVER
        .admin()
        .post("/admin/v1/merchants/999999/wallets", Map.of("currency", "USD"))
        .isError(404, "Not Found");
    assertThat(SERVER.count("select count(*) from ledger.wallet where merchant_id = 999999"))
        .isZero();
  }

  @Test
  void feesAndRatesBeginInTheFuture() {
    assertThat(admin.run("admin", "fees", "add-tier", "vip")).isZero();
    assertThat(
            admin.run(
                "admin",
                "fees",
                "platform",
                "--tier=vip",
                "--operation=COLLECTION",
                "--percentage=0.25",
                "--fixed=USD:0.10"))
        .isZero();
    assertThat(admin.out()).contains("vip");
    assertThat(
            admin.run(
                "admin",
                "fees",
                "gateway",
                "--method=MTN_MOMO_RWA",
                "--operation=PAYOUT",
                "--percentage=1.1"))
        .isZero();
    assertThat(admin.run("admin", "fx", "set", "LRD", "191.5", "--source=CBL")).isZero();
    assertThat(admin.out()).contains("191.5", "CBL");
    assertThat(admin.run("admin", "fx", "list")).isZero();
    assertThat(admin.out()).contains("191.5", "1450");
    assertThat(admin.run("admin", "fees", "list")).isZero();
    assertThat(admin.out()).contains("tiers", "platform", "gateway", "vip");

    var merchant = SERVER.newMerchant();
    assertThat(admin.run("admin", "merchants", "tier", Long.toString(merchant.id()), "vip"))
        .isZero();
    SERVER.clock().advance(Duration.ofMinutes(2));
    var cli = Cli.of(SERVER, merchant);
    assertThat(cli.run("fees", "tier")).isZero();
    assertThat(cli.out()).contains("tier.name        vip\n");
    assertThat(
            cli.run("quote", "--amount=100", "--currency=USD", "--method=MTN_MOMO_LBR", "--json"))
        .isZero();
    assertThat(cli.json().path("platform_fee").stringValue()).isEqualTo("0.35");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | admin merchants create --name=A --type=MICRO_ORGANIZATION --fund=1000 | USD:1000",
        "2 | admin merchants create --name=A --type=SHOP | --type",
        "2 | admin fx set LRD x --source=a | PER_USD",
        "2 | admin exceptions resolve 1 | --refund",
        "2 | admin exceptions resolve 1 --refund --credit | --refund",
        "4 | admin fx set LRD 1 --source=a --from=2020-01-01T00:00:00Z | effective_from",
        "4 | admin fx set USD 1 --source=a | currency",
        "4 | admin fees platform --tier=no --operation=PAYOUT --percentage=1 | tier",
        "4 | admin sandbox fund 999999 USD:1 | merchant_id",
        "4 | admin sandbox fund 999999 USD:1.001 | amount",
      })
  void badInputIsRefusedByName(int code, String line, String reason) {
    assertThat(admin.run(line.strip().split(" "))).isEqualTo(code);
    assertThat(admin.err()).contains(reason.strip());
  }

  @Test
  void aPaymentThatWaitsIsSettledFromTheShell() {
    var merchant = SERVER.newMerchant();
    var cli = Cli.of(SERVER, merchant);
    cli.run(
        "collect",
        "--name=A",
        "--phone=231771234129",
        "--amount=5",
        "--currency=USD",
        "--timeout=5s",
        "--json");
    var reference = cli.json().path("reference_id").stringValue();
    assertThat(admin.run("admin", "sandbox", "resolve", reference, "completed")).isZero();
    assertThat(cli.run("status", reference, "--wait")).isZero();
    assertThat(cli.out()).contains("COMPLETED");
  }

  @Test
  void keysAreRotatedAndTokensOfTheOldOneServeOn() {
    var cli = Cli.of(SERVER, SERVER.merchant());
    assertThat(cli.run("token")).isZero();
    var token = cli.out().strip();
    assertThat(admin.run("admin", "keys", "rotate")).isZero();
    assertThat(admin.run("admin", "keys", "list")).isZero();
    assertThat(admin.out()).contains("signing");
    SERVER.anonymous().with(token).get("/v1/wallets/list").ok();
  }

  @Test
  void aNewSecretTakesTheOldOnesPlace() {
    var merchant = SERVER.newMerchant();
    var old = Cli.of(SERVER, merchant);
    assertThat(old.run("token")).isZero();
    assertThat(admin.run("admin", "clients", "rotate", merchant.clientId(), "--json")).isZero();
    var secret = admin.json().path("client_secret").stringValue();
    assertThat(old.run("token")).isEqualTo(3);
    assertThat(old.with("DOLLR_CLIENT_SECRET", secret).run("wallets", "list")).isZero();
    assertThat(admin.run("admin", "clients", "rotate", "nobody")).isEqualTo(5);
  }

  @Test
  void aClientThatIsRevokedHasNoAccessAnyMore() {
    var merchant = SERVER.newMerchant();
    var cli = Cli.of(SERVER, merchant);
    assertThat(cli.run("token")).isZero();
    var token = cli.out().strip();
    assertThat(admin.run("admin", "clients", "revoke", merchant.clientId())).isZero();
    assertThat(cli.run("token")).isEqualTo(3);
    SERVER
        .anonymous()
        .with(token)
        .get("/v1/wallets/list")
        .isError(401, "Could not validate credentials");
    assertThat(admin.run("admin", "clients", "revoke", "nobody")).isEqualTo(5);
  }

  @Test
  void theLedgerIsVerifiedFromTheShell() {
    SERVER.fund(SERVER.newMerchant(), "USD", "12.34");
    assertThat(admin.run("ledger", "verify")).isZero();
    assertThat(admin.out())
        .startsWith("The ledger is sound.\n")
        .contains("journals, ", "FUNDING", "Heads of the chains");
    assertThat(admin.run("ledger", "verify", "--json")).isZero();
    assertThat(admin.json().path("problems").isEmpty()).isTrue();
  }

  @Test
  void theOperatorIsAskedForAToken() {
    var stranger = Cli.ofOperator(SERVER).with("DOLLR_ADMIN_TOKEN", "wrong");
    assertThat(stranger.run("ledger", "verify")).isEqualTo(3);
    assertThat(stranger.run("admin", "fees", "list")).isEqualTo(3);
    var nobody = Cli.of(SERVER, SERVER.merchant());
    assertThat(nobody.run("ledger", "verify")).isEqualTo(2);
    assertThat(nobody.err()).contains("no admin token: set DOLLR_ADMIN_TOKEN");
  }
}
