package app.dollr.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import app.dollr.access.AccessConfig;
import app.dollr.gateways.pawapay.PawapayConfig;
import app.dollr.gateways.pawapay.SigningKey;
import app.dollr.platform.config.ConfigurationRefused;
import app.dollr.platform.config.Setting;
import app.dollr.platform.crash.Crash;
import app.dollr.platform.http.HttpLimits;
import app.dollr.routing.Rail;
import app.dollr.testing.Page;
import app.dollr.values.ClientId;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PhoneNumber;
import app.dollr.values.Secret;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  private static final String KEY = "00112233445566778899aabbccddeeff".repeat(2);

  /** A key that signs nothing but in this test. */
  private static final String SIGNING_KEY = signingKey();

  private static final Map<String, String> LIVE =
      Map.of(
          "DOLLR_MODE", "live",
          "DOLLR_MASTER_KEY", KEY,
          "DOLLR_ADMIN_TOKEN", "a-token-of-the-operator",
          "DOLLR_PUBLIC_URL", "https://pay.example.com");

  @Test
  void isASandboxOnThisMachineByDefault() {
    var config = Config.from(Map.of());
    assertThat(config.mode()).isEqualTo(Mode.SANDBOX);
    assertThat(config.gateways()).isEqualTo(Reality.REAL);
    assertThat(config.home()).isEqualTo(Path.of(".dollr").toAbsolutePath());
    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.publicUrl()).isEmpty();
    assertThat(config.adminPort()).isEmpty();
    assertThat(config.adminToken()).isEmpty();
    assertThat(config.trustedProxies()).isEmpty();
    assertThat(config.database()).isEmpty();
    assertThat(config.owner()).isEmpty();
    assertThat(config.connections()).isEqualTo(24);
    assertThat(config.masterKey()).isEmpty();
    assertThat(config.sandboxClient()).isEmpty();
    assertThat(config.sandboxSecret()).isEmpty();
    assertThat(config.passcode()).isEmpty();
    assertThat(config.passcodePhone()).isEmpty();
    assertThat(config.crashAt()).isEmpty();
    assertThat(config.traces()).isEmpty();
    assertThat(config.limits()).isEqualTo(new HttpLimits(100, 200));
    assertThat(config.access()).isEqualTo(new AccessConfig(Duration.ofMinutes(60), 10, 100));
    assertThat(config.sandbox().settlementDelay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.executions().haste()).isEqualTo(1);
  }

  @Test
  void readsEverySetting() {
    var config =
        Config.from(
            Map.ofEntries(
                Map.entry("DOLLR_MODE", "sandbox"),
                Map.entry("DOLLR_GATEWAYS", "simulated"),
                Map.entry("DOLLR_HOME", "/var/lib/dollr"),
                Map.entry("DOLLR_HOST", "0.0.0.0"),
                Map.entry("PORT", "0"),
                Map.entry("DOLLR_PUBLIC_URL", "https://pay.example.com/"),
                Map.entry("DOLLR_ADMIN_PORT", "9000"),
                Map.entry("DOLLR_ADMIN_TOKEN", "a-token-of-the-operator"),
                Map.entry("DOLLR_TRUSTED_PROXIES", "10.0.0.0/8, 127.0.0.1"),
                Map.entry("DOLLR_DATABASE_URL", "postgresql://dollr:word@db:5433/pay"),
                Map.entry("DOLLR_DATABASE_OWNER_URL", "postgresql://boss:word@db:5433/pay"),
                Map.entry("DOLLR_DATABASE_CONNECTIONS", "32"),
                Map.entry("DOLLR_MASTER_KEY", KEY),
                Map.entry("DOLLR_RATE_LIMIT", "0"),
                Map.entry("DOLLR_RATE_BURST", "7"),
                Map.entry("DOLLR_TOKEN_LIFETIME", "5m"),
                Map.entry("DOLLR_SANDBOX_SETTLEMENT_DELAY", "500ms"),
                Map.entry("DOLLR_CLIENT_ID", "shop"),
                Map.entry("DOLLR_CLIENT_SECRET", "a-secret-of-the-shop"),
                Map.entry("DOLLR_PASSCODE", "1234"),
                Map.entry("DOLLR_PASSCODE_PHONE", "231771234567"),
                Map.entry("DOLLR_SANDBOX_HASTE", "60"),
                Map.entry("DOLLR_SANDBOX_CRASH_AT", "after_submission"),
                Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/")));
    assertThat(config.gateways()).isEqualTo(Reality.SIMULATED);
    assertThat(config.home()).isEqualTo(Path.of("/var/lib/dollr"));
    assertThat(config.host()).isEqualTo("0.0.0.0");
    assertThat(config.port()).isZero();
    assertThat(config.publicUrl()).contains("https://pay.example.com");
    assertThat(config.adminPort()).contains(9000);
    assertThat(config.adminToken().orElseThrow().reveal()).isEqualTo("a-token-of-the-operator");
    assertThat(config.trustedProxies()).containsExactly("10.0.0.0/8", "127.0.0.1");
    assertThat(config.database()).isPresent();
    assertThat(config.owner()).isPresent().isNotEqualTo(config.database());
    assertThat(config.connections()).isEqualTo(32);
    assertThat(config.masterKey().orElseThrow().reveal()).isEqualTo(KEY);
    assertThat(config.limits()).isEqualTo(new HttpLimits(0, 7));
    assertThat(config.access().tokenLifetime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.sandbox().settlementDelay()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.sandboxClient()).contains(new ClientId("shop"));
    assertThat(config.sandboxSecret().orElseThrow().reveal()).isEqualTo("a-secret-of-the-shop");
    assertThat(config.passcode().orElseThrow().reveal()).isEqualTo("1234");
    assertThat(config.passcodePhone()).contains(new PhoneNumber("231771234567"));
    assertThat(config.executions().haste()).isEqualTo(60);
    assertThat(config.crashAt()).contains(Crash.read("after_submission"));
    assertThat(config.traces()).contains("http://collector:4318");
  }

  @Test
  void tellsAllProblemsAtOnce() {
    assertThat(
            problems(
                Map.of(
                    "PORT", "80000",
                    "DOLLR_MODE", "production",
                    "DOLLR_TOKEN_LIFETIME", "90s",
                    "DOLLR_CLIENT_SECRET", "short",
                    "DOLLR_PUBLIC_URL", "ftp://example.com",
                    "DOLLR_TRUSTED_PROXIES", "10.0.0.0/8, gateway",
                    "DOLLR_DATABASE_URL", "mysql://db")))
        .hasSize(7)
        .anyMatch(problem -> problem.startsWith("DOLLR_TRUSTED_PROXIES: 'gateway' is no address"))
        .anyMatch(problem -> problem.equals("PORT: 80000 is not between 0 and 65535"))
        .anyMatch(problem -> problem.startsWith("DOLLR_MODE: 'production' is not one of"))
        .anyMatch(problem -> problem.startsWith("DOLLR_TOKEN_LIFETIME: '90s'"))
        .anyMatch(problem -> problem.startsWith("DOLLR_CLIENT_SECRET: a secret has 16 to 255"))
        .anyMatch(problem -> problem.startsWith("DOLLR_PUBLIC_URL: 'ftp://example.com'"))
        .anyMatch(problem -> problem.startsWith("DOLLR_DATABASE_URL: "));
  }

  @Test
  void liveMayBeTriedWithSimulatedGateways() {
    var config =
        Config.from(
            Map.of(
                "DOLLR_MODE", "live",
                "DOLLR_GATEWAYS", "simulated",
                "DOLLR_MASTER_KEY", KEY,
                "DOLLR_ADMIN_TOKEN", "a-token-of-the-operator",
                "DOLLR_SANDBOX_HASTE", "180"));
    assertThat(config.movesRealMoney()).isFalse();
    assertThat(Config.from(LIVE).movesRealMoney()).isTrue();
  }

  private static Map<String, String> withStripe(String... more) {
    var variables = new HashMap<>(LIVE);
    variables.put("DOLLR_STRIPE_SECRET_KEY", "sk_live_51Hush");
    variables.put("DOLLR_STRIPE_PUBLISHABLE_KEY", "pk_live_51Told");
    variables.put("DOLLR_STRIPE_WEBHOOK_SECRETS", "whsec_hush_today, whsec_hush_tomorrow");
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return variables;
  }

  @ParameterizedTest
  @ValueSource(strings = {"EUR", "usd", "USD,USD", ","})
  void cardsPayInTheCurrenciesOfThePlatformOnly(String text) {
    assertThat(problems(Map.of("DOLLR_CARD_CURRENCIES", text)))
        .singleElement(STRING)
        .startsWith("DOLLR_CARD_CURRENCIES: ")
        .contains("one", "[USD, LRD, RWF]");
  }

  @Test
  void cardsPayInUsDollarsUnlessToldOtherwise() {
    assertThat(cards(Map.of())).containsExactly(CurrencyCode.USD);
    assertThat(cards(Map.of("DOLLR_CARD_CURRENCIES", "RWF, USD")))
        .containsExactly(CurrencyCode.RWF, CurrencyCode.USD);
  }

  private static List<CurrencyCode> cards(Map<String, String> variables) {
    return Config.from(variables).routing().rails().stream()
        .filter(Rail::isCard)
        .flatMap(rail -> rail.currencies().stream())
        .toList();
  }

  @Test
  void knowsStripe() {
    var stripe = Config.from(withStripe("DOLLR_STRIPE_TIMEOUT", "15s")).stripe().orElseThrow();
    assertThat(stripe.key().reveal()).isEqualTo("sk_live_51Hush");
    assertThat(stripe.url()).isEqualTo("https://api.stripe.com");
    assertThat(stripe.patience()).isEqualTo(Duration.ofSeconds(15));
    assertThat(stripe.webhookSecrets())
        .extracting(Secret::reveal)
        .containsExactly("whsec_hush_today", "whsec_hush_tomorrow");
    assertThat(Config.from(withStripe()).toString()).doesNotContain("Hush", "hush");
    assertThat(Config.from(LIVE).stripe()).isEmpty();
  }

  @Test
  void refusesHalfOfStripe() {
    assertThat(
            problems(
                withStripe("DOLLR_STRIPE_PUBLISHABLE_KEY", "", "DOLLR_STRIPE_WEBHOOK_SECRETS", "")))
        .containsExactlyInAnyOrder(
            "DOLLR_STRIPE_PUBLISHABLE_KEY is needed with DOLLR_STRIPE_SECRET_KEY",
            "DOLLR_STRIPE_WEBHOOK_SECRETS is needed with DOLLR_STRIPE_SECRET_KEY");
    assertThat(problems(withStripe("DOLLR_STRIPE_SECRET_KEY", "")))
        .containsExactly(
            "DOLLR_STRIPE_WEBHOOK_SECRETS is of no use without DOLLR_STRIPE_SECRET_KEY");
    assertThat(
            problems(
                withStripe(
                    "DOLLR_STRIPE_PUBLISHABLE_KEY",
                    "pk_test_1",
                    "DOLLR_STRIPE_URL",
                    "http://127.0.0.1:9090")))
        .containsExactlyInAnyOrder(
            "DOLLR_STRIPE_PUBLISHABLE_KEY and DOLLR_STRIPE_SECRET_KEY are of different modes, test"
                + " and live",
            "DOLLR_STRIPE_URL: 'http://127.0.0.1:9090' is not https; only DOLLR_GATEWAYS=simulated"
                + " may do without");
    assertThat(problems(withStripe("DOLLR_GATEWAYS", "simulated")))
        .containsExactly("DOLLR_STRIPE_URL is needed while DOLLR_GATEWAYS is simulated");
    assertThat(
            problems(
                withStripe(
                    "DOLLR_GATEWAYS",
                    "simulated",
                    "DOLLR_STRIPE_URL",
                    "https://stripe.example.com")))
        .containsExactly(
            "DOLLR_STRIPE_URL: 'https://stripe.example.com' is not on this machine, as"
                + " DOLLR_GATEWAYS=simulated demands");
    assertThat(problems(withStripe("DOLLR_MODE", "sandbox", "DOLLR_STRIPE_URL", "http://x")))
        .containsExactly("DOLLR_STRIPE_SECRET_KEY is for live; the sandbox simulates cards");
  }

  @Test
  void problemsOfStripeDoNotTellSecrets() {
    assertThat(
            problems(
                withStripe(
                    "DOLLR_STRIPE_SECRET_KEY", "hush",
                    "DOLLR_STRIPE_WEBHOOK_SECRETS", "hush",
                    "DOLLR_STRIPE_TIMEOUT", "21s")))
        .hasSize(3)
        .noneMatch(problem -> problem.contains("hush"));
  }

  @Test
  void connectsPawapayInLive(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("token"), "a-token-of-pawapay\n");
    Files.writeString(folder.resolve("key.pem"), SIGNING_KEY);
    var variables = new HashMap<>(LIVE);
    variables.put("DOLLR_PAWAPAY_URL", "https://api.pawapay.io/");
    variables.put("DOLLR_PAWAPAY_TOKEN_FILE", folder.resolve("token").toString());
    variables.put("DOLLR_PAWAPAY_SIGNING_KEY", folder.resolve("key.pem").toString());
    variables.put("DOLLR_PAWAPAY_SIGNING_KEY_ID", "OURS");
    variables.put("DOLLR_PAWAPAY_SIGNATURES", "raw");
    variables.put("DOLLR_PAWAPAY_CALLBACKS", "hints");
    variables.put("DOLLR_PAWAPAY_METHODS", "ORANGE_MONEY_LBR=ORANGE_LBR");
    var config = Config.from(variables);
    var pawapay = config.pawapay().orElseThrow();
    assertThat(pawapay.url()).hasToString("https://api.pawapay.io");
    assertThat(pawapay.token().reveal()).isEqualTo("a-token-of-pawapay");
    assertThat(pawapay.signing().orElseThrow().id()).isEqualTo("OURS");
    assertThat(pawapay.signing().orElseThrow().encoding()).isEqualTo(SigningKey.Encoding.RAW);
    assertThat(pawapay.callbacks()).isEqualTo(PawapayConfig.Callbacks.HINTS);
    assertThat(pawapay.providers())
        .containsExactly(Map.entry(PaymentMethod.ORANGE_MONEY_LBR, "ORANGE_LBR"));
    assertThat(config.toString()).doesNotContain("a-token-of-pawapay").doesNotContain("BEGIN");
    assertThat(config.routing().rails())
        .filteredOn(rail -> rail.network() == Provider.PAWAPAY && rail.available())
        .extracting(rail -> rail.method())
        .containsExactly(PaymentMethod.ORANGE_MONEY_LBR);
  }

  @Test
  void connectsTheOperatorsOfRwandaUnlessToldOtherwise() {
    var variables = new HashMap<>(LIVE);
    variables.put("DOLLR_PAWAPAY_URL", "https://api.pawapay.io");
    variables.put("DOLLR_PAWAPAY_TOKEN", "a-token-of-pawapay");
    var pawapay = Config.from(variables).pawapay().orElseThrow();
    assertThat(pawapay.providers())
        .containsOnlyKeys(PaymentMethod.MTN_MOMO_RWA, PaymentMethod.AIRTEL_RWA);
    assertThat(pawapay.signing()).isEmpty();
    assertThat(pawapay.callbacks()).isEqualTo(PawapayConfig.Callbacks.SIGNED);
  }

  @Test
  void tellsAllThatIsWrongWithPawapayAtOnce(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("key.pem"), "no key");
    var variables = new HashMap<>(LIVE);
    variables.put("DOLLR_PAWAPAY_URL", "http://api.pawapay.io");
    variables.put("DOLLR_PAWAPAY_TOKEN", "short");
    variables.put("DOLLR_PAWAPAY_TOKEN_FILE", folder.resolve("nothing").toString());
    variables.put("DOLLR_PAWAPAY_SIGNING_KEY", folder.resolve("key.pem").toString());
    variables.put("DOLLR_PAWAPAY_SIGNING_KEY_ID", "a key");
    variables.put("DOLLR_PAWAPAY_SIGNATURES", "xml");
    variables.put("DOLLR_PAWAPAY_CALLBACKS", "maybe");
    variables.put("DOLLR_PAWAPAY_METHODS", "MTN_MOMO_RWA");
    assertThat(problems(variables))
        .hasSize(9)
        .anyMatch(problem -> problem.startsWith("DOLLR_PAWAPAY_URL: 'http://api.pawapay.io'"))
        .anyMatch(problem -> problem.startsWith("DOLLR_PAWAPAY_TOKEN: a token has 8"))
        .anyMatch(problem -> problem.startsWith("DOLLR_PAWAPAY_TOKEN_FILE: the file"))
        .anyMatch(problem -> problem.startsWith("DOLLR_PAWAPAY_SIGNING_KEY: it is no PKCS #8"))
        .anyMatch(problem -> problem.startsWith("DOLLR_PAWAPAY_SIGNING_KEY_ID: the id"))
        .anyMatch(problem -> problem.startsWith("DOLLR_PAWAPAY_SIGNATURES: 'xml'"))
        .anyMatch(problem -> problem.startsWith("DOLLR_PAWAPAY_CALLBACKS: 'maybe'"))
        .anyMatch(problem -> problem.startsWith("DOLLR_PAWAPAY_METHODS: 'MTN_MOMO_RWA'"))
        .anyMatch(
            problem -> problem.equals("DOLLR_PAWAPAY_TOKEN is needed with DOLLR_PAWAPAY_URL"));
  }

  @Test
  void simulatedGatewaysAreOnThisMachine() {
    var variables = new HashMap<>(LIVE);
    variables.put("DOLLR_GATEWAYS", "simulated");
    variables.put("DOLLR_PAWAPAY_URL", "https://api.pawapay.io");
    variables.put("DOLLR_PAWAPAY_TOKEN", "a-token-of-pawapay");
    assertThat(problems(variables))
        .containsExactly(
            "DOLLR_PAWAPAY_URL: 'https://api.pawapay.io' is not on this machine, as"
                + " DOLLR_GATEWAYS=simulated demands");
  }

  @Test
  void refusesAnUnknownNameAndSuggestsTheNearest() {
    assertThat(problems(Map.of("DOLLR_MODUS", "live")))
        .containsExactly("DOLLR_MODUS is not a setting; did you mean DOLLR_MODE?");
    assertThat(problems(Map.of("DOLLR_COLOUR_OF_THE_SKY", "blue")))
        .containsExactly("DOLLR_COLOUR_OF_THE_SKY is not a setting");
  }

  @Test
  void takesNoNoticeOfOtherProgramsVariables() {
    assertThat(Config.from(Map.of("PATH", "/bin", "DOLLR_BASE_URL", "http://localhost")).port())
        .isEqualTo(8080);
  }

  @Test
  void liveNeedsItsSecretsAndHttps() {
    assertThat(problems(Map.of("DOLLR_MODE", "live")))
        .containsExactlyInAnyOrder(
            "DOLLR_MASTER_KEY is needed in live",
            "DOLLR_ADMIN_TOKEN is needed in live",
            "DOLLR_PUBLIC_URL is needed in live, with https");
    assertThat(Config.from(LIVE).host()).isEqualTo("0.0.0.0");
  }

  @Test
  void liveRefusesWhatIsForTheSandbox() {
    var variables = new HashMap<>(LIVE);
    variables.put("DOLLR_SANDBOX_CRASH_AT", "after_submission");
    variables.put("DOLLR_SANDBOX_HASTE", "60");
    assertThat(problems(variables))
        .containsExactlyInAnyOrder(
            "DOLLR_SANDBOX_CRASH_AT is for the sandbox", "DOLLR_SANDBOX_HASTE is for the sandbox");
  }

  @Test
  void hidesSecretsWhenPrinted() {
    var printed =
        Config.from(
                Map.of(
                    "DOLLR_MASTER_KEY", KEY,
                    "DOLLR_ADMIN_TOKEN", "a-token-of-the-operator",
                    "DOLLR_CLIENT_SECRET", "a-secret-of-the-shop",
                    "DOLLR_PASSCODE", "passcode-9876",
                    "DOLLR_DATABASE_URL", "postgresql://dollr:pass-word@db/pay"))
            .toString();
    assertThat(printed)
        .doesNotContain(KEY, "token-of-the", "secret-of-the", "passcode-9876", "pass-word");
  }

  @Test
  void problemsDoNotTellSecrets() {
    assertThat(
            problems(
                Map.of(
                    "DOLLR_CLIENT_SECRET", "hush",
                    "DOLLR_MASTER_KEY", "c2hvcnQ=",
                    "DOLLR_PASSCODE", "p w",
                    "DOLLR_DATABASE_URL", "postgresql://dollr:hush hush@db/pay")))
        .hasSize(4)
        .noneMatch(problem ->
            problem.contains("hush") || problem.contains("c2h") || problem.contains("p w"));
  }

  @Test
  void isWrittenDown() throws Exception {
    Page.of("configuration.md").has("settings", table(Config.ALL));
  }

  private static String table(List<Setting<?>> settings) {
    var text = new StringBuilder("\n| Variable | Default | Meaning |\n|---|---|---|\n");
    for (var setting : settings) {
      text.append(
          "| `%s` | %s | %s |\n"
              .formatted(setting.name(), shown(setting.shown()), setting.meaning()));
    }
    return text.append('\n').toString();
  }

  private static String shown(String text) {
    return text.isEmpty() ? "none" : text;
  }

  private static List<String> problems(Map<String, String> variables) {
    return catchThrowableOfType(ConfigurationRefused.class, () -> Config.from(variables))
        .problems();
  }

  private static String signingKey() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var bytes = generator.generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
          .formatted(Base64.getMimeEncoder().encodeToString(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
