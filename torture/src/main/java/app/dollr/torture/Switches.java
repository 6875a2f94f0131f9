package app.dollr.torture;

import app.dollr.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a simulated gateway has for tests, under {@code /sim/}, by a network that does not break.
 */
final class Switches implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final URI url;
  private final HttpClient http = Caller.client();

  Switches(String name, URI url) {
    this.name = name;
    this.url = url;
  }

  int port() {
    return url.getPort();
  }

  /** What really happened there. */
  JsonNode book() throws InterruptedException {
    var request = HttpRequest.newBuilder(url.resolve("/sim/book")).timeout(PATIENCE).GET().build();
    try {
      return Json.mapper().readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    } catch (IOException e) {
      throw new IllegalStateException(name + " does not answer", e);
    }
  }

  /** Has it mislead us so from now on, and no other way; whether it has heard that. */
  boolean mislead(Map<String, String> faults) throws InterruptedException {
    return post("/sim/faults", faults) / 100 == 2;
  }

  /** Has it do something that cannot fail. */
  void tell(String path, Map<String, String> form) throws InterruptedException {
    int status = post(path, form);
    if (status / 100 != 2) {
      throw new IllegalStateException("%s answers %d to %s".formatted(name, status, path));
    }
  }

  /** Has it do something that may be too late by now; its answer's status, 0 for none. */
  int post(String path, Map<String, String> form) throws InterruptedException {
    var body =
        form.entrySet().stream()
            .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
