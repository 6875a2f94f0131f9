package app.dollr.app;

import app.dollr.access.AccessConfig;
import app.dollr.executions.ExecutionsConfig;
import app.dollr.gateways.pawapay.PawapayConfig;
import app.dollr.gateways.pawapay.SigningKey;
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
import app.dollr.values.PhoneNumber;
import app.dollr.values.Secret;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.Provider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private static final int MOST_WEBHOOK_SECRETS = 2;
  private static final int LONGEST_PATIENCE_SECONDS = 20;
  private static final int LONGEST_FILE = 65_536;

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
          Config::publicUrl);
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
              + " and the references that have to be there, after `@` and joined by `+`; in sandbox"
              + " only",
          "nowhere",
          Crash::read);

  static final Setting<String> TRACES =
      Setting.optional(
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "The OpenTelemetry collector to send spans to, by OTLP over HTTP",
          "none, and no spans are made",
          Config::publicUrl);

  static final Setting<String> STRIPE_KEY =
      Setting.optional(
          "DOLLR_STRIPE_PUBLISHABLE_KEY",
          "By which Stripe's script on the pay page knows this platform, in live: `pk_…`",
          "no cards on the pay page; the sandbox needs none",
          Config::publishableKey);

  static final Setting<Secret> STRIPE_SECRET_KEY =
      Setting.optional(
          "DOLLR_STRIPE_SECRET_KEY",
          "Stripe's secret or restricted key, in live: `sk_…` or `rk_…`",
          "cards are not taken",
          Config::stripeSecretKey);

  static final Setting<List<Secret>> STRIPE_WEBHOOK_SECRETS =
      Setting.of(
          "DOLLR_STRIPE_WEBHOOK_SECRETS",
          "By which Stripe signs its webhooks to `/callbacks/stripe`: `whsec_…`, two while they"
              + " change, separated by commas",
          "",
          Config::webhookSecrets);

  static final Setting<String> STRIPE_URL =
      Setting.of(
          "DOLLR_STRIPE_URL", "Where Stripe's API is", StripeConfig.STRIPE, Config::publicUrl);

  static final Setting<Duration> STRIPE_PATIENCE =
      Setting.of(
          "DOLLR_STRIPE_TIMEOUT",
          "How long an answer of Stripe is waited for, 1 to 20 seconds",
          "20s",
          Config::patience);
  static final Setting<URI> PAWAPAY_URL =
      Setting.optional(
          "DOLLR_PAWAPAY_URL",
          "pawaPay's API, in live: `https://api.pawapay.io`, or `https://api.sandbox.pawapay.io`",
          "no mobile money in live",
          Config::gatewayUrl);
  static final Setting<Secret> PAWAPAY_TOKEN =
      Setting.optional(
          "DOLLR_PAWAPAY_TOKEN", "The API token of the pawaPay account", "none", Config::token);
  static final Setting<Secret> PAWAPAY_TOKEN_FILE =
      Setting.optional(
          "DOLLR_PAWAPAY_TOKEN_FILE",
          "A file with that token, instead",
          "none",
          path -> token(content(path)));
  static final Setting<PrivateKey> PAWAPAY_SIGNING_KEY =
      Setting.optional(
          "DOLLR_PAWAPAY_SIGNING_KEY",
          "A file with the key that signs requests to pawaPay: P-256, PKCS #8, in PEM",
          "requests are not signed",
          path -> SigningKey.read(content(path)));
  static final Setting<String> PAWAPAY_SIGNING_KEY_ID =
      Setting.optional(
          "DOLLR_PAWAPAY_SIGNING_KEY_ID",
          "The name under which pawaPay's dashboard has the public key",
          "none",
          Config::keyId);
  static final Setting<SigningKey.Encoding> PAWAPAY_SIGNATURES =
      Setting.of(
          "DOLLR_PAWAPAY_SIGNATURES",
          "How signatures are written: `der`, as pawaPay's samples do, or `raw`, as RFC 9421 says",
          "der",
          Readers.word(SigningKey.Encoding.class));
  static final Setting<PawapayConfig.Callbacks> PAWAPAY_CALLBACKS =
      Setting.of(
          "DOLLR_PAWAPAY_CALLBACKS",
          "`signed` when the account signs callbacks; `hints` when not: then pawaPay is asked"
              + " before anything is believed",
          "signed",
          Readers.word(PawapayConfig.Callbacks.class));
  static final Setting<Map<PaymentMethod, String>> PAWAPAY_METHODS =
      Setting.of(
          "DOLLR_PAWAPAY_METHODS",
          "The methods pawaPay carries, each with its own name for the operator, such as"
              + " `MTN_MOMO_LBR=MTN_MOMO_LBR`, separated by commas",
          PawapayConfig.USUAL_METHODS,
          PawapayConfig::methods);

  /** All settings, in the order the documentation shows them. */
  public static final List<Setting<?>> ALL =
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
          SETTLEMENT_DELAY,
          CLIENT_ID,
          CLIENT_SECRET,
          PASSCODE,
          PASSCODE_PHONE,
          HASTE,
          CRASH_AT,
          TRACES,
          PAWAPAY_URL,
          PAWAPAY_TOKEN,
          PAWAPAY_TOKEN_FILE,
          PAWAPAY_SIGNING_KEY,
          PAWAPAY_SIGNING_KEY_ID,
          PAWAPAY_SIGNATURES,
          PAWAPAY_CALLBACKS,
          PAWAPAY_METHODS,
          STRIPE_KEY,
          STRIPE_SECRET_KEY,
          STRIPE_WEBHOOK_SECRETS,
          STRIPE_URL,
          STRIPE_PATIENCE);

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
    var pawapay =
        mode == Mode.LIVE ? pawapay(environment, reality) : Optional.<PawapayConfig>empty();
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
            environment.optional(STRIPE_KEY),
            stripe(environment),
            pawapay,
            new HttpLimits(environment.get(RATE), environment.get(BURST)),
            new AccessConfig(
                environment.get(TOKEN_LIFETIME),
                AccessConfig.DEFAULT.failuresPerClient(),
                AccessConfig.DEFAULT.failuresPerAddress()),
            routing(environment, pawapay),
            new SandboxConfig(environment.get(SETTLEMENT_DELAY), environment.get(HASTE)),
            new ExecutionsConfig(environment.get(HASTE)));
    config.refuseContradictions(environment);
    environment.check(known());
    return config;
  }

  /** Whether real money moves: in live, unless its gateways are simulated. */
  boolean movesRealMoney() {
    return mode == Mode.LIVE && gateways == Reality.REAL;
  }

  private static Optional<StripeConfig> stripe(Environment environment) {
    var secrets = environment.get(STRIPE_WEBHOOK_SECRETS);
    var url = environment.get(STRIPE_URL);
    var patience = environment.get(STRIPE_PATIENCE);
    var secretKey = environment.optional(STRIPE_SECRET_KEY);
    if (secretKey.isEmpty() && !secrets.isEmpty()) {
      environment.refuse(
          "DOLLR_STRIPE_WEBHOOK_SECRETS is of no use without DOLLR_STRIPE_SECRET_KEY");
    }
    return secretKey.map(key -> new StripeConfig(key, secrets, url, patience));
  }

  private void refuseHalfOfStripe(Environment environment) {
    if (stripe.isEmpty()) {
      return;
    }
    var secretKey = stripe.get().key().reveal();
    if (mode == Mode.SANDBOX) {
      environment.refuse("DOLLR_STRIPE_SECRET_KEY is for live; the sandbox simulates cards");
    }
    if (stripe.get().webhookSecrets().isEmpty()) {
      environment.refuse("DOLLR_STRIPE_WEBHOOK_SECRETS is needed with DOLLR_STRIPE_SECRET_KEY");
    }
    if (stripeKey.isEmpty()) {
      environment.refuse("DOLLR_STRIPE_PUBLISHABLE_KEY is needed with DOLLR_STRIPE_SECRET_KEY");
    }
    if (stripeKey.isPresent() && isLive(secretKey) != isLive(stripeKey.get())) {
      environment.refuse(
          "DOLLR_STRIPE_PUBLISHABLE_KEY and DOLLR_STRIPE_SECRET_KEY are of different modes, test"
              + " and live");
    }
    if (movesRealMoney() && !stripe.get().url().startsWith("https://")) {
      environment.refuse("DOLLR_STRIPE_URL is https, unless DOLLR_GATEWAYS is simulated");
    }
    if (!movesRealMoney() && stripe.get().url().equals(StripeConfig.STRIPE)) {
      environment.refuse("DOLLR_STRIPE_URL is needed while DOLLR_GATEWAYS is simulated");
    } else if (isSimulatedLive() && !isOnThisMachine(URI.create(stripe.get().url()))) {
      environment.refuse(
          "DOLLR_STRIPE_URL is not on this machine, as DOLLR_GATEWAYS=simulated demands");
    }
  }

  private boolean isSimulatedLive() {
    return mode == Mode.LIVE && !movesRealMoney();
  }

  private static boolean isLive(String stripesKey) {
    return stripesKey.matches("[a-z]+_live_.*");
  }

  private void refuseContradictions(Environment environment) {
    refuseHalfOfStripe(environment);
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
    var usual = RoutingConfig.DEFAULT.with(environment.get(OPERATOR_DECIMALS));
    return pawapay
        .map(own -> usual.carrying(Provider.PAWAPAY, own.providers().keySet()))
        .orElse(usual);
  }

  /** pawaPay, where anything is said of it. */
  private static Optional<PawapayConfig> pawapay(Environment environment, Reality reality) {
    var url = environment.optional(PAWAPAY_URL);
    var token = secret(environment, PAWAPAY_TOKEN, PAWAPAY_TOKEN_FILE);
    var key = environment.optional(PAWAPAY_SIGNING_KEY);
    var keyId = environment.optional(PAWAPAY_SIGNING_KEY_ID);
    var encoding = environment.get(PAWAPAY_SIGNATURES);
    var callbacks = environment.get(PAWAPAY_CALLBACKS);
    var methods = environment.get(PAWAPAY_METHODS);
    int haste = environment.get(HASTE);
    url.ifPresent(known -> refuseUnsafe(environment, PAWAPAY_URL, known, reality));
    refuseOneAlone(environment, PAWAPAY_URL, url, PAWAPAY_TOKEN, token);
    refuseOneAlone(environment, PAWAPAY_SIGNING_KEY, key, PAWAPAY_SIGNING_KEY_ID, keyId);
    return url.flatMap(at ->
        token.map(by ->
            new PawapayConfig(
                at,
                by,
                key.flatMap(signs -> keyId.map(id -> new SigningKey(id, signs, encoding))),
                callbacks,
                methods,
                haste)));
  }

  /** A secret that stands in one setting, or in the file that another names. */
  private static Optional<Secret> secret(
      Environment environment, Setting<Secret> itself, Setting<Secret> file) {
    var told = environment.optional(itself);
    var read = environment.optional(file);
    if (told.isPresent() && read.isPresent()) {
      environment.refuse("%s and %s are both set".formatted(itself.name(), file.name()));
    }
    return told.or(() -> read);
  }

  private static void refuseOneAlone(
      Environment environment,
      Setting<?> one,
      Optional<?> first,
      Setting<?> other,
      Optional<?> second) {
    if (first.isPresent() && second.isEmpty()) {
      environment.refuse("%s is needed with %s".formatted(other.name(), one.name()));
    }
    if (second.isPresent() && first.isEmpty()) {
      environment.refuse("%s is needed with %s".formatted(one.name(), other.name()));
    }
  }

  private static boolean isOnThisMachine(URI url) {
    return Set.of("localhost", "127.0.0.1", "[::1]")
        .contains(Optional.ofNullable(url.getHost()).orElse(""));
  }

  /** Real gateways are reached by https; simulated ones are on this machine, and move nothing. */
  private static void refuseUnsafe(
      Environment environment, Setting<URI> setting, URI url, Reality reality) {
    switch (reality) {
      case REAL -> {
        if (!"https".equals(url.getScheme())) {
          environment.refuse(
              "%s: '%s' is not https; only DOLLR_GATEWAYS=simulated may do without"
                  .formatted(setting.name(), url));
        }
      }
      case SIMULATED -> {
        if (!isOnThisMachine(url)) {
          environment.refuse(
              "%s: '%s' is not on this machine, as DOLLR_GATEWAYS=simulated demands"
                  .formatted(setting.name(), url));
        }
      }
    }
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(OTHERS);
    ALL.forEach(setting -> known.add(setting.name()));
    return known;
  }

  private static String publicUrl(String text) {
    var url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!web || url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null) {
      throw new IllegalArgumentException("'%s' is no http(s) URL".formatted(text));
    }
    return url.toString();
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

  private static URI gatewayUrl(String text) {
    return URI.create(publicUrl(text));
  }

  private static Secret token(String text) {
    if (!text.matches("[\\x21-\\x7e]{8,4096}")) {
      throw new IllegalArgumentException("a token has 8 to 4096 visible ASCII characters");
    }
    return Secret.of(text);
  }

  private static String keyId(String text) {
    if (!text.matches("[A-Za-z0-9_.:-]{1,128}")) {
      throw new IllegalArgumentException("the id of a key is letters, digits, _ . : or -");
    }
    return text;
  }

  /** What a small file says, without space around it. */
  private static String content(String path) {
    try {
      if (Files.size(Path.of(path)) > LONGEST_FILE) {
        throw new IllegalArgumentException("the file '%s' is too long".formatted(path));
      }
      return Files.readString(Path.of(path)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("the file '%s' cannot be read".formatted(path), e);
    }
  }

  private static String publishableKey(String text) {
    if (!text.matches("pk_[A-Za-z0-9_]{1,252}")) {
      throw new IllegalArgumentException("a publishable key is pk_ and letters, digits or _");
    }
    return text;
  }

  private static Secret stripeSecretKey(String text) {
    if (!text.matches("(sk|rk)_[A-Za-z0-9_]{5,252}")) {
      throw new IllegalArgumentException("a secret key is sk_ or rk_ and letters, digits or _");
    }
    return Secret.of(text);
  }

  private static List<Secret> webhookSecrets(String text) {
    var secrets = Readers.list(text);
    if (secrets.size() > MOST_WEBHOOK_SECRETS
        || !secrets.stream().allMatch(secret -> secret.matches("whsec_[\\x21-\\x7e]{5,249}"))) {
      throw new IllegalArgumentException("it is at most two secrets that begin with whsec_");
    }
    return secrets.stream().map(Secret::of).toList();
  }

  private static Duration patience(String text) {
    var patience = Readers.duration(text);
    if (patience.toSeconds() < 1 || patience.toSeconds() > LONGEST_PATIENCE_SECONDS) {
      throw new IllegalArgumentException("it is 1 to 20 seconds");
    }
    return patience;
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
