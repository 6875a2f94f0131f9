package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Raw HTTP calls in somebody's name. */
public record Caller(HttpClient http, URI base, Optional<String> token) {

  public Caller with(String bearer) {
    return new Caller(http, base, Optional.of(bearer));
  }

  public Reply get(String path) {
    return send("GET", path, BodyPublishers.noBody(), Map.of());
  }

  public Reply post(String path, Object body) {
    return send("POST", path, json(body), Map.of("Content-Type", "application/json"));
  }

  public Reply put(String path, Object body) {
    return send("PUT", path, json(body), Map.of("Content-Type", "application/json"));
  }

  /** A PUT as many clients send it: with a JSON content type and no body. */
  public Reply put(String path) {
    return send("PUT", path, BodyPublishers.noBody(), Map.of("Content-Type", "application/json"));
  }

  public Reply delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody(), Map.of());
  }

  /** Any call. */
  public Reply send(String method, String path, BodyPublisher body, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    token.ifPresent(bearer -> all.putIfAbsent("Authorization", "Bearer " + bearer));
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    all.forEach(request::header);
    try {
      var reply = new Reply(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
      assertThat(reply.header("X-Request-Id")).as("%s %s", method, path).isPresent();
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException("%s %s".formatted(method, path), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static BodyPublisher json(Object body) {
    return body instanceof String text
        ? BodyPublishers.ofString(text)
        : BodyPublishers.ofByteArray(Json.write(body));
  }
}
