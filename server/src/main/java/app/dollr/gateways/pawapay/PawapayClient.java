package app.dollr.gateways.pawapay;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of pawaPay: one request, one answer, in a bounded time, and nothing is repeated. */
final class PawapayClient implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String CONTENT_TYPE = "application/json; charset=UTF-8";
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final long MOST_BYTES = 4_194_304;

  private final PawapayConfig config;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TO_CONNECT)
          .build();

  PawapayClient(PawapayConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * An answer.
   *
   * @param date of the answer, as pawaPay's clock has it
   */
  record Answer(int status, JsonNode body, Optional<String> date) {
    /** A field of it, where it is a text. */
    String text(String name) {
      return body.path(name).asString("");
    }
  }

  /** Has pawaPay do something; the request is signed if there is a key. */
  Answer post(String path, Map<String, ?> body, Duration patience) throws NoAnswer {
    var url = URI.create(config.url() + path);
    var bytes = JSON.writeValueAsBytes(body);
    var headers =
        config
            .signing()
            .map(key -> HttpSignatures.sign(key, url, CONTENT_TYPE, bytes, clock.instant()))
            .orElse(Map.of("Content-Type", CONTENT_TYPE));
    var request = HttpRequest.newBuilder(url).POST(BodyPublishers.ofByteArray(bytes));
    headers.forEach(request::setHeader);
    return send(request, patience);
  }

  /** Asks pawaPay something. */
  Answer get(String path, Duration patience) throws NoAnswer {
    return send(HttpRequest.newBuilder(URI.create(config.url() + path)).GET(), patience);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private Answer send(HttpRequest.Builder request, Duration patience) throws NoAnswer {
    request.timeout(patience).setHeader("Authorization", "Bearer " + config.token().reveal());
    var sending =
        http.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return read(sending.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      sending.cancel(true);
      throw new NoAnswer("no answer within %d ms".formatted(patience.toMillis()));
    } catch (ExecutionException e) {
      throw new NoAnswer("no answer: %s".formatted(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("interrupted");
    }
  }

  private static Answer read(HttpResponse<byte[]> response) throws NoAnswer {
    try {
      var body = JSON.readTree(new String(response.body(), StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), body, response.headers().firstValue("Date"));
    } catch (JacksonException e) {
      throw new NoAnswer("status %d, and no JSON".formatted(response.statusCode()));
    }
  }
}
