package app.dollr.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers what a test has put in its queue, and remembers what it was asked. Token
 * calls are kept apart: they get {@code token-1}, {@code token-2} and so on unless told otherwise.
 */
final class FakeServer implements AutoCloseable {
  private static final String TOKEN_PATH = "/v1/jwt/client/obtain/token";

  private final HttpServer http;
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final Queue<Reply> tokenReplies = new ConcurrentLinkedQueue<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<Seen> tokenCalls = new CopyOnWriteArrayList<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** One request as it came. */
  record Seen(String method, String target, Headers headers, String body) {
    String line() {
      return method + " " + target;
    }

    String header(String name) {
      var value = headers.getFirst(name);
      return value == null ? "" : value;
    }
  }

  /** One thing to do with a request. */
  interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  FakeServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    http.setExecutor(Executors.newCachedThreadPool(FakeServer::daemon));
    http.createContext("/", this::answer);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  FakeServer then(Reply reply) {
    replies.add(reply);
    return this;
  }

  FakeServer then(int status, String body, String... headers) {
    return then(answering(status, body, headers));
  }

  FakeServer thenLost() {
    return then(HttpExchange::close);
  }

  /** Never answers; the connection ends with the server. */
  FakeServer thenSilence() {
    return then(exchange -> await(closed));
  }

  FakeServer thenToken(Reply reply) {
    tokenReplies.add(reply);
    return this;
  }

  /** A token call that is answered only once {@code gate} opens. */
  FakeServer thenTokenAfter(CountDownLatch gate) {
    return thenToken(exchange -> {
      await(gate);
      issueToken(exchange);
    });
  }

  static Reply answering(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  List<Seen> seen() {
    return new ArrayList<>(seen);
  }

  List<String> lines() {
    return seen.stream().map(Seen::line).toList();
  }

  Seen last() {
    return seen.get(seen.size() - 1);
  }

  int tokenCalls() {
    return tokenCalls.size();
  }

  Seen lastTokenCall() {
    return tokenCalls.get(tokenCalls.size() - 1);
  }

  @Override
  public void close() {
    closed.countDown();
    http.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var request = read(exchange);
    if (request.target().equals(TOKEN_PATH)) {
      tokenCalls.add(request);
      var reply = tokenReplies.poll();
      (reply == null ? (Reply) this::issueToken : reply).to(exchange);
    } else {
      seen.add(request);
      var reply = replies.poll();
      (reply == null ? answering(500, "{\"detail\":\"nothing queued\"}") : reply).to(exchange);
    }
  }

  private void issueToken(HttpExchange exchange) throws IOException {
    int number = tokens.incrementAndGet();
    answering(200, "{\"access_token\":\"token-%d\",\"expires_in\":60}".formatted(number))
        .to(exchange);
  }

  private static Seen read(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    return new Seen(
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        exchange.getRequestHeaders(),
        body);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "fake-server");
    thread.setDaemon(true);
    return thread;
  }
}
