package app.dollr.acceptance;

import app.dollr.app.App;
import app.dollr.app.Config;
import app.dollr.platform.clock.SystemTime;
import app.dollr.platform.embedded.EmbeddedPostgres;
import app.dollr.platform.http.ExchangeObserver;
import app.dollr.testing.SettableClock;
import app.dollr.testing.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real program for the tests of one class: on a free port, with a database of its own, a clock
 * that is set by hand, and jobs that are run by hand. Register it as a static extension.
 *
 * <p>After each test every answer that was given in it has been held against the contract.
 */
public final class TestServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  /** The moment at which every test server begins. */
  public static final Instant START = Instant.parse("2026-03-01T09:00:00.123456Z");

  private static final String ADMIN_TOKEN = "DOLLR_ADMIN_TOKEN";
  private static final Duration SETTLEMENT_DELAY = Duration.ofSeconds(2);

  private final Map<String, String> settings = new HashMap<>();
  private SettableClock clock = new SettableClock(START);
  private final ContractObserver contract = new ContractObserver();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final List<App> others = new ArrayList<>();
  private Optional<App> app = Optional.empty();
  private Optional<String> database = Optional.empty();
  private Optional<Path> home = Optional.empty();
  private Optional<Merchant> merchant = Optional.empty();

  private TestServer() {}

  /** A server with the usual settings, and no limit on requests. */
  public static TestServer create() {
    return new TestServer().with("DOLLR_RATE_LIMIT", "0");
  }

  /** A server that moves real money, as far as it has gateways to do it. */
  public static TestServer live() {
    return create()
        .with("DOLLR_MODE", "live")
        .with("DOLLR_HOST", "127.0.0.1")
        .with("DOLLR_PUBLIC_URL", "https://pay.example.com")
        .with("DOLLR_MASTER_KEY", "0f".repeat(32))
        .with(ADMIN_TOKEN, "admin_of_the_live_tests");
  }

  /** A live server whose gateways are simulators on this machine. */
  public static TestServer simulated() {
    return create()
        .with("DOLLR_MODE", "live")
        .with("DOLLR_GATEWAYS", "simulated")
        .with("DOLLR_HOST", "127.0.0.1")
        .with("DOLLR_MASTER_KEY", "0f".repeat(32))
        .with(ADMIN_TOKEN, "admin_of_the_live_tests");
  }

  /** This server with one setting more, as in the environment. */
  public TestServer with(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** This server beginning now, for clients that have a clock of their own. */
  public TestServer atRealTime() {
    clock = new SettableClock(SystemTime.clock().instant());
    return this;
  }

  /** What {@code sandbox.env} says. */
  public String sandboxValue(String name) {
    try {
      return Files.readAllLines(home().resolve("sandbox.env")).stream()
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!isNested(context)) {
      start();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    contract.check();
    var report = app().verifyLedger();
    if (!report.isSound()) {
      throw new AssertionError("the ledger is not sound: " + report.problems());
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (!isNested(context)) {
      others.forEach(App::close);
      app.ifPresent(App::close);
      http.close();
      database.ifPresent(TestDatabases::drop);
    }
  }

  /** Whether these tests are part of others, whose server they use. */
  private static boolean isNested(ExtensionContext context) {
    return context.getRequiredTestClass().isAnnotationPresent(Nested.class);
  }

  /** Ends the program gracefully and starts it again on the same data, at the same address. */
  public void restart() {
    int port = URI.create(app().localUrl()).getPort();
    app().close();
    open(port);
  }

  /** Another node on the same data, which ends with this one. */
  public App anotherNode() {
    var node = node(0);
    others.add(node);
    return node;
  }

  public SettableClock clock() {
    return clock;
  }

  /** Does all that is due now. */
  public void runDue() {
    app().runDue();
  }

  /** Lets the sandbox's operators work off what they have, and the platform hear of it. */
  public void settle() {
    runDue();
    clock.advance(SETTLEMENT_DELAY);
    runDue();
  }

  public String baseUrl() {
    return app().publicUrl();
  }

  public String adminUrl() {
    return app().adminUrl();
  }

  /** The folder of keys and generated credentials. */
  public Path home() {
    return home.orElseThrow();
  }

  public App app() {
    return app.orElseThrow(() -> new IllegalStateException("the server is not started"));
  }

  /** The one number a query answers, asked of the database behind the program's back. */
  public long count(String sql) {
    return TestDatabases.count(database.orElseThrow(), sql);
  }

  /** Changes the database behind the program's back. */
  public void change(String sql) {
    TestDatabases.execute(database.orElseThrow(), sql);
  }

  /**
   * A number that is another once anything was written, the count of passcode attempts and the rows
   * of the scheduler left out.
   */
  public long fingerprint() {
    // No job and no submission may write in between.
    runDue();
    return count(
        """
        select ('x' || left(md5(string_agg(md5(rows::text), '' order by name)), 15))::bit(60)::bigint
        from (
          select schemaname || '.' || tablename as name,
            query_to_xml(
              format('select * from %I.%I as t order by t::text', schemaname, tablename),
              false, false, '') as rows
          from pg_tables
          where schemaname not in ('pg_catalog', 'information_schema')
            and schemaname || '.' || tablename
              not in ('merchants.passcode', 'platform.scheduled_tasks')) as tables
        """);
  }

  /** The merchant the sandbox comes with. */
  public Merchant merchant() {
    return merchant.orElseThrow();
  }

  /** Another merchant, new and verified. */
  public Merchant newMerchant() {
    return newMerchant(true);
  }

  /** Another merchant, whom the operator may know or not. */
  public Merchant newMerchant(boolean verified) {
    return newMerchant("Another", verified);
  }

  /** Another merchant of that name. */
  public Merchant newMerchant(String name, boolean verified) {
    var body = Map.of("name", name, "type", "ORGANIZATION", "verified", verified);
    var created = admin().post("/admin/v1/merchants", body).ok();
    return new Merchant(
        created.get("merchant_id").longValue(),
        created.get("merchant_type").stringValue(),
        created.get("client_id").stringValue(),
        created.get("client_secret").stringValue(),
        created.get("passcode").stringValue());
  }

  /** Puts money into a merchant's wallet, and answers the wallet's id. */
  public long fund(Merchant merchant, String currency, String amount) {
    var body =
        Map.of(
            "merchant_id", merchant.id(), "currency", currency, "amount", new BigDecimal(amount));
    var funded = admin().post("/admin/v1/sandbox/fund", body).ok();
    return funded.get("wallet_id").longValue();
  }

  /** Calls without a token. */
  public Caller anonymous() {
    return new Caller(http, URI.create(app().localUrl()), Optional.empty());
  }

  /** Calls as the sandbox's merchant. */
  public Caller caller() {
    return caller(merchant());
  }

  /** Calls as a merchant. */
  public Caller caller(Merchant as) {
    var body = Map.of("client_id", as.clientId(), "client_secret", as.clientSecret());
    var answer = anonymous().post("/v1/jwt/client/obtain/token", body).ok();
    return anonymous().with(answer.get("access_token").stringValue());
  }

  /** Calls as the operator. */
  public Caller admin() {
    try {
      var token =
          isLive()
              ? settings.get(ADMIN_TOKEN)
              : Files.readString(home().resolve("admin.token")).strip();
      return new Caller(http, URI.create(adminUrl()), Optional.of(token));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A merchant, the credentials of its client, and its passcode. */
  public record Merchant(
      long id, String type, String clientId, String clientSecret, String passcode) {}

  private boolean isLive() {
    return settings.containsKey(ADMIN_TOKEN);
  }

  private void start() {
    try {
      home = Optional.of(Files.createTempDirectory("dollr-home"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database = Optional.of(TestDatabases.create());
    open(0);
    merchant = isLive() ? Optional.empty() : Optional.of(readMerchant());
  }

  private void open(int port) {
    app = Optional.of(node(port));
  }

  private App node(int port) {
    var variables = new HashMap<>(settings);
    variables.put("DOLLR_HOME", home().toString());
    variables.put("PORT", Integer.toString(port));
    variables.put("DOLLR_ADMIN_PORT", "0");
    variables.put("DOLLR_DATABASE_CONNECTIONS", "12");
    variables.put("DOLLR_DATABASE_URL", url(false));
    variables.put("DOLLR_DATABASE_OWNER_URL", url(true));
    variables.putIfAbsent("DOLLR_SANDBOX_SETTLEMENT_DELAY", SETTLEMENT_DELAY.toString());
    List<ExchangeObserver> observers = List.of(contract);
    var opened = new App(Config.from(variables), clock, observers);
    opened.start();
    return opened;
  }

  private String url(boolean owner) {
    var name = database.orElseThrow();
    var postgres = EmbeddedPostgres.throwaway();
    var address = owner ? postgres.owner(name) : postgres.server(name);
    var rest = address.jdbcUrl().substring("jdbc:postgresql://".length());
    return "postgresql://%s:%s@%s".formatted(address.user(), address.password().reveal(), rest);
  }

  private Merchant readMerchant() {
    try {
      Map<String, String> values = new HashMap<>();
      for (var line : Files.readAllLines(home().resolve("sandbox.env"))) {
        values.put(line.split("=", 2)[0], line.split("=", 2)[1]);
      }
      return new Merchant(
          Long.parseLong(values.get("DOLLR_MERCHANT_ID")),
          values.get("DOLLR_MERCHANT_TYPE"),
          values.get("DOLLR_CLIENT_ID"),
          values.get("DOLLR_CLIENT_SECRET"),
          values.get("DOLLR_PASSCODE"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
