package app.dollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.cli.FakeHttp.Answer;
import app.dollr.client.internal.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {
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
  void tokenPrintsTheTokenAlone() {
    assertThat(cli.run("token")).isZero();
    assertThat(cli.out()).isEqualTo("a.b.c\n");
    assertThat(cli.run("token", "--json")).isZero();
    assertThat(cli.out()).isEqualTo("{\"access_token\":\"a.b.c\",\"expires_in\":60}\n");
  }

  @Nested
  class Parties {
    @Test
    void areMadeShownAndListed() {
      assertThat(
              cli.run(
                  "parties",
                  "create",
                  "--name=Comfort Doe",
                  "--phone=231771234567",
                  "--email=c@example.org",
                  "--country=LR"))
          .isZero();
      assertThat(cli.out()).contains("id            42\n", "fullname      Comfort Doe\n");

      assertThat(cli.run("parties", "get", "42", "--json")).isZero();
      assertThat(cli.out())
          .isEqualTo(
              "{\"id\":42,\"fullname\":\"Comfort Doe\",\"email\":\"c@example.org\","
                  + "\"phone\":\"231771234567\",\"country_code\":\"LR\","
                  + "\"created_at\":\"2026-03-01T12:00:00Z\","
                  + "\"updated_at\":\"2026-03-01T12:00:00Z\"}\n");

      cli.run("parties", "create", "--name=A", "--phone=231881234567");
      assertThat(cli.run("parties", "list")).isZero();
      assertThat(cli.out())
          .isEqualTo(
              """
              id  fullname     phone         email          country code  created at
              43  A            231881234567  -              -             2026-03-01T12:00:00Z
              42  Comfort Doe  231771234567  c@example.org  LR            2026-03-01T12:00:00Z
              """);
      assertThat(cli.server.last()).isEqualTo("GET /v1/parties/list?limit=50");
    }

    @Test
    void areListedAsFarAsAsked() {
      assertThat(cli.run("parties", "list", "--name=Doe", "--limit=7")).isZero();
      assertThat(cli.out()).isEqualTo("none\n");
      assertThat(cli.server.last()).isEqualTo("GET /v1/parties/list?fullname=Doe&limit=7");

      assertThat(cli.run("parties", "list", "--limit=150", "--json")).isZero();
      assertThat(cli.out()).isEqualTo("[]\n");
      assertThat(cli.server.last()).isEqualTo("GET /v1/parties/list?limit=100");
      assertThat(cli.run("parties", "list", "--all")).isZero();
    }
  }

  @Test
  void counterpartiesAreMadeShownListedAndChanged() {
    cli.run("parties", "create", "--name=A", "--phone=231771234567");
    assertThat(cli.run("counterparties", "create", "--party=42")).isZero();
    assertThat(cli.server.last()).endsWith("{\"relationship_type\":\"CUSTOMER\",\"party_id\":42}");
    assertThat(cli.run("counterparties", "update", "43", "--relationship=supplier")).isZero();
    assertThat(cli.out()).contains("SUPPLIER");
    assertThat(cli.run("counterparties", "get", "43")).isZero();
    assertThat(cli.run("counterparties", "list", "--relationship=SUPPLIER")).isZero();
    assertThat(cli.lines().get(0)).isEqualTo("id  relationship type  fullname  phone  created at");
    assertThat(cli.lines().get(1)).startsWith("43  SUPPLIER");
  }

  @Nested
  class Documents {
    @BeforeEach
    void payer() {
      cli.run("parties", "create", "--name=A", "--phone=231771234567");
      cli.run("counterparties", "create", "--party=42");
    }

    @Test
    void ofBothKindsLiveTheirLife() {
      for (var kind : new String[] {"invoices", "orders"}) {
        cli.run(kind, "create", "--counterparty=43", "--currency=USD", "--label=L", "--json");
        var id = Json.mapper().readTree(cli.out()).path("id").asString();
        var number = kind.equals("invoices") ? "INV-2026-000" + id : "ORD-2026-000" + id;

        assertThat(
                cli.run(
                    kind,
                    "add-item",
                    id,
                    "--name=X",
                    "--amount=9.50",
                    "--currency=USD",
                    "--qty=2",
                    "--json"))
            .isZero();
        var line = Json.mapper().readTree(cli.out()).path("id").asString();
        assertThat(cli.run(kind, "update-item", id, line, "--qty=3")).isZero();
        assertThat(cli.server.last()).endsWith("/update {\"qty\":3}");
        assertThat(cli.run(kind, "update", id, "--note=N", "--fee-bearer=payee")).isZero();
        assertThat(cli.server.last()).endsWith("{\"note\":\"N\",\"fee_bearer\":\"PAYEE\"}");
        assertThat(cli.run(kind, "remove-item", id, line)).isZero();
        assertThat(cli.out()).isEqualTo("removed\n");
        assertThat(cli.run(kind, "remove-item", id, line, "--json")).isZero();
        assertThat(cli.out()).isEqualTo("{}\n");
        assertThat(cli.run(kind, "publish", id)).isZero();
        assertThat(cli.run(kind, "status", id)).isZero();
        assertThat(cli.out()).contains("ACTIVE");
        assertThat(cli.run(kind, "get", number)).isZero();
        assertThat(cli.out()).contains(number, "_items\n  id  name");
        assertThat(cli.run(kind, "list", "--status=ACTIVE", "--currency=USD")).isZero();
        assertThat(cli.server.last()).endsWith("/list?currency=USD&status=ACTIVE&limit=50");
        assertThat(cli.out()).contains(number);
        assertThat(cli.run(kind, "publish", id)).isEqualTo(4);
        assertThat(cli.run(kind, "create", "--counterparty=43", "--currency=USD")).isZero();
      }
    }

    @Test
    void areCanceled() {
      cli.run(
          "invoices",
          "create",
          "--counterparty=43",
          "--currency=USD",
          "--due=2026-04-01T00:00:00Z");
      assertThat(cli.server.last()).contains("\"due_date\":\"2026-04-01T00:00:00Z\"");
      assertThat(cli.run("invoices", "cancel", "44")).isZero();
      assertThat(cli.out()).contains("CANCELED");
    }

    @Test
    void ofOneKindOnlyHaveADueDate() {
      assertThat(
              cli.run(
                  "orders",
                  "create",
                  "--counterparty=43",
                  "--currency=USD",
                  "--due=2026-04-01T00:00:00Z"))
          .isEqualTo(2);
      assertThat(cli.run("orders", "update", "44", "--due=2026-04-01T00:00:00Z")).isEqualTo(2);
      assertThat(cli.err()).isEqualTo("dollr: an order has no due date\n");
    }
  }

  @Test
  void aLinkIsAskedForByTheNumberAlone() {
    assertThat(cli.run("link", "pay", "INV-2026-00042")).isZero();
    assertThat(cli.out()).contains("http://localhost/pay/x");
    assertThat(cli.server.last())
        .endsWith("/links/pay?source_type=INVOICE&source_number=INV-2026-00042");
    assertThat(cli.run("link", "receipt", "ORD-2026-00007")).isZero();
    assertThat(cli.server.last())
        .endsWith("/links/receipt?source_type=ORDER&source_number=ORD-2026-00007");
    assertThat(cli.run("link", "pay", "42")).isEqualTo(2);
    assertThat(cli.err()).contains("INV-2026-00042 or ORD-2026-00042");
  }

  @Test
  void aSessionIsForOneDocument() {
    assertThat(cli.run("sessions", "create")).isEqualTo(2);
    assertThat(cli.run("sessions", "create", "--invoice=1", "--order=2")).isEqualTo(2);
    assertThat(cli.run("sessions", "create", "--order=2")).isEqualTo(5);
    assertThat(cli.server.last())
        .isEqualTo("POST /v1/sessions/checkout {\"source_id\":2,\"source_type\":\"ORDER\"}");
  }

  @Test
  void anAccountsProviderFollowsFromItsMethod() {
    cli.run("accounts", "create", "--party=1", "--name=A", "--method=credit_card");
    assertThat(cli.server.last()).contains("\"provider\":\"STRIPE\"");
    cli.run("accounts", "create", "--party=1", "--name=A", "--method=WALLET", "--operation=PAYOUT");
    assertThat(cli.server.last()).contains("operation_type=PAYOUT", "\"provider\":\"PLATFORM\"");
    cli.run(
        "accounts",
        "create",
        "--party=1",
        "--name=A",
        "--method=MTN_MOMO_LBR",
        "--provider=MTN_MOMO_LBR",
        "--country=LR");
    assertThat(cli.server.last()).contains("\"provider\":\"MTN_MOMO_LBR\"");
  }

  @Test
  void aPhoneTellsItsOperator() {
    assertThat(cli.run("predict", "231771234567")).isZero();
    assertThat(cli.out()).contains("payment_method    ORANGE_MONEY_LBR", "[\"USD\",\"LRD\"]");
    assertThat(cli.run("predict", "123", "--operation=PAYOUT")).isEqualTo(4);
  }

  @Test
  void theMerchantIsThatOfTheSettingsOrTheOptions() {
    assertThat(cli.run("merchant")).isZero();
    assertThat(cli.out()).contains("name  Shop");
    assertThat(cli.run("merchant", "--id=9", "--type=MICRO_ORGANIZATION")).isZero();
    assertThat(cli.server.last()).endsWith("?merchant_id=9&merchant_type=MICRO_ORGANIZATION");

    cli.variables.remove("DOLLR_MERCHANT_ID");
    assertThat(cli.run("merchant")).isEqualTo(2);
    cli.variables.put("DOLLR_MERCHANT_ID", "1");
    cli.variables.put("DOLLR_MERCHANT_TYPE", "SHOP");
    assertThat(cli.run("merchant")).isEqualTo(2);
    assertThat(cli.err()).contains("give --type, or set DOLLR_MERCHANT_TYPE");
  }

  @Nested
  class Admin {
    @Test
    void makesAMerchantAndPrintsItsCredentials() {
      assertThat(
              cli.run(
                  "admin",
                  "merchants",
                  "create",
                  "--name=Shop",
                  "--type=ORGANIZATION",
                  "--verified",
                  "--email=a@b.c",
                  "--phone=231771234567"))
          .isZero();
      assertThat(cli.out())
          .isEqualTo(
              """
              DOLLR_CLIENT_ID=client-2
              DOLLR_CLIENT_SECRET=secret-2
              DOLLR_MERCHANT_ID=42
              DOLLR_MERCHANT_TYPE=ORGANIZATION
              DOLLR_WALLET_ID=3
              """);
      assertThat(cli.server.seen())
          .contains(
              "POST /admin/v1/merchants {\"name\":\"Shop\",\"type\":\"ORGANIZATION\","
                  + "\"verified\":true,\"email\":\"a@b.c\",\"phone\":\"231771234567\"}");

      assertThat(
              cli.run("admin", "merchants", "create", "--name=S", "--type=ORGANIZATION", "--json"))
          .isZero();
      assertThat(cli.out()).contains("\"client_secret\":\"secret-2\"");
      assertThat(cli.run("admin", "merchants", "list")).isZero();
      assertThat(cli.lines()).hasSize(3);
      assertThat(cli.run("admin", "merchants", "verify", "42")).isZero();
      assertThat(cli.server.last()).isEqualTo("POST /admin/v1/merchants/42/verify");
    }

    @Test
    void printsTheCredentialsOfAMerchantThatCouldNotBeFunded() {
      assertThat(
              cli.run(
                  "admin",
                  "merchants",
                  "create",
                  "--name=S",
                  "--type=ORGANIZATION",
                  "--fund=USD:1000"))
          .isEqualTo(5);
      assertThat(cli.out()).contains("DOLLR_CLIENT_SECRET=secret-2\n");
      assertThat(cli.err()).contains("POST /admin/v1/sandbox/fund answered 404");
    }

    @Test
    void dressesAMerchantsPages(@TempDir Path folder) throws Exception {
      assertThat(cli.run("admin", "merchants", "look", "42", "--colour=#0a7cff")).isZero();
      assertThat(cli.server.last())
          .isEqualTo("POST /admin/v1/merchants/42/look {\"colour\":\"#0a7cff\"}");
      var logo = Files.write(folder.resolve("logo.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
      assertThat(cli.run("admin", "merchants", "logo", "42", logo.toString())).isZero();
      assertThat(cli.server.last())
          .isEqualTo("POST /admin/v1/merchants/42/look {\"logo\":\"iVBORw==\"}");
    }

    @Test
    void refusesALogoThatIsNotThereOrTooLarge(@TempDir Path folder) throws Exception {
      assertThat(cli.run("admin", "merchants", "logo", "42", folder + "/none.png")).isEqualTo(2);
      assertThat(cli.err()).contains("none.png cannot be read");
      var large = Files.write(folder.resolve("large.png"), new byte[40_961]);
      assertThat(cli.run("admin", "merchants", "logo", "42", large.toString())).isEqualTo(2);
      assertThat(cli.err()).contains("larger than 40,960 bytes");
      assertThat(cli.server.seen()).isEmpty();
    }

    @Test
    void rotatesAndRevokesClients() {
      assertThat(cli.run("admin", "clients", "rotate", "client-1")).isZero();
      assertThat(cli.out()).isEqualTo("DOLLR_CLIENT_ID=client-1\nDOLLR_CLIENT_SECRET=secret-3\n");
      assertThat(cli.run("admin", "clients", "revoke", "client-1")).isZero();
      assertThat(cli.server.last()).isEqualTo("POST /admin/v1/clients/client-1/revoke");
    }

    @Test
    void rotatesAndListsKeys() {
      assertThat(cli.run("admin", "keys", "rotate")).isZero();
      assertThat(cli.run("admin", "keys", "list")).isZero();
      assertThat(cli.out()).contains("kid", "k1");
    }

    @Test
    void settlesWhatWaits() {
      assertThat(cli.run("admin", "sandbox", "resolve", "abc", "completed")).isEqualTo(4);
      assertThat(cli.server.last())
          .contains("\"reference_id\":\"abc\"", "\"outcome\":\"completed\"");
      assertThat(cli.run("admin", "sandbox", "resolve", "abc", "perhaps")).isEqualTo(2);
    }

    @Test
    void keepsTheOtherFaultsWhenSomeAreSet() {
      cli.run("admin", "sandbox", "faults", "set", "timeout=2");
      assertThat(cli.run("admin", "sandbox", "faults", "set", "late=1", "duplicate=3")).isZero();
      assertThat(cli.server.last())
          .isEqualTo("PUT /admin/v1/sandbox/faults {\"duplicate\":3,\"late\":1,\"timeout\":2}");
      assertThat(cli.run("admin", "sandbox", "faults")).isZero();
      assertThat(cli.out()).contains("timeout    2");
      assertThat(cli.run("admin", "sandbox", "faults", "clear")).isZero();
      assertThat(cli.out()).contains("timeout       0", "no_callback   0");
    }

    @Test
    void listsExceptions() {
      assertThat(cli.run("admin", "exceptions", "list")).isZero();
      assertThat(cli.out()).isEqualTo("none\n");
    }

    @ParameterizedTest
    @CsvSource({"--refund, REFUND", "--credit, CREDIT", "--write-off, WRITE_OFF"})
    void settlesAnException(String option, String resolution) {
      assertThat(cli.run("admin", "exceptions", "resolve", "7", option)).isZero();
      assertThat(cli.server.last())
          .isEqualTo(
              "POST /admin/v1/exceptions/7/resolve {\"resolution\":\"%s\"}".formatted(resolution));
    }

    @Test
    void settlesAnExceptionInOneWayOnly() {
      assertThat(cli.run("admin", "exceptions", "resolve", "7")).isEqualTo(2);
      assertThat(cli.run("admin", "exceptions", "resolve", "7", "--refund", "--credit"))
          .isEqualTo(2);
    }

    @Test
    void isNotForEverybody() {
      cli.variables.put("DOLLR_ADMIN_TOKEN", "guessed");
      assertThat(cli.run("admin", "keys", "list")).isEqualTo(3);
      assertThat(cli.err()).contains("401 unauthenticated").doesNotContain("guessed");
    }

    @Test
    void doesNotRepeatWhatMayHaveBeenDone() {
      cli.server.plan("POST /admin/v1/keys/rotate", new Answer(500, "{}", Map.of()));
      assertThat(cli.run("admin", "keys", "rotate")).isEqualTo(7);
      assertThat(cli.server.seen()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, 3", "403, 3", "404, 5", "409, 4", "413, 4", "422, 4", "429, 6", "500, 7", "503, 7",
    "302, 7"
  })
  void theExitCodeFollowsFromTheStatus(int status, int exit) {
    cli.server.plan("GET /v1/parties/list", new Answer(status, "{\"detail\":\"no\"}", Map.of()));

    assertThat(cli.run("parties", "list")).isEqualTo(exit);
    assertThat(cli.err()).startsWith("dollr: GET /v1/parties/list answered " + status);
    assertThat(cli.run("parties", "list", "--json")).isEqualTo(exit);
    var error = Json.mapper().readTree(cli.err()).path("error");
    assertThat(error.path("status").asInt()).isEqualTo(status);
    assertThat(error.path("exit_code").asInt()).isEqualTo(exit);
    assertThat(error.path("request_id").asString()).isNotEmpty();
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsSaidPlainly() {
    cli.server.close();

    assertThat(cli.run("parties", "list")).isEqualTo(8);
    assertThat(cli.err())
        .contains("cannot be reached", "Is the server up? ./dollr up starts one here.");
  }

  @Test
  void aLimitTellsWhenToComeBack() {
    cli.server.plan("GET /v1/parties/list", new Answer(429, "{}", Map.of("Retry-After", "3600")));

    assertThat(cli.run("parties", "list")).isEqualTo(6);
    assertThat(cli.err()).contains("Try again in 3600 s.");
  }

  @Test
  void aRefusedFieldIsNamedInJsonToo() {
    assertThat(cli.run("predict", "123", "--json")).isEqualTo(4);

    var error = Json.mapper().readTree(cli.err()).path("error");
    assertThat(error.path("code").asString()).isEqualTo("value_error.phone.unknown_operator");
    assertThat(error.path("field_errors").path(0).path("loc").toString())
        .isEqualTo("[\"body\",\"phone\"]");
  }
}
