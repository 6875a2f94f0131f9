package app.dollr.acceptance;

import app.dollr.platform.json.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A merchant's server, which answers as it is told. */
final class Receiver implements AutoCloseable {
  /**
   * What came.
   *
   * @param headers by their names in lower case
   */
  record Came(Map<String, String> headers, String text) {
    byte[] body() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    JsonNode event() {
      return Json.mapper().readTree(text);
    }

    String type() {
      return event().get("type").stringValue();
    }
  }

  private final HttpServer http;
  private final List<Came> came = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String location = "";

  Receiver() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.createContext("/", this::receive);
      http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      http.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:%d/dollr".formatted(http.getAddress().getPort());
  }

  void answer(int newStatus) {
    status = newStatus;
  }

  void redirectTo(String url) {
    status = 302;
    location = url;
  }

  List<Came> came() {
    return List.copyOf(came);
  }

  List<String> types() {
    return came.stream().map(Came::type).toList();
  }

  void forget() {
    came.clear();
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var headers =
          exchange.getRequestHeaders().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      header -> header.getKey().toLowerCase(Locale.ROOT),
                      header -> header.getValue().getFirst()));
      came.add(new Came(headers, new String(body, StandardCharsets.UTF_8)));
      if (!location.isEmpty()) {
        exchange.getResponseHeaders().set("Location", location);
      }
      var answer = "thanks".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
