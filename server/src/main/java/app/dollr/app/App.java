package app.dollr.app;

import app.dollr.access.Access;
import app.dollr.accounts.Accounts;
import app.dollr.checkout.Checkout;
import app.dollr.checkout.CheckoutConfig;
import app.dollr.checkout.ExpiredSessions;
import app.dollr.documents.Documents;
import app.dollr.executions.Executions;
import app.dollr.fees.Fees;
import app.dollr.gateways.DisputeNews;
import app.dollr.gateways.Gateway;
import app.dollr.gateways.GatewayKeys;
import app.dollr.gateways.Gateways;
import app.dollr.gateways.GuardedGateway;
import app.dollr.gateways.News;
import app.dollr.gateways.ProtectionConfig;
import app.dollr.gateways.TracedGateway;
import app.dollr.gateways.pawapay.PawapayGateway;
import app.dollr.gateways.sandbox.SandboxCards;
import app.dollr.gateways.sandbox.SandboxGateway;
import app.dollr.gateways.stripe.StripeCards;
import app.dollr.ledger.Ledger;
import app.dollr.ledger.Verification;
import app.dollr.merchants.Merchants;
import app.dollr.parties.Parties;
import app.dollr.paypage.CardForm;
import app.dollr.paypage.PayPages;
import app.dollr.platform.config.Setting;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.TransactionNumbers;
import app.dollr.platform.events.EventFeed;
import app.dollr.platform.events.Events;
import app.dollr.platform.http.AccessLog;
import app.dollr.platform.http.CannotListen;
import app.dollr.platform.http.ClientAddress;
import app.dollr.platform.http.ExchangeObserver;
import app.dollr.platform.http.Gatekeeper;
import app.dollr.platform.http.HttpLimits;
import app.dollr.platform.http.HttpListener;
import app.dollr.platform.http.RequestMetrics;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Route;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.SocketRoute;
import app.dollr.platform.idempotency.IdempotencyKeys;
import app.dollr.platform.jobs.Jobs;
import app.dollr.platform.secrets.Vault;
import app.dollr.platform.tracing.Tracing;
import app.dollr.realtime.Realtime;
import app.dollr.routing.Routing;
import app.dollr.settlement.Settlement;
import app.dollr.values.Secret;
import app.dollr.webhooks.Webhooks;
import app.dollr.wire.Provider;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** The whole program: every part, built once, in the order of the floors. */
public final class App implements AutoCloseable {
  private static final int SANDBOX_CONNECTIONS = 4;
  private static final Duration LOOK_FOR_DUE = Duration.ofMillis(500);
  private static final Duration LOOK_FOR_SETTLEMENTS = Duration.ofMillis(200);
  private static final Duration DISCOVER = Duration.ofSeconds(10);
  private static final Duration FOLD = Duration.ofSeconds(5);
  private static final Duration SEAL = Duration.ofSeconds(1);
  private static final Duration EXPIRE_KEYS = Duration.ofSeconds(1);
  private static final Duration TELL_EXPIRED = Duration.ofSeconds(15);
  private static final Duration LOOK_FOR_EVENTS = Duration.ofMillis(200);
  private static final Duration REMOVE_OLD_KEYS = Duration.ofMinutes(10);

  private final Config config;
  private final Clock clock;
  private final HomeFolder home;
  private final Storage storage;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Database database;
  private final Optional<Database> books;
  private final Optional<SandboxGateway> sandbox;
  private final Optional<SandboxCards> sandboxCards;
  private final Optional<StripeCards> stripe;
  private final Optional<PawapayGateway> pawapay;
  private final Events events;
  private final Access access;
  private final Merchants merchants;
  private final Ledger ledger;
  private final Executions executions;
  private final Webhooks webhooks;
  private final EventFeed feed;
  private final Realtime realtime;
  private final PayPages pages;
  private final Jobs jobs;
  private final IdempotencyKeys idempotency;
  private final List<ExchangeObserver> observers;
  private final Optional<Tracing> tracing;
  private final HttpListener listener;
  private final HttpListener admin;
  private final AtomicBoolean serving = new AtomicBoolean();

  /**
   * Opens the database and builds everything; nothing is served yet.
   *
   * @param more what hears of answers beside the access log and the metrics
   */
  public App(Config config, Clock clock, List<ExchangeObserver> more) {
    this.config = config;
    this.clock = clock;
    this.home = new HomeFolder(config.home());
    var vault = new Vault(masterKey());
    this.storage = Storage.open(config, home);
    this.database = storage.pool("server", config.connections());
    this.idempotency = new IdempotencyKeys(database, clock);
    this.observers = new ArrayList<>(List.of(new AccessLog(), new RequestMetrics(metrics)));
    this.tracing = config.traces().map(endpoint -> Tracing.to(endpoint, clock));
    tracing.ifPresent(spans -> observers.add(spans.requests()));
    var requests = new RequestLog(clock);
    observers.add(requests);
    observers.addAll(more);

    this.events = new Events(database, clock);
    this.access = new Access(database, vault, config.access(), clock);
    this.merchants = new Merchants(database, access, clock);
    var parties = new Parties(database, merchants, clock);
    this.books =
        config.mode() == Mode.SANDBOX
            ? Optional.of(storage.pool("sandbox", SANDBOX_CONNECTIONS, config.executions().haste()))
            : Optional.empty();
    this.sandbox = books.map(own -> new SandboxGateway(own, config.sandbox(), clock, this::hear));
    this.sandboxCards =
        sandbox.map(operators ->
            new SandboxCards(
                books.orElseThrow(), config.sandbox(), clock, this::hear, operators.faults()));
    this.stripe =
        config.stripe().map(settings -> new StripeCards(database, settings, metrics, clock));
    this.pawapay = config.pawapay().map(own -> new PawapayGateway(own, metrics, clock));
    var keys = new GatewayKeys(database);
    var gateways = gateways(keys);
    var routing = new Routing(config.routing(), gateways);
    var fees = new Fees(database, clock);
    this.ledger = new Ledger(database, clock);
    var accounts = new Accounts(database, parties, routing, clock);
    var documents = new Documents(database, events, merchants, parties, clock);
    var checkout =
        new Checkout(
            database,
            new Checkout.Rooms(merchants, parties, routing, accounts, documents, ledger),
            vault,
            new CheckoutConfig(
                this::publicUrl, config.movesRealMoney(), config.executions().haste()),
            clock);
    var rooms =
        new Executions.Rooms(
            merchants, parties, routing, fees, ledger, accounts, documents, checkout);
    this.executions =
        new Executions(
            database, events, rooms, gateways, config.executions(), vault, metrics, clock);
    this.feed = new EventFeed(database, events);
    this.pages =
        new PayPages(
            new PayPages.Rooms(
                merchants,
                parties,
                routing,
                fees,
                accounts,
                documents,
                checkout,
                executions,
                gateways),
            feed,
            vault,
            config.mode() == Mode.SANDBOX,
            config.mode() == Mode.SANDBOX
                ? Optional.of(CardForm.ofSandbox())
                : config.stripeKey().map(CardForm::ofStripe),
            clock);

    this.webhooks =
        new Webhooks(
            database,
            events,
            vault,
            config.movesRealMoney(),
            config.executions().haste(),
            metrics,
            clock);

    this.realtime = new Realtime(database, checkout, executions, feed, vault, metrics, clock);

    this.jobs = new Jobs(clock, metrics);
    feed.wakeBy(jobs.add("events.feed", EXPIRE_KEYS, feed));
    jobs.add("realtime.expire", EXPIRE_KEYS, realtime);
    jobs.add("webhooks.fan-out", LOOK_FOR_EVENTS, webhooks.fanOut());
    webhooks.onFreePlace(jobs.add("webhooks.deliver", LOOK_FOR_EVENTS, webhooks.deliverer()));
    jobs.add("checkout.expired", TELL_EXPIRED, new ExpiredSessions(database, events, clock));
    jobs.addChore("webhooks.old-deliveries", REMOVE_OLD_KEYS, webhooks::removeOld);
    jobs.add("executions.due", LOOK_FOR_DUE, executions.reconciler());
    sandbox.ifPresent(own -> jobs.add("sandbox.settle", LOOK_FOR_SETTLEMENTS, own));
    sandboxCards.ifPresent(own -> jobs.add("sandbox.cards", LOOK_FOR_SETTLEMENTS, own));
    stripe.ifPresent(cards -> {
      var news = cards.news(executions, executions);
      jobs.add("stripe.news", LOOK_FOR_EVENTS, news);
      jobs.addChore("stripe.old-events", REMOVE_OLD_KEYS, news::removeOld);
    });
    pawapay.ifPresent(own -> jobs.add("pawapay.discovery", DISCOVER, own.discovery()));
    jobs.add("ledger.fold", FOLD, ledger.folder());
    jobs.add("ledger.seal", SEAL, ledger.sealer());
    jobs.addChore("executions.recover", TELL_EXPIRED, executions::recover);
    jobs.addChore("platform.old-idempotency-keys", REMOVE_OLD_KEYS, idempotency::removeOld);
    jobs.addChore("platform.old-events", REMOVE_OLD_KEYS, events::removeOld);
    jobs.addChore("access.old-keys", REMOVE_OLD_KEYS, access::removeOldKeys);

    List<Resource> open = new ArrayList<>();
    open.add(access.resource());
    open.add(merchants.resource());
    open.addAll(parties.resources());
    open.addAll(documents.resources(routing, fees));
    open.add(accounts.resource());
    open.addAll(checkout.resources());
    open.addAll(executions.resources());
    open.addAll(webhooks.resources());
    open.add(realtime.resource());
    open.add(new RequestLogResource(requests));
    open.addAll(fees.resources(merchants, routing));
    open.add(ledger.resource((merchant, id) -> parties.find(merchant, id).isPresent()));
    open.add(routing.resource());
    open.add(gateways.resource(routing));
    sandboxCards.ifPresent(own -> open.add(own.resource()));
    stripe.ifPresent(cards -> open.add(cards.callbacks()));
    pawapay.ifPresent(own -> open.add(own.callbacks(keys, executions)));
    open.addAll(pages.resources());
    open.add(new HealthResource(database, serving));
    open.add(new GatewayHealthResource(gateways, routing));
    open.add(new DocsResource());
    open.add(new OpenApiResource(this::routes, this::publicUrl));
    this.listener =
        listener(config.host(), config.port(), config.limits(), access, open, realtime.sockets());

    List<Resource> operators = new ArrayList<>();
    operators.add(merchants.adminResource());
    operators.add(executions.adminResource());
    operators.add(fees.adminResource(merchants, routing));
    operators.add(new Settlement(database, executions, ledger, fees, clock).adminResource());
    operators.add(ledger.adminResource(merchants));
    operators.add(new MetricsResource(metrics));
    var doctor = new Doctor(config, storage.owner(), pawapay, stripe);
    operators.add(new DoctorResource(() -> doctor.checks(publicUrl())));
    sandbox.ifPresent(own -> operators.add(own.adminResource(sandboxCards.orElseThrow())));
    if (!config.movesRealMoney()) {
      operators.add(new FundingResource(merchants, ledger));
    }
    this.admin =
        listener(
            AdminPort.HOST,
            AdminPort.choose(config.adminPort()),
            AdminPort.LIMITS,
            new AdminGate(adminToken()),
            operators,
            List.of());
    measure();
  }

  /** Begins to serve and to work; in sandbox with a merchant to begin with. */
  public void start() {
    passTransactions();
    pawapay.ifPresent(own -> own.discovery().runOnce());
    config.crashAt().ifPresent(CrashPoints::arm);
    start(listener, Config.PORT);
    start(admin, Config.ADMIN_PORT);
    home.writeAdminUrl("http://%s:%d".formatted(AdminPort.HOST, admin.port()));
    if (config.mode() == Mode.SANDBOX) {
      new SandboxMerchant(config, home, access, merchants, ledger)
          .settle(publicUrl(), realtime.anonKey());
    }
    serving.set(true);
  }

  /** What is written from now on has to be newer than all that readers of logs have seen. */
  private void passTransactions() {
    var numbers =
        Stream.concat(
            Stream.of(ledger.lastTransaction(), webhooks.lastTransaction()),
            events.lastTransaction().stream());
    new TransactionNumbers(database).pass(numbers.toList());
  }

  /** Begins to work in the background; tests do without, and call {@link #runDue}. */
  public void startJobs() {
    jobs.start(database.dataSource());
    feed.start();
  }

  /** Does all that is due, in this thread, and waits for what is being sent. */
  public void runDue() {
    executions.awaitSubmissions();
    do {
      jobs.runDue();
      executions.awaitSubmissions();
    } while (webhooks.awaitIdle());
  }

  /** Cuts all websockets, as a broken network would. */
  public void cutSockets() {
    realtime.cut();
  }

  /** Recomputes the whole ledger. */
  public Verification.Report verifyLedger() {
    return ledger.verify();
  }

  /** Takes in what a gateway says without being asked. */
  public void hear(News news) {
    executions.hear(news);
  }

  /** Takes in how it stands with a dispute. */
  public void hear(DisputeNews news) {
    executions.hear(news);
  }

  /** What is served to merchants. */
  public List<Route> routes() {
    return listener.routes();
  }

  /** What every absolute URL begins with. */
  public String publicUrl() {
    return config.publicUrl().orElseGet(() -> "http://localhost:" + listener.port());
  }

  /** Where it listens on this machine. */
  public String localUrl() {
    return "http://localhost:" + listener.port();
  }

  /** Where the operator's listener is. */
  public String adminUrl() {
    return "http://%s:%d".formatted(AdminPort.HOST, admin.port());
  }

  /** Takes no more requests, finishes what is under way, and closes the database. */
  @Override
  public void close() {
    serving.set(false);
    realtime.close();
    pages.close();
    listener.close();
    admin.close();
    jobs.close();
    feed.close();
    executions.awaitSubmissions();
    webhooks.close();
    pawapay.ifPresent(PawapayGateway::close);
    books.ifPresent(Database::close);
    database.close();
    storage.close();
    tracing.ifPresent(Tracing::close);
  }

  private HttpListener listener(
      String host,
      int port,
      HttpLimits limits,
      Gatekeeper gate,
      List<Resource> resources,
      List<SocketRoute> sockets) {
    var routes = new Routes();
    resources.forEach(resource -> resource.addTo(routes));
    var settings =
        new HttpListener.Settings(
            host,
            port,
            this::publicUrl,
            limits,
            new ClientAddress(config.trustedProxies()),
            gate,
            idempotency,
            observers,
            clock);
    return new HttpListener(settings, routes.all(), sockets);
  }

  private static void start(HttpListener listener, Setting<Integer> port) {
    try {
      listener.start();
    } catch (CannotListen e) {
      throw new CannotStart(
          "%s: another program may use it; stop that, or choose another with %s, 0 for any"
              .formatted(e.getMessage(), port.name()),
          e);
    }
  }

  /** What is connected: in sandbox the simulators in this process, in live what is configured. */
  private Gateways gateways(GatewayKeys keys) {
    Map<Provider, Gateway> connected = new EnumMap<>(Provider.class);
    sandbox.ifPresent(own -> connected.put(Provider.PAWAPAY, own));
    sandboxCards.ifPresent(own -> connected.put(Provider.STRIPE, own));
    stripe.ifPresent(cards -> connected.put(Provider.STRIPE, cards));
    pawapay.ifPresent(own -> connected.put(Provider.PAWAPAY, own));
    connected.replaceAll((network, gateway) -> traced(guarded(gateway)));
    return new Gateways(connected, keys);
  }

  /** The simulators in this process are no network away. */
  private Gateway guarded(Gateway gateway) {
    var protection = new ProtectionConfig(config.executions().haste());
    return config.mode() == Mode.LIVE
        ? new GuardedGateway(gateway, protection, metrics, clock)
        : gateway;
  }

  private Gateway traced(Gateway gateway) {
    return tracing.<Gateway>map(spans -> new TracedGateway(gateway, spans)).orElse(gateway);
  }

  private byte[] masterKey() {
    return HexFormat.of().parseHex(config.masterKey().orElseGet(home::masterKey).reveal());
  }

  private Secret adminToken() {
    return config.adminToken().orElseGet(home::adminToken);
  }

  private void measure() {
    database.measure(metrics);
    books.ifPresent(own -> own.measure(metrics));
    new ProcessorMetrics().bindTo(metrics);
    new JvmMemoryMetrics().bindTo(metrics);
  }
}
