package app.dollr.torture;

import app.dollr.platform.database.DatabaseAddress;
import app.dollr.platform.embedded.EmbeddedPostgres;
import app.dollr.platform.embedded.EmbeddedSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What is tortured: a durable PostgreSQL, the server in a process of its own, and the networks
 * between clients, server and database.
 */
final class World implements AutoCloseable {
  /** 15 minutes are 5 seconds. */
  static final int HASTE = 180;

  private static final String MASTER_KEY = "0123456789abcdef".repeat(4);
  private static final String ADMIN_TOKEN = "the-operator-of-the-torture";
  private static final int CONNECTIONS = 200;
  private static final int TRIES_TO_START = 60;
  private static final int PAUSE_MILLIS = 500;
  private static final int SERVER_CONNECTIONS = 24;

  private final Path home;
  private final Map<String, String> settings;
  private final EmbeddedPostgres postgres;
  private final Map<Link, Proxy> links = new EnumMap<>(Link.class);
  private Optional<Outside> outside = Optional.empty();
  private volatile Jvm jvm = Jvm.ofServer();
  private volatile Optional<Program> program = Optional.empty();

  private World(Path home, EmbeddedPostgres postgres, Map<String, String> settings) {
    this.home = home;
    this.postgres = postgres;
    this.settings = settings;
  }

  /**
   * Starts PostgreSQL, the other side and the networks; not the server yet.
   *
   * @param more settings of the server beside the usual ones
   */
  static World open(Path home, Setting setting, Map<String, String> more)
      throws IOException, InterruptedException {
    Files.createDirectories(home);
    var postgres =
        EmbeddedPostgres.start(
            home.resolve("postgres"), EmbeddedSettings.forKeeps().withMaxConnections(CONNECTIONS));
    Map<String, String> settings = new HashMap<>();
    var world = new World(home, postgres, settings);
    int port = URI.create(postgres.owner().jdbcUrl().substring("jdbc:".length())).getPort();
    world.links.put(Link.CLIENTS, Proxy.to(() -> world.server().port()));
    world.links.put(Link.DATABASE, Proxy.to(() -> port));
    settings.put("DOLLR_DATABASE_URL", world.url(postgres.server()));
    settings.put("DOLLR_DATABASE_OWNER_URL", world.url(postgres.owner()));
    settings.put("DOLLR_DATABASE_CONNECTIONS", Integer.toString(SERVER_CONNECTIONS));
    settings.put("DOLLR_RATE_LIMIT", "0");
    settings.put("DOLLR_SANDBOX_HASTE", Integer.toString(HASTE));
    settings.put("DOLLR_SANDBOX_SETTLEMENT_DELAY", "300ms");
    if (setting == Setting.HTTP) {
      world.connectOutside();
    }
    settings.putAll(more);
    return world;
  }

  /** The server in live, with gateways that it reaches, and is called back by, over HTTP. */
  private void connectOutside() throws IOException, InterruptedException {
    var gateways = Outside.start(home, rows());
    outside = Optional.of(gateways);
    links.put(Link.PAWAPAY, Proxy.to(gateways.pawapay()::port));
    links.put(Link.PAWAPAY_CALLBACKS, Proxy.to(() -> server().port()));
    links.put(Link.STRIPE, Proxy.to(gateways.stripe()::port));
    links.put(Link.STRIPE_CALLBACKS, Proxy.to(() -> server().port()));
    gateways.pawapay().callBackTo(url(Link.PAWAPAY_CALLBACKS, "/callbacks/pawapay"));
    gateways.stripe().callBackTo(url(Link.STRIPE_CALLBACKS, "/callbacks/stripe"));
    settings.put("DOLLR_MODE", "live");
    settings.put("DOLLR_GATEWAYS", "simulated");
    settings.put("DOLLR_HOST", "127.0.0.1");
    settings.put("DOLLR_MASTER_KEY", MASTER_KEY);
    settings.put("DOLLR_ADMIN_TOKEN", ADMIN_TOKEN);
    settings.put("DOLLR_PAWAPAY_URL", url(Link.PAWAPAY, ""));
    settings.put("DOLLR_PAWAPAY_TOKEN", Outside.pawapayToken());
    settings.put("DOLLR_PAWAPAY_METHODS", PawapaySide.METHODS);
    settings.put("DOLLR_STRIPE_URL", url(Link.STRIPE, ""));
    settings.put("DOLLR_STRIPE_SECRET_KEY", StripeSide.KEYS.secret());
    settings.put("DOLLR_STRIPE_PUBLISHABLE_KEY", StripeSide.KEYS.publishable());
    settings.put("DOLLR_STRIPE_WEBHOOK_SECRETS", StripeSide.WEBHOOK_SECRET);
    settings.put("DOLLR_STRIPE_TIMEOUT", "1s");
  }

  /** The gateways outside, where there are any. */
  Optional<Outside> outside() {
    return outside;
  }

  /** The database, by a network that does not break. */
  Rows rows() {
    return new Rows(postgres.owner());
  }

  /** Starts the server, however often that takes while all around it breaks. */
  void start() {
    start(Map.of());
  }

  /** Starts the server with more settings than usual. */
  void start(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    for (int attempt = 1; ; attempt++) {
      try {
        program = Optional.of(Program.start(home, all, jvm));
        return;
      } catch (IOException e) {
        if (attempt == TRIES_TO_START) {
          throw new UncheckedIOException("see " + home.resolve("server.log"), e);
        }
        pause();
      }
    }
  }

  /** Has the server start quickly from now on, if that has to be learnt: it is started anew. */
  void learnToStart() {
    if (jvm.learns()) {
      server().close();
      jvm = jvm.learnt();
      start();
    }
  }

  /** The server that was started last, whether it still runs or not. */
  Program server() {
    return program.orElseThrow(() -> new IllegalStateException("the server was not started"));
  }

  /** Kills PostgreSQL as a power cut would; it is started again by itself. */
  void killPostgres() throws IOException {
    var file = home.resolve("postgres/data/postmaster.pid");
    if (Files.exists(file)) {
      long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  Proxy link(Link link) {
    var proxy = links.get(link);
    if (proxy == null) {
      throw new IllegalArgumentException(link.name());
    }
    return proxy;
  }

  void mend() {
    links.values().forEach(Proxy::mend);
  }

  /** Where clients reach the server. */
  URI url() {
    return URI.create(url(Link.CLIENTS, ""));
  }

  /** Where the operator reaches it, by a network that does not break. */
  URI adminUrl() {
    return URI.create(text("admin.url"));
  }

  String adminToken() {
    var told = settings.get("DOLLR_ADMIN_TOKEN");
    return told == null ? text("admin.token") : told;
  }

  /** The database as somebody sees it who may do everything. */
  DatabaseAddress superuser() {
    return postgres.superuser();
  }

  @Override
  public void close() {
    mend();
    program.filter(Program::runs).ifPresent(Program::close);
    links.values().forEach(Proxy::close);
    outside.ifPresent(Outside::close);
    postgres.close();
  }

  private String url(Link link, String path) {
    return "http://127.0.0.1:%d%s".formatted(link(link).port(), path);
  }

  private String url(DatabaseAddress address) {
    var direct = URI.create(address.jdbcUrl().substring("jdbc:".length()));
    return "postgresql://%s:%s@127.0.0.1:%d%s"
        .formatted(
            address.user(),
            address.password().reveal(),
            link(Link.DATABASE).port(),
            direct.getPath());
  }

  private String text(String file) {
    try {
      return Files.readString(home.resolve(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
