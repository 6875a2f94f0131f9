package app.dollr.platform.http;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Problem;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Route.Access;
import app.dollr.platform.random.Randomness;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port that serves routes. Every request walks the same way: who is it, may it come now, is the
 * version known, then its handler; and every answer leaves the same way, with a request id, seen by
 * the observers.
 */
public final class HttpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  private static final Pattern SANE_REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final Pattern SANE_KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{7,}");

  /** A segment that nobody is to guess, which UUIDs are not. */
  private static final Pattern TOKEN =
      Pattern.compile("(?<=/)(?![0-9a-fA-F]{8}-)(?=[^/]*[0-9A-Z])[\\w-]{22,}");

  private static final int LONGEST_LOGGED_PATH = 200;
  private static final String REQUEST_ID = "X-Request-Id";

  /**
   * What a listener is made of.
   *
   * @param host the address to listen on
   * @param port 0 for any that is free
   * @param publicUrl what begins every absolute URL, without a slash at its end; asked for with
   *     each call, for it may depend on the port
   */
  public record Settings(
      String host,
      int port,
      Supplier<String> publicUrl,
      HttpLimits limits,
      ClientAddress addresses,
      Gatekeeper gatekeeper,
      Replays replays,
      List<ExchangeObserver> observers,
      Clock clock) {}

  private final Settings settings;
  private final ClientLimiter limiter;
  private final List<Route> routes;
  private final Duration idle;
  private final List<SocketRoute> sockets;
  private final Javalin javalin;

  /** A listener for {@code routes} that is not started yet. */
  public HttpListener(Settings settings, List<Route> routes) {
    this(settings, routes, List.of());
  }

  /** A listener for routes and sockets that is not started yet. */
  public HttpListener(Settings settings, List<Route> routes, List<SocketRoute> sockets) {
    this(settings, routes, sockets, HttpLimits.IDLE);
  }

  /** A listener that waits only so long for a caller who says nothing. */
  HttpListener(Settings settings, List<Route> routes, Duration idle) {
    this(settings, routes, List.of(), idle);
  }

  private HttpListener(
      Settings settings, List<Route> routes, List<SocketRoute> sockets, Duration idle) {
    this.settings = settings;
    this.idle = idle;
    this.limiter = new ClientLimiter(settings.limits(), settings.clock());
    this.routes = List.copyOf(routes);
    this.sockets = List.copyOf(sockets);
    this.javalin = Javalin.create(this::configure);
  }

  /**
   * Begins to serve.
   *
   * @throws CannotListen when the port is another program's
   */
  public void start() {
    try {
      javalin.start();
    } catch (JavalinBindException e) {
      throw new CannotListen(
          "port %d of %s cannot be listened on".formatted(settings.port(), settings.host()), e);
    }
  }

  /** The port in use, once started. */
  public int port() {
    return javalin.port();
  }

  /** What is served. */
  public List<Route> routes() {
    return routes;
  }

  /** Takes no more requests, and waits for those under way, up to 15 seconds. */
  @Override
  public void close() {
    javalin.stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = HttpLimits.BODY_BYTES;
    config.router.treatMultipleSlashesAsSingleSlash = false;
    config.jetty.modifyServer(JettyLimits::apply);
    config.jetty.modifyServer(this::answerJettyErrors);
    config.jetty.modifyHttpConfiguration(JettyLimits::apply);
    config.jetty.addConnector(this::connector);
    for (var route : routes) {
      config.routes.addHttpHandler(
          HandlerType.findOrCreate(route.method().name()), route.path(), ctx -> serve(ctx, route));
    }
    if (!sockets.isEmpty()) {
      new Sockets().configure(config, sockets);
    }
    config.routes.exception(HttpResponseException.class, (e, ctx) -> miss(ctx, e.getStatus()));
  }

  private Connector connector(Server server, HttpConfiguration http) {
    var connector = new ServerConnector(server, new TimedConnections(http, settings.clock()));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(idle.toMillis());
    return connector;
  }

  private void answerJettyErrors(Server server) {
    server.setErrorHandler(new JettyErrors());
  }

  private void serve(Context context, Route route) {
    long started = System.nanoTime();
    var requestId = requestId(context);
    var address = settings.addresses().of(context);
    var incoming = new Incoming(context, settings.clock());
    Optional<Caller> caller = Optional.empty();
    Answer answer;
    try {
      if (route.access() == Access.CALLER) {
        caller = settings.gatekeeper().admit(Optional.ofNullable(context.header("Authorization")));
        caller.ifPresent(limiter::admit);
      }
      refuseOtherVersions(context, route);
      var publicUrl = settings.publicUrl().get();
      var call = new Call(context, incoming, requestId, address, publicUrl, caller);
      answer = answer(route, call);
    } catch (Refused refused) {
      answer = ErrorAnswers.of(refused, requestId, context.header("Accept"));
    } catch (RuntimeException e) {
      LOG.error("{} failed, request {}", route.name(), requestId, e);
      answer = ErrorAnswers.of(ErrorCode.INTERNAL, requestId, context.header("Accept"));
    }
    discardRest(incoming);
    send(context, requestId, answer);
    tell(context, route.name(), requestId, address, caller, answer, started);
  }

  /** The handler's answer; for a creating call that names itself, the one it had before. */
  private Answer answer(Route route, Call call) {
    var key = call.header("Idempotency-Key");
    if (!route.creates() || key.isEmpty()) {
      return route.handler().handle(call);
    }
    if (!SANE_KEY.matcher(key.get()).matches()) {
      var message = "1 to 255 visible ASCII characters are needed";
      var place = List.<Object>of("header", "Idempotency-Key");
      throw Refused.of(List.of(new Problem(place, ErrorCode.PATTERN, message, Map.of())));
    }
    return settings
        .replays()
        .once(call.caller(), key.get(), call.fingerprint(), () -> route.handler().handle(call));
  }

  private static void refuseOtherVersions(Context context, Route route) {
    if (route.versioned() && !context.pathParam("version").equals("v1")) {
      var problem =
          new Problem(
              List.of("path", "version"),
              ErrorCode.VERSION_UNKNOWN,
              ErrorCode.VERSION_UNKNOWN.message(),
              Map.of("permitted", List.of("v1")));
      throw Refused.of(List.of(problem));
    }
  }

  /** Answers what Javalin itself refuses: no such path, no such method, a body said to be large. */
  private void miss(Context context, int status) {
    long started = System.nanoTime();
    var code =
        switch (status) {
          case 404 -> ErrorCode.NOT_FOUND;
          case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
          case 413 -> ErrorCode.BODY_TOO_LARGE;
          default -> ErrorCode.INTERNAL;
        };
    var requestId = requestId(context);
    var answer = ErrorAnswers.of(code, requestId, context.header("Accept"));
    discardRest(new Incoming(context, settings.clock()));
    send(context, requestId, answer);
    var address = settings.addresses().of(context);
    tell(context, "none", requestId, address, Optional.empty(), answer, started);
  }

  private static String requestId(Context context) {
    var given = context.header(REQUEST_ID);
    if (given == null || !SANE_REQUEST_ID.matcher(given).matches()) {
      return Randomness.requestId();
    }
    return given;
  }

  private static void discardRest(Incoming incoming) {
    try {
      incoming.discardRest();
    } catch (IOException e) {
      LOG.debug("a request body broke off", e);
    }
  }

  private static void send(Context context, String requestId, Answer answer) {
    context.status(answer.status());
    context.header(REQUEST_ID, requestId);
    answer.headers().forEach(context::header);
    context.contentType(answer.contentType());
    if (answer.writer().isPresent()) {
      stream(context, answer.writer().get());
    } else {
      write(context, answer.body());
    }
  }

  /** Writes a body as it is: Javalin would copy it through a buffer many times its size. */
  private static void write(Context context, byte[] body) {
    try {
      context.outputStream().write(body);
    } catch (IOException e) {
      LOG.debug("a caller has gone", e);
    }
  }

  /** Writes to the connection itself, so that each bit arrives when it is flushed. */
  private static void stream(Context context, BodyWriter writer) {
    try {
      var stream = context.res().getOutputStream();
      context.res().flushBuffer();
      writer.writeTo(stream);
    } catch (IOException e) {
      LOG.debug("a listener has gone", e);
    }
  }

  private void tell(
      Context context,
      String operation,
      String requestId,
      String address,
      Optional<Caller> caller,
      Answer answer,
      long startedNanos) {
    var took = Duration.ofNanos(System.nanoTime() - startedNanos);
    var method = context.req().getMethod();
    var exchange =
        new Exchange(
            operation,
            method,
            maskedPath(context),
            caller,
            requestId,
            address,
            Optional.ofNullable(context.header("traceparent")),
            answer,
            took);
    settings.observers().forEach(observer -> observer.answered(exchange));
  }

  /** The path without what must not be written down: long numbers, and the tokens of pages. */
  private static String maskedPath(Context context) {
    var token = context.pathParamMap().get("token");
    var path = token == null ? context.path() : context.path().replace(token, "***");
    var withoutTokens = TOKEN.matcher(path).replaceAll("***");
    var masked =
        LONG_NUMBER.matcher(withoutTokens).replaceAll(n -> n.group().substring(0, 3) + "***");
    return masked.length() > LONGEST_LOGGED_PATH
        ? masked.substring(0, LONGEST_LOGGED_PATH) + "…"
        : masked;
  }
}
