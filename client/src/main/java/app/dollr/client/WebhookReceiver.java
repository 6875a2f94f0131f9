package app.dollr.client;

import app.dollr.wire.EventResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A receiver of webhooks in this process, for tests: it verifies each body, keeps its event, and
 * answers 200; what is not signed with the secret gets 400 and is not kept. An event may come
 * twice.
 */
public final class WebhookReceiver implements AutoCloseable {
  private final HttpServer http;
  private final Clock clock;
  private final List<EventResponse> events = new CopyOnWriteArrayList<>();
  private volatile String secret = "";
  private volatile int status = 200;

  private WebhookReceiver(HttpServer http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  /** A receiver on a free port of this machine. */
  public static WebhookReceiver start(Clock clock) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var receiver = new WebhookReceiver(HttpServer.create(address, 0), clock);
      receiver.http.createContext("/", receiver::receive);
      receiver.http.setExecutor(
          Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "webhook-receiver");
            thread.setDaemon(true);
            return thread;
          }));
      receiver.http.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:%d/".formatted(http.getAddress().getPort());
  }

  /** Takes what is signed with this secret from now on. */
  public void secret(String newSecret) {
    secret = newSecret;
  }

  /** Answers with this status from now on; events are kept only with one from 200 to 299. */
  public void answer(int newStatus) {
    status = newStatus;
  }

  /** What came, in its order. */
  public List<EventResponse> events() {
    return List.copyOf(events);
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var header = exchange.getRequestHeaders().getFirst(WebhookSignature.HEADER);
      int code = status;
      try {
        var event =
            WebhookSignature.verify(
                header == null ? "" : header, body, secret, Duration.ofMinutes(5), clock);
        if (code >= 200 && code < 300) {
          events.add(event);
        }
      } catch (SignatureException e) {
        code = 400;
      }
      exchange.sendResponseHeaders(code, -1);
    }
  }
}
