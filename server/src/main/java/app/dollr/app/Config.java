package app.dollr.app;

import app.dollr.access.AccessConfig;
import app.dollr.executions.ExecutionsConfig;
import app.dollr.gateways.pawapay.PawapayConfig;
import app.dollr.gateways.sandbox.SandboxConfig;
import app.dollr.gateways.stripe.StripeConfig;
import app.dollr.platform.config.Environment;
import app.dollr.platform.config.Readers;
import app.dollr.platform.config.Setting;
import app.dollr.platform.crash.Crash;
import app.dollr.platform.database.DatabaseAddress;
import app.dollr.platform.http.ClientAddress;
import app.dollr.platform.http.HttpLimits;
import app.dollr.routing.RoutingConfig;
import app.dollr.values.ClientId;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PhoneNumber;
import app.dollr.values.Secret;
import app.dollr.wire.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All settings of the program, read from the environment.
 *
 * @param home where data, keys and generated credentials lie
 * @param port 0 for any
 * @param publicUrl empty for {@code http://localhost:PORT}
 * @param database empty for the embedded PostgreSQL
 * @param owner who may change the schema; as {@code database} unless told
 * @param traces where spans are sent; empty for nowhere
 * @param masterKey 32 bytes in hexadecimal; empty where the sandbox makes its own
 * @param stripeKey the publishable one, for the pay page
 * @param stripe where cards are taken; empty where they are not
 * @param sandboxClient, sandboxSecret, passcode, passcodePhone of the sandbox's merchant, where
 *     they are not random
 */
public record Config(
    Mode mode,
    Reality gateways,
    Path home,
    String host,
    int port,
    Optional<String> publicUrl,
    Optional<Integer> adminPort,
    Optional<Secret> adminToken,
    List<String> trustedProxies,
    Optional<DatabaseAddress> database,
    Optional<DatabaseAddress> owner,
    int connections,
    Optional<Secret> masterKey,
    Optional<ClientId> sandboxClient,
    Optional<Secret> sandboxSecret,
    Optional<Secret> passcode,
    Optional<PhoneNumber> passcodePhone,
    Optional<Crash> crashAt,
    Optional<String> traces,
    Optional<String> stripeKey,
    Optional<StripeConfig> stripe,
    Optional<PawapayConfig> pawapay,
    HttpLimits limits,
    AccessConfig access,
    RoutingConfig routing,
    SandboxConfig sandbox,
    ExecutionsConfig executions) {

  private static final int LONGEST_SECRET = 255;
  private static final int SHORTEST_SECRET = 16;

  static final Setting<Mode> MODE =
      Setting.of(
          "DOLLR_MODE",
          "`sandbox` simulates all gateways; `live` moves real money",
          "sandbox",
          Readers.word(Mode.class));
  static final Setting<Reality> GATEWAYS =
      Setting.of(
          "DOLLR_GATEWAYS",
          "Of live mode: `real` gateways, or `simulated` ones that listen on this machine without"
              + " https, for trials and tests",
          "real",
          Readers.word(Reality.class));
  static final Setting<Path> HOME =
      Setting.of(
          "DOLLR_HOME", "The folder of data, keys and generated credentials", ".dollr", Path::of);
  static final Setting<String> HOST =
      Setting.optional(
          "DOLLR_HOST",
          "The address to listen on",
          "`127.0.0.1` in sandbox, `0.0.0.0` in live",
          Readers::text);
  static final Setting<Integer> PORT =
      Setting.of("PORT", "The port to listen on; 0 for any", "8080", Readers.number(0, 65535));
  static final Setting<String> PUBLIC_URL =
      Setting.optional(
          "DOLLR_PUBLIC_URL",
          "What every absolute URL begins with; https in live",
          "`http://localhost:PORT`",
          Readers::url);
  static final Setting<Integer> ADMIN_PORT =
      Setting.optional(
          "DOLLR_ADMIN_PORT",
          "The operator's port on 127.0.0.1; 0 for any",
          "8081, or any when that is taken",
          Readers.number(0, 65535));
  static final Setting<Secret> ADMIN_TOKEN =
      Setting.optional(
          "DOLLR_ADMIN_TOKEN",
          "The operator's bearer token; needed in live",
          "random, in `admin.token` of the home folder",
          Config::secret);
  static final Setting<List<String>> TRUSTED_PROXIES =
      Setting.of(
          "DOLLR_TRUSTED_PROXIES",
          "Addresses or CIDR blocks whose `X-Forwarded-For` counts, separated by commas",
          "",
          Config::proxies);
  static final Setting<DatabaseAddress> DATABASE_URL =
      Setting.optional(
          "DOLLR_DATABASE_URL",
          "The PostgreSQL 18 to use: `postgresql://user:password@host:port/database`",
          "the embedded one",
          DatabaseUrl::parse);
  static final Setting<DatabaseAddress> OWNER_URL =
      Setting.optional(
          "DOLLR_DATABASE_OWNER_URL",
          "The same database as a user that may change the schema",
          "as `DOLLR_DATABASE_URL`",
          DatabaseUrl::parse);
  static final Setting<Integer> CONNECTIONS =
      Setting.of(
          "DOLLR_DATABASE_CONNECTIONS",
          "How many connections to hold at most",
          "24",
          Readers.number(4, 500));
  static final Setting<Secret> MASTER_KEY =
      Setting.optional(
          "DOLLR_MASTER_KEY",
          "32 bytes in hexadecimal or Base64, under which keys and secrets lie in the database;"
              + " needed in live",
          "random, in `master.key` of the home folder",
          Config::masterKey);
  static final Setting<Integer> RATE =
      Setting.of(
          "DOLLR_RATE_LIMIT",
          "Requests a second a client may make; 0 for no limit",
          "100",
          Readers.number(0, 1_000_000));
  static final Setting<Integer> BURST =
      Setting.of(
          "DOLLR_RATE_BURST",
          "Requests a client may make at once after a pause",
          "200",
          Readers.number(1, 1_000_000));
  static final Setting<Duration> TOKEN_LIFETIME =
      Setting.of(
          "DOLLR_TOKEN_LIFETIME",
          "How long an access token is good for, in whole minutes",
          "60m",
          Config::wholeMinutes);
  static final Setting<Duration> SETTLEMENT_DELAY =
      Setting.of(
          "DOLLR_SANDBOX_SETTLEMENT_DELAY",
          "How long the sandbox's operators take to work a payment off",
          "2s",
          Readers::duration);
  static final Setting<List<RoutingConfig.Decimals>> OPERATOR_DECIMALS =
      Setting.of(
          "DOLLR_OPERATOR_DECIMALS",
          "Operators that take fewer decimals than the currency has, such as `MTN_MOMO_LBR:LRD=0`,"
              + " separated by commas",
          "",
          RoutingConfig.Decimals::read);
  static final Setting<List<CurrencyCode>> CARD_CURRENCIES =
      Setting.of(
          "DOLLR_CARD_CURRENCIES",
          "In which currencies a card can pay, the usual one first: `USD`, `LRD`, `RWF`, separated"
              + " by commas",
          "USD",
          RoutingConfig::currencies);
  static final Setting<ClientId> CLIENT_ID =
      Setting.optional(
          "DOLLR_CLIENT_ID", "The sandbox merchant's client id", "random", ClientId::new);
  static final Setting<Secret> CLIENT_SECRET =
      Setting.optional(
          "DOLLR_CLIENT_SECRET",
          "The sandbox merchant's client secret; another one replaces the old",
          "random",
          Config::secret);
  static final Setting<Secret> PASSCODE =
      Setting.optional(
          "DOLLR_PASSCODE",
          "The sandbox merchant's passcode for payouts; another one replaces the old",
          "random",
          Config::passcode);
  static final Setting<PhoneNumber> PASSCODE_PHONE =
      Setting.optional(
          "DOLLR_PASSCODE_PHONE",
          "The phone number that stands for the passcode's holder",
          "random",
          PhoneNumber::new);
  static final Setting<Integer> HASTE =
      Setting.of(
          "DOLLR_SANDBOX_HASTE",
          "By how much the waiting times of payments are divided, the lives of sessions among them,"
              + " for tests of faults; in sandbox only",
          "1",
          Readers.number(1, 1000));
  static final Setting<Crash> CRASH_AT =
      Setting.optional(
          "DOLLR_SANDBOX_CRASH_AT",
          "The place at which this process dies, for tests of crashes, such as `after_submission`,"
              + " and the references that have to be there, after `@` and joined by `+`; several"
              + " such places after commas; not where real money moves",
          "nowhere",
          Crash::read);

  static final Setting<String> TRACES =
      Setting.optional(
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "The OpenTelemetry collector to send spans to, by OTLP over HTTP",
          "none, and no spans are made",
          Readers::url);

  private static final List<Setting<?>> OWN =
      List.of(
          MODE,
          GATEWAYS,
          HOME,
          HOST,
          PORT,
          PUBLIC_URL,
          ADMIN_PORT,
          ADMIN_TOKEN,
          TRUSTED_PROXIES,
          DATABASE_URL,
          OWNER_URL,
          CONNECTIONS,
          MASTER_KEY,
          TOKEN_LIFETIME,
          RATE,
          BURST,
          OPERATOR_DECIMALS,
          CARD_CURRENCIES,
          SETTLEMENT_DELAY,
          CLIENT_ID,
          CLIENT_SECRET,
          PASSCODE,
          PASSCODE_PHONE,
          HASTE,
          CRASH_AT,
          TRACES);

  /** All settings, in the order the documentation shows them. */
  public static final List<Setting<?>> ALL =
      Stream.of(OWN, PawapaySettings.ALL, StripeSettings.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  /** What programs beside the server read, and the server may therefore meet. */
  private static final Set<String> OTHERS =
      Set.of(
          "DOLLR_BASE_URL",
          "DOLLR_MERCHANT_ID",
          "DOLLR_MERCHANT_TYPE",
          "DOLLR_WALLET_ID",
          "DOLLR_ADMIN_URL",
          "DOLLR_JDK_SEARCH",
          "DOLLR_JAVA_OPTS");

  /**
   * The configuration that the environment's variables make.
   *
   * @throws app.dollr.platform.config.ConfigurationRefused with every problem
   */
  public static Config from(Map<String, String> variables) {
    var environment = new Environment(variables);
    var mode = environment.get(MODE);
    var reality = environment.get(GATEWAYS);
    var database = environment.optional(DATABASE_URL);
    var publishableKey = environment.optional(StripeSettings.PUBLISHABLE_KEY);
    int haste = environment.get(HASTE);
    var pawapay =
        mode == Mode.LIVE
            ? PawapaySettings.read(environment, reality, haste)
            : Optional.<PawapayConfig>empty();
    var config =
        new Config(
            mode,
            reality,
            environment.get(HOME).toAbsolutePath(),
            environment.optional(HOST).orElse(mode == Mode.LIVE ? "0.0.0.0" : "127.0.0.1"),
            environment.get(PORT),
            environment.optional(PUBLIC_URL),
            environment.optional(ADMIN_PORT),
            environment.optional(ADMIN_TOKEN),
            environment.get(TRUSTED_PROXIES),
            database,
            environment.optional(OWNER_URL).or(() -> database),
            environment.get(CONNECTIONS),
            environment.optional(MASTER_KEY),
            environment.optional(CLIENT_ID),
            environment.optional(CLIENT_SECRET),
            environment.optional(PASSCODE),
            environment.optional(PASSCODE_PHONE),
            environment.optional(CRASH_AT),
            environment.optional(TRACES),
            publishableKey,
            StripeSettings.read(environment, publishableKey, mode, reality, haste),
            pawapay,
            new HttpLimits(environment.get(RATE), environment.get(BURST)),
            new AccessConfig(
                environment.get(TOKEN_LIFETIME),
                AccessConfig.DEFAULT.failuresPerClient(),
                AccessConfig.DEFAULT.failuresPerAddress()),
            routing(environment, pawapay),
            new SandboxConfig(environment.get(SETTLEMENT_DELAY), haste),
            new ExecutionsConfig(haste));
    config.refuseContradictions(environment);
    environment.check(known());
    return config;
  }

  /** Whether real money moves: in live, unless its gateways are simulated. */
  boolean movesRealMoney() {
    return mode == Mode.LIVE && gateways == Reality.REAL;
  }

  private void refuseContradictions(Environment environment) {
    if (mode == Mode.SANDBOX) {
      return;
    }
    if (masterKey.isEmpty()) {
      environment.refuse("DOLLR_MASTER_KEY is needed in live");
    }
    if (adminToken.isEmpty()) {
      environment.refuse("DOLLR_ADMIN_TOKEN is needed in live");
    }
    if (!movesRealMoney()) {
      return;
    }
    if (publicUrl.isEmpty() || !publicUrl.get().startsWith("https://")) {
      environment.refuse("DOLLR_PUBLIC_URL is needed in live, with https");
    }
    if (crashAt.isPresent()) {
      environment.refuse("DOLLR_SANDBOX_CRASH_AT is for the sandbox");
    }
    if (executions.haste() != 1) {
      environment.refuse("DOLLR_SANDBOX_HASTE is for the sandbox");
    }
  }

  private static RoutingConfig routing(Environment environment, Optional<PawapayConfig> pawapay) {
    var usual =
        RoutingConfig.DEFAULT
            .payingByCardIn(environment.get(CARD_CURRENCIES))
            .with(environment.get(OPERATOR_DECIMALS));
    return pawapay
        .map(own -> usual.carrying(Provider.PAWAPAY, own.providers().keySet()))
        .orElse(usual);
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(OTHERS);
    ALL.forEach(setting -> known.add(setting.name()));
    return known;
  }

  private static List<String> proxies(String text) {
    return ClientAddress.proxies(Readers.list(text));
  }

  private static Secret secret(String text) {
    if (text.length() < SHORTEST_SECRET || text.length() > LONGEST_SECRET) {
      throw new IllegalArgumentException(
          "a secret has %d to %d characters".formatted(SHORTEST_SECRET, LONGEST_SECRET));
    }
    return Secret.of(text);
  }

  private static Secret passcode(String text) {
    if (!text.matches("[\\x21-\\x7e]{4,64}")) {
      throw new IllegalArgumentException("a passcode has 4 to 64 visible ASCII characters");
    }
    return Secret.of(text);
  }

  private static Secret masterKey(String text) {
    var bytes =
        text.matches("[0-9a-fA-F]{64}")
            ? HexFormat.of().parseHex(text)
            : Base64.getDecoder().decode(text);
    if (bytes.length != 32) {
      throw new IllegalArgumentException(
          "the key has %d bytes, it needs 32".formatted(bytes.length));
    }
    return Secret.of(HexFormat.of().formatHex(bytes));
  }

  private static Duration wholeMinutes(String text) {
    var duration = Readers.duration(text);
    if (duration.isZero() || !duration.equals(Duration.ofMinutes(duration.toMinutes()))) {
      throw new IllegalArgumentException("'%s' is no number of whole minutes".formatted(text));
    }
    return duration;
  }
}
