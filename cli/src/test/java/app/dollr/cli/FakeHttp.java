package app.dollr.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.dollr.client.internal.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The HTTP side of a fake server: routes, what was seen, and answers planned by a test. */
final class FakeHttp implements AutoCloseable {
  private final HttpServer http;
  private final BiPredicate<String, String> allowed;
  private final List<Route> routes = new ArrayList<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> planned = new HashMap<>();

  /** What is asked: the path's variable parts, the query and the body. */
  record Ask(List<String> path, Map<String, String> query, JsonNode body) {
    long id(int index) {
      return Long.parseLong(path.get(index));
    }

    String query(String name) {
      return query.getOrDefault(name, "");
    }

    String text(String key) {
      return body.path(key).asString("");
    }
  }

  /** What is answered. */
  record Answer(int status, String body, Map<String, String> headers) {
    static Answer ok(Object body) {
      return new Answer(200, Json.mapper().writeValueAsString(body), Map.of());
    }

    static Answer refused(String field, String type, String msg) {
      var problem = Map.of("loc", List.of("body", field), "msg", msg, "type", type);
      var body = Map.of("detail", List.of(problem), "message", field + ": " + msg);
      return new Answer(422, Json.mapper().writeValueAsString(body), Map.of());
    }

    static Answer plain(int status, String detail) {
      var body = Map.of("detail", detail, "message", detail);
      return new Answer(status, Json.mapper().writeValueAsString(body), Map.of());
    }
  }

  /** Answers one kind of request; {@link NoSuchElementException} is a 404. */
  interface Handler {
    Answer answer(Ask ask);
  }

  private record Route(Pattern line, Handler handler) {}

  /**
   * @param allowed whether a request of that method and path may come with that Authorization
   */
  FakeHttp(BiPredicate<String, String> allowed) {
    this.allowed = allowed;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::handle);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  List<String> seen() {
    return List.copyOf(seen);
  }

  void add(String line, Handler handler) {
    routes.add(new Route(Pattern.compile(line), handler));
  }

  void plan(String line, Answer answer) {
    planned.put(line, answer);
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    var query = exchange.getRequestURI().getRawQuery();
    seen.add((line + (query == null ? "" : "?" + query) + " " + body).strip());
    var authorization = exchange.getRequestHeaders().getFirst("Authorization");
    var answer =
        allowed.test(line, authorization == null ? "" : authorization)
            ? answer(line, query == null ? "" : query, body)
            : Answer.plain(401, "Could not validate credentials");
    send(exchange, answer);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().add("X-Request-Id", "req-1");
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Answer answer(String line, String query, String body) {
    var plan = planned.get(line);
    if (plan != null) {
      return plan;
    }
    for (var route : routes) {
      var matched = route.line().matcher(line);
      if (matched.matches()) {
        return found(route, new Ask(groups(matched), parameters(query), tree(body)));
      }
    }
    return Answer.plain(404, "Not Found");
  }

  private static Answer found(Route route, Ask ask) {
    try {
      return route.handler().answer(ask);
    } catch (NoSuchElementException missing) {
      return Answer.plain(404, "Not Found");
    }
  }

  private static List<String> groups(Matcher matched) {
    List<String> groups = new ArrayList<>();
    for (int i = 1; i <= matched.groupCount(); i++) {
      groups.add(matched.group(i));
    }
    return groups;
  }

  private static JsonNode tree(String body) {
    return Json.mapper().readTree(body.isEmpty() ? "{}" : body);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (var pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      var parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    return parameters;
  }
}
