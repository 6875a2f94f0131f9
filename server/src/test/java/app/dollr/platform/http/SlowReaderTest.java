package app.dollr.platform.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.http.SocketRoute.Kind;
import app.dollr.testing.Eventually;
import app.dollr.testing.SettableClock;
import app.dollr.values.ClientId;
import app.dollr.values.MerchantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Somebody who opens a connection and stops reading loses it, after a bounded number of messages;
 * whoever reads hears each of theirs meanwhile.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SlowReaderTest {
  private static final String LONG = "x".repeat(8_000);
  private static final int MOST = 20_000;
  private static final int MOST_TAKEN = 4_000;
  private static final int SLICE = 50;

  private final Map<String, Socket> open = new ConcurrentHashMap<>();
  private final Set<String> closed = ConcurrentHashMap.newKeySet();
  private final AtomicInteger heard = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpListener listener = listener();

  @BeforeEach
  void start() {
    listener.start();
  }

  @AfterEach
  void stop() {
    open.values().forEach(socket -> socket.close(1001, "the end"));
    listener.close();
    http.shutdownNow();
  }

  @Test
  void aWebsocketThatIsNotReadIsCut() throws IOException {
    http.newWebSocketBuilder()
        .buildAsync(URI.create(url("ws", "/socket?name=good")), new Counting())
        .join();
    var upgrade =
        """
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
        """
            .replace("\n", "\r\n");
    try (var slow = ask("/socket?name=slow", upgrade)) {
      assertThat(slow.isConnected()).isTrue();
      floodUntilCut();
    }
  }

  @Test
  void aStreamThatIsNotReadIsCut() throws IOException {
    var request = HttpRequest.newBuilder(URI.create(url("http", "/stream?name=good"))).build();
    var stream = http.sendAsync(request, BodyHandlers.ofLines());
    Thread.startVirtualThread(() ->
        stream
            .join()
            .body()
            .filter(line -> line.startsWith("tick"))
            .forEach(line -> heard.incrementAndGet()));
    try (var slow = ask("/stream?name=slow", "")) {
      assertThat(slow.isConnected()).isTrue();
      floodUntilCut();
    }
  }

  /** Sends the slow one more than it takes, and the good one a little, which it always hears. */
  private void floodUntilCut() {
    Eventually.holds("both are there", () -> open.keySet().equals(Set.of("good", "slow")));
    var slow = Objects.requireNonNull(open.get("slow"));
    var good = Objects.requireNonNull(open.get("good"));
    int sent = 0;
    int ticks = 0;
    while (!closed.contains("slow") && sent < MOST) {
      for (int i = 0; i < SLICE; i++) {
        slow.send(LONG + "\n\n");
        sent++;
      }
      good.send("tick\n\n");
      int expected = ++ticks;
      Eventually.holds("the good one hears", () -> heard.get() == expected);
    }
    assertThat(sent).as("messages until it was cut").isLessThan(MOST_TAKEN);
    assertThat(closed).containsExactly("slow");
  }

  private java.net.Socket ask(String path, String headers) throws IOException {
    var socket = new java.net.Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port()));
    var request = "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(path, headers);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return socket;
  }

  private String url(String scheme, String path) {
    return "%s://127.0.0.1:%d%s".formatted(scheme, listener.port(), path);
  }

  private HttpListener listener() {
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
            new SettableClock(Instant.parse("2026-03-01T09:00:00Z")));
    var sockets =
        List.of(
            new SocketRoute(Kind.WEBSOCKET, "/socket", new Door()),
            new SocketRoute(Kind.STREAM, "/stream", new Door()));
    return new HttpListener(settings, new Routes().all(), sockets);
  }

  private final class Door implements SocketRoute.Door {
    @Override
    public Optional<SocketRoute.Refusal> refusal(Map<String, String> query) {
      return Optional.empty();
    }

    @Override
    public SocketListener open(Socket socket, Map<String, String> query) {
      var name = query.getOrDefault("name", "");
      open.put(name, socket);
      return new SocketListener() {
        @Override
        public void text(String text) {}

        @Override
        public void closed() {
          closed.add(name);
        }
      };
    }
  }

  private final class Counting implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      if (last) {
        heard.incrementAndGet();
      }
      from.request(1);
      return null;
    }
  }
}
