package app.dollr.realtime;

import app.dollr.checkout.Checkout;
import app.dollr.checkout.Purpose;
import app.dollr.documents.DocumentKind;
import app.dollr.executions.Execution;
import app.dollr.executions.Executions;
import app.dollr.platform.database.Database;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.events.Event;
import app.dollr.platform.events.EventFeed;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Socket;
import app.dollr.platform.http.SocketListener;
import app.dollr.platform.http.SocketRoute;
import app.dollr.platform.http.SocketRoute.Kind;
import app.dollr.platform.jobs.Job;
import app.dollr.platform.json.Json;
import app.dollr.platform.secrets.Vault;
import app.dollr.realtime.Frame.Version;
import app.dollr.realtime.Watched.Name;
import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import app.dollr.values.Secret;
import app.dollr.values.SessionId;
import app.dollr.wire.OperationType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The news of payments for those who hold a key: how a payment stands when they come, and each
 * change from then on.
 */
public final class Realtime implements Job, AutoCloseable {
  private static final int MOST_WATCHERS_OF_ONE = 50;
  private static final int MOST_CONNECTIONS = 15_000;
  private static final Duration REFUSED_AFTER = Duration.ofSeconds(1);
  private static final int GOING_AWAY = 1001;

  private final Database database;
  private final Checkout checkout;
  private final Executions executions;
  private final EventFeed feed;
  private final RealtimeKeys keys;
  private final Clock clock;
  private final Map<Name, Watched> watched = new ConcurrentHashMap<>();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("realtime-later").factory());

  public Realtime(
      Database database,
      Checkout checkout,
      Executions executions,
      EventFeed feed,
      Vault vault,
      MeterRegistry metrics,
      Clock clock) {
    this.database = database;
    this.checkout = checkout;
    this.executions = executions;
    this.feed = feed;
    this.keys = new RealtimeKeys(vault, clock);
    this.clock = clock;
    feed.onEvents(() -> !watched.isEmpty(), this::tell);
    Gauge.builder("dollr.realtime.connections", connections, Set::size).register(metrics);
    Gauge.builder("dollr.realtime.payments.watched", watched, Map::size).register(metrics);
  }

  /** The routes of this room. */
  public Resource resource() {
    return new RealtimeKeysResource(this);
  }

  /** The websocket, and the stream for those without a client for it. */
  public List<SocketRoute> sockets() {
    return List.of(
        new SocketRoute(Kind.WEBSOCKET, "/realtime/v1/websocket", new SocketDoor(this)),
        new SocketRoute(Kind.STREAM, "/realtime/v1/stream", new StreamDoor(this)));
  }

  /** The public key, which Supabase calls the anonymous one. */
  public String anonKey() {
    return keys.anonKey();
  }

  /** Ends what has expired. */
  @Override
  public boolean runOnce() {
    var now = clock.instant();
    watched
        .values()
        .forEach(
            payment -> List.copyOf(payment.watchers()).forEach(watcher -> watcher.expire(now)));
    return false;
  }

  @Override
  public Optional<Instant> oldestDue() {
    return Optional.empty();
  }

  /** Cuts all connections; they come back within seconds. */
  public void cut() {
    List.copyOf(connections).forEach(connection -> connection.close(GOING_AWAY, "try again"));
    List.copyOf(streams).forEach(Stream::end);
  }

  /** Says goodbye to everybody; they come back within seconds, to whoever serves then. */
  @Override
  public void close() {
    later.shutdownNow();
    List.copyOf(connections)
        .forEach(connection -> connection.close(GOING_AWAY, "the server is restarted"));
    List.copyOf(streams).forEach(Stream::end);
  }

  /**
   * A key for the news of one payment. Safe to repeat.
   *
   * @throws Refused with SESSION_UNKNOWN or SESSION_WRONG_KIND
   */
  Secret issue(MerchantId merchant, SessionId id, DocumentKind kind, ReferenceId reference) {
    var session =
        database
            .run(checkout.find(merchant, id))
            .orElseThrow(() -> Refused.body("session_id", ErrorCode.SESSION_UNKNOWN));
    if (!(session.purpose() instanceof Purpose.Checkout payment)) {
      throw Refused.body("session_id", ErrorCode.SESSION_WRONG_KIND);
    }
    if (payment.documentKind() != kind) {
      throw Refused.body("source_type", ErrorCode.SESSION_WRONG_KIND);
    }
    return keys.issue(merchant, id, reference);
  }

  RealtimeKeys keys() {
    return keys;
  }

  Instant now() {
    return clock.instant();
  }

  boolean isFull() {
    return connections.size() + streams.size() >= MOST_CONNECTIONS;
  }

  SocketListener open(Socket socket, Version version) {
    var connection = new Connection(this, socket, version);
    connections.add(connection);
    return connection;
  }

  /** Follows a payment over a stream. */
  SocketListener open(Socket socket, Claims claims) {
    var stream = new Stream(this, socket, claims);
    streams.add(stream);
    if (watch(stream)) {
      snapshot(stream);
    } else {
      stream.end();
    }
    return stream;
  }

  void closed(Stream stream) {
    streams.remove(stream);
    unwatch(stream);
  }

  void closed(Connection connection) {
    connections.remove(connection);
  }

  /** Refuses a join after a moment, so that a client that comes again at once has to wait. */
  void refuseLater(Connection connection, Frame join, String why) {
    if (!later.isShutdown()) {
      var _ =
          later.schedule(
              () -> connection.refuse(join, why), REFUSED_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Has a watcher told from now on; false when there are too many of this payment. */
  boolean watch(Watcher watcher) {
    boolean[] room = new boolean[1];
    watched.compute(
        name(watcher.claims()),
        (name, before) -> {
          var payment = before == null ? new Watched() : before;
          room[0] = payment.watchers().size() < MOST_WATCHERS_OF_ONE;
          if (room[0]) {
            payment.watchers().add(watcher);
          }
          return payment;
        });
    return room[0];
  }

  void unwatch(Watcher watcher) {
    watched.computeIfPresent(
        name(watcher.claims()),
        (name, payment) -> {
          payment.watchers().remove(watcher);
          return payment.watchers().isEmpty() ? null : payment;
        });
  }

  /** Tells a watcher how the payment stands, if it has begun. */
  void greet(Channel channel) {
    snapshot(channel);
    channel.greet();
  }

  /** How the payment stands, told to one who watches already, so that nothing falls between. */
  void snapshot(Watcher watcher) {
    feed.begin();
    var claims = watcher.claims();
    executions
        .find(claims.merchant(), OperationType.COLLECTION, claims.reference())
        .filter(execution -> execution.session().equals(claims.session()))
        .ifPresent(execution -> watcher.news(row(execution)));
  }

  private void tell(List<Event> events) {
    for (var event : events) {
      if (event.objectType().equals("execution")) {
        tell(event);
      }
    }
  }

  private void tell(Event event) {
    var data = Json.mapper().readTree(event.data());
    var name = new Name(event.merchant(), data.path("reference_id").asString(""));
    var payment = watched.get(name);
    if (payment == null || !data.path("operation_type").asString("").equals("COLLECTION")) {
      return;
    }
    long session = session(payment, name);
    var row =
        new StatusRow(
            data.path("payment_intent_id").asLong(),
            event.sequence(),
            session,
            name.reference(),
            data.path("status").asString(""),
            data.path("requires_action").asBoolean(false),
            data.path("payer_amount").decimalValue().toPlainString(),
            data.path("payer_currency").asString(""),
            event.createdAt());
    payment.watchers().stream()
        .filter(watcher -> watcher.claims().session().value() == session)
        .forEach(watcher -> watcher.news(row));
  }

  private long session(Watched payment, Name name) {
    if (payment.session() == 0) {
      executions
          .find(name.merchant(), OperationType.COLLECTION, ReferenceId.parse(name.reference()))
          .ifPresent(execution -> payment.belongsTo(execution.session().value()));
    }
    return payment.session();
  }

  private StatusRow row(Execution execution) {
    var shown = executions.shown(execution);
    var progress = execution.progress();
    return new StatusRow(
        execution.id().value(),
        execution.version() + 1,
        execution.session().value(),
        execution.reference().toString(),
        shown.status().name(),
        Boolean.TRUE.equals(shown.requiresAction()),
        shown.payerAmount().toPlainString(),
        shown.payerCurrency(),
        progress.finalAt().or(progress::sentAt).orElse(progress.acceptedAt()));
  }

  private static Name name(Claims claims) {
    return new Name(claims.merchant(), claims.reference().toString());
  }
}
