package app.dollr.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.dollr.platform.json.Json;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A merchant's server, which is told of payments. */
final class EventReceiver implements AutoCloseable {
  private final Set<Heard> heard = ConcurrentHashMap.newKeySet();
  private final HttpServer server;

  /** Something that it was told of a payment. */
  record Heard(UUID reference, String type) {}

  EventReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var event = Json.mapper().readTree(text);
            var reference = event.get("data").get("reference_id").stringValue();
            heard.add(new Heard(UUID.fromString(reference), event.get("type").stringValue()));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
  }

  Set<Heard> heard() {
    return Set.copyOf(heard);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
