package app.dollr.simulators;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The HTTP side of a simulated gateway, on this machine only: it reads a request, has it answered,
 * and misbehaves as the faults say. What lies under {@code /sim/} is for tests and always behaves.
 */
public final class SimulatorServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SimulatorServer.class.getName());
  private static final int MOST_BODY_BYTES = 1_048_576;
  private static final Duration LATENESS = Duration.ofMillis(200);
  private static final String SWITCHES = "/sim/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Faults faults;
  private final Function<Asked, Reply> gateway;

  /**
   * A server that is listening.
   *
   * @param port 0 for any
   * @param gateway answers every request; what it throws is a defect of its own, and answered by
   *     500
   */
  public SimulatorServer(int port, Faults faults, Function<Asked, Reply> gateway) {
    this.faults = faults;
    this.gateway = gateway;
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      this.server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("port %d cannot be listened on".formatted(port), e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** What its URLs begin with. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = asked(exchange);
      var reply =
          asked.path().startsWith(SWITCHES) ? Optional.of(answer(asked)) : misbehaving(asked);
      if (reply.isPresent()) {
        send(exchange, reply.get());
      }
    }
  }

  /** The answer, as far as the faults leave one; without one the connection is cut. */
  private Optional<Reply> misbehaving(Asked asked) {
    if (faults.take(Fault.RESET_BEFORE)) {
      return Optional.empty();
    }
    if (faults.take(Fault.ERROR_BEFORE)) {
      return Optional.of(unavailable(503));
    }
    var reply = answer(asked);
    if (faults.take(Fault.RESET_AFTER)) {
      return Optional.empty();
    }
    if (faults.take(Fault.HALF_OPEN)) {
      waitUntilClosed(Duration.ofHours(1));
      return Optional.empty();
    }
    if (faults.take(Fault.ERROR_AFTER)) {
      return Optional.of(unavailable(500));
    }
    if (faults.take(Fault.GARBAGE)) {
      return Optional.of(new Reply(200, "<html>\0{", Map.of()));
    }
    if (faults.take(Fault.LATENCY)) {
      waitUntilClosed(LATENESS);
    }
    return Optional.of(reply);
  }

  private Reply answer(Asked asked) {
    try {
      return gateway.apply(asked);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "%s %s".formatted(asked.method(), asked.path()), e);
      return unavailable(500);
    }
  }

  private static Reply unavailable(int status) {
    return new Reply(status, "", Map.of());
  }

  private void waitUntilClosed(Duration longest) {
    try {
      var _ = closing.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Asked asked(HttpExchange exchange) throws IOException {
    var uri = exchange.getRequestURI();
    var query = Optional.ofNullable(uri.getRawQuery()).map(Asked::pairs);
    return new Asked(
        exchange.getRequestMethod(),
        uri.getPath(),
        query.orElse(Map.of()),
        exchange.getRequestHeaders(),
        new String(exchange.getRequestBody().readNBytes(MOST_BODY_BYTES), StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    var body = reply.body().getBytes(StandardCharsets.UTF_8);
    boolean bare = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), bare ? -1 : body.length);
    if (!bare) {
      exchange.getResponseBody().write(body);
    }
  }
}
