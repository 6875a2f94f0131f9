package app.dollr.torture;

import app.dollr.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** HTTP calls in somebody's name, over a network that may break. */
record Caller(HttpClient http, URI base, Optional<String> token, Tally tally) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int TRIES = 8;
  private static final int FIRST_PAUSE_MILLIS = 100;
  private static final int LONGEST_PAUSE_MILLIS = 2_000;
  private static final int OK = 200;

  /**
   * What came back.
   *
   * @param status 0 when nothing did: it may have happened or not
   */
  record Reply(int status, JsonNode body) {
    boolean ok() {
      return status == OK;
    }

    /** Whether it is an answer at all, and not only that something is broken. */
    boolean decided() {
      return status > 0 && status < 500;
    }

    /** The type of the first problem of a refusal. */
    String problem() {
      var detail = body.path("detail");
      return detail.isArray() && !detail.isEmpty()
          ? detail.get(0).path("type").asString("")
          : Integer.toString(status);
    }
  }

  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(2))
        .build();
  }

  Caller with(String bearer) {
    return new Caller(http, base, Optional.of(bearer), tally);
  }

  Reply get(String path) throws InterruptedException {
    return send(request(path).GET());
  }

  Reply post(String path, Object body) throws InterruptedException {
    return send(posting(path, body));
  }

  Reply put(String path, Object body) throws InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(Json.write(body))));
  }

  /** Repeats a creating call under one key until it is decided, a few times at most. */
  Reply create(String path, Object body) throws InterruptedException {
    var key = UUID.randomUUID().toString();
    return persist(() -> send(posting(path, body).header("Idempotency-Key", key)));
  }

  /** Something to try again. */
  interface Try {
    Reply once() throws InterruptedException;
  }

  /**
   * Repeats what is safe to repeat until it is decided, a few times at most, and waits longer each
   * time: about as long as it takes until the server is back.
   */
  static Reply persist(Try call) throws InterruptedException {
    var reply = call.once();
    int pause = FIRST_PAUSE_MILLIS;
    for (int attempt = 1; attempt < TRIES && !reply.decided(); attempt++) {
      Thread.sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      reply = call.once();
    }
    return reply;
  }

  private HttpRequest.Builder posting(String path, Object body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(Json.write(body)));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return request;
  }

  private Reply send(HttpRequest.Builder request) throws InterruptedException {
    try {
      var response = http.send(request.build(), BodyHandlers.ofByteArray());
      tally.add("answers", Integer.toString(response.statusCode()));
      return new Reply(response.statusCode(), body(response.body()));
    } catch (IOException e) {
      tally.add("answers", "none");
      return new Reply(0, Json.mapper().createObjectNode());
    }
  }

  private static JsonNode body(byte[] bytes) {
    try {
      return Json.mapper().readTree(bytes);
    } catch (JacksonException e) {
      return Json.mapper().createObjectNode().put("text", Map.of("bytes", bytes.length).toString());
    }
  }
}
