package app.dollr.platform.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.http.Route.Method;
import app.dollr.testing.Eventually;
import app.dollr.testing.SettableClock;
import app.dollr.values.ClientId;
import app.dollr.values.MerchantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a listener does to callers who are slow, fast, or in the middle when it stops. */
class HttpListenerTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int SOON_MILLIS = 20;
  private static final int MOST_PIECES = 1_000;
  private static final String HEAD = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T09:00:00Z"));
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch mayLeave = new CountDownLatch(1);
  private final HttpClient http = HttpClient.newHttpClient();
  private Optional<HttpListener> listener = Optional.empty();
  private int port;

  @AfterEach
  void stop() {
    mayLeave.countDown();
    http.close();
    listener.ifPresent(HttpListener::close);
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() throws Exception {
    start(SHORT);
    try (var socket = connect()) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aHeadThatStopsHalfwayIsGivenUp() throws Exception {
    start(SHORT);
    try (var socket = connect()) {
      send(socket, HEAD);
      assertThat(answer(socket)).doesNotContain(" 200 ");
    }
  }

  @Test
  void aHeadThatComesInDropsIsGivenUp() throws Exception {
    start(HttpLimits.IDLE);
    try (var socket = connect()) {
      send(socket, HEAD + "X-Slow: ");
      assertThat(dripUntilClosed(socket)).isBetween(11, MOST_PIECES - 1);
    }
  }

  @Test
  void aHeadInPiecesIsReadWhenItIsInTime() throws Exception {
    start(HttpLimits.IDLE);
    try (var socket = connect()) {
      send(socket, HEAD);
      assertThat(isOpen(socket)).isTrue();
      clock.advance(HttpLimits.HEAD);
      send(socket, "Connection: close\r\nContent-Length: 4\r\n\r\n");
      assertThat(isOpen(socket)).isTrue();
      send(socket, "true");
      assertThat(answer(socket)).startsWith("HTTP/1.1 200 ").endsWith("4");
    }
  }

  @Test
  void timeBetweenRequestsDoesNotCount() throws Exception {
    start(HttpLimits.IDLE);
    for (int i = 0; i < 3; i++) {
      assertThat(get("/hello").statusCode()).isEqualTo(200);
      clock.advance(HttpLimits.HEAD.multipliedBy(2));
    }
  }

  @Test
  void aBodyThatStopsHalfwayIsRefused() throws Exception {
    start(SHORT);
    try (var socket = connect()) {
      send(socket, HEAD + "Content-Length: 100\r\n\r\n{");
      assertThat(answer(socket)).startsWith("HTTP/1.1 408 ").contains("\"body_too_slow\"");
    }
  }

  @Test
  void aBodyThatComesInDropsIsRefused() throws Exception {
    start(HttpLimits.IDLE);
    try (var socket = connect()) {
      send(socket, HEAD + "Content-Length: 2000\r\n\r\n");
      assertThat(dripUntilClosed(socket)).isBetween(11, MOST_PIECES - 1);
    }
  }

  @Test
  void aLargeBodyIsRefusedHoweverItComes() throws Exception {
    start(HttpLimits.IDLE);
    var most = "x".repeat(HttpLimits.BODY_BYTES);
    assertThat(post(BodyPublishers.ofString(most)).body()).isEqualTo("65536");
    for (var publisher :
        List.of(
            BodyPublishers.ofString(most + "x"),
            BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream((most + "x").getBytes(UTF_8))))) {
      var answer = post(publisher);
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("\"body_too_large\"");
    }
  }

  @Test
  void aHeadThatIsTooLargeIsRefused() throws Exception {
    start(HttpLimits.IDLE);
    var request = request("/hello").header("X-Large", "x".repeat(HttpLimits.HEADER_BYTES));
    assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(431);
  }

  @Test
  void aClientHasItsBurstAndThenItsRate() throws Exception {
    start(HttpLimits.IDLE);
    for (int i = 0; i < 200; i++) {
      assertThat(get("/hello").statusCode()).isEqualTo(200);
    }
    var limited = get("/hello");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.body()).contains("\"too_many_requests\"");
    assertThat(limited.headers().firstValue("Retry-After")).contains("1");
    assertThat(limited.headers().firstValue("RateLimit-Limit")).contains("200");
    assertThat(limited.headers().firstValue("RateLimit-Remaining")).contains("0");
    assertThat(limited.headers().firstValue("RateLimit-Reset")).contains("1");
    clock.advance(Duration.ofMillis(20));
    assertThat(get("/hello").statusCode()).isEqualTo(200);
    assertThat(get("/hello").statusCode()).isEqualTo(200);
    assertThat(get("/hello").statusCode()).isEqualTo(429);
  }

  @Test
  void whatIsUnderWayIsFinishedBeforeItStops() throws Exception {
    var started = start(HttpLimits.IDLE);
    var slow = http.sendAsync(request("/slow").build(), BodyHandlers.ofString());
    assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
    var stopped = CompletableFuture.runAsync(started::close);
    Eventually.holds("no more connections are taken", this::takesNoMore);
    assertThat(slow).isNotDone();
    assertThat(stopped).isNotDone();
    mayLeave.countDown();
    assertThat(slow.get(20, TimeUnit.SECONDS).body()).isEqualTo("late");
    stopped.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aBugIsToldToNobodyButTheLog() throws Exception {
    start(HttpLimits.IDLE);
    var answer = get("/bug");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"detail":"Internal Server Error","message":"Internal Server Error",\
            "code":"internal_error"}\
            """);
  }

  private HttpListener start(Duration idle) {
    var routes = new Routes();
    routes
        .get("/hello", call -> Answer.text("text/plain", "hello"))
        .get("/slow", call -> slow())
        .get("/bug", call -> bug())
        .open(Method.POST, "/echo", call -> length(call));
    var settings =
        new HttpListener.Settings(
            "127.0.0.1",
            0,
            () -> "http://localhost",
            new HttpLimits(100, 200),
            new ClientAddress(List.of()),
            authorization -> Optional.of(new Caller(new MerchantId(1), new ClientId("till"))),
            (caller, key, request, work) -> work.get(),
            List.of(),
            clock);
    var started = new HttpListener(settings, routes.all(), idle);
    started.start();
    listener = Optional.of(started);
    port = started.port();
    return started;
  }

  private Answer slow() {
    entered.countDown();
    try {
      assertThat(mayLeave.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Answer.text("text/plain", "late");
  }

  private static Answer bug() {
    throw new IllegalStateException("a secret");
  }

  private static Answer length(Call call) {
    return Answer.text("text/plain", Integer.toString(call.bodyBytes().length));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(HttpRequest.BodyPublisher body) throws Exception {
    return http.send(request("/echo").POST(body).build(), BodyHandlers.ofString());
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  /** Whether a caller is refused, or never heard: a connection may wait for ever to be taken. */
  private boolean takesNoMore() {
    try (var socket = connect()) {
      send(socket, "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      return !answer(socket, PATIENCE).startsWith("HTTP/1.1 200");
    } catch (IOException e) {
      return true;
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  /** Sends a byte a second, and answers how many it took until nobody listened any more. */
  private int dripUntilClosed(Socket socket) throws IOException {
    int pieces = 0;
    while (isOpen(socket) && pieces < MOST_PIECES) {
      clock.advance(Duration.ofSeconds(1));
      send(socket, "x");
      pieces++;
    }
    return pieces;
  }

  /** Whether the listener neither says anything nor hangs up. */
  private static boolean isOpen(Socket socket) {
    try {
      socket.setSoTimeout(SOON_MILLIS);
      socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String answer(Socket socket) throws IOException {
    return answer(socket, Duration.ofSeconds(20));
  }

  private static String answer(Socket socket, Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }
}
