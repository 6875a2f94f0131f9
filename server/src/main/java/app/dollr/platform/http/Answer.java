package app.dollr.platform.http;

import app.dollr.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a handler returns: a status, a body of some content type, and headers. */
public final class Answer {
  private static final String JSON = "application/json";

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Optional<BodyWriter> writer;
  private final Map<String, String> headers;

  private Answer(
      int status,
      String contentType,
      byte[] body,
      Optional<BodyWriter> writer,
      Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.writer = writer;
    this.headers = Map.copyOf(headers);
  }

  /** Status 200 with a value as JSON. */
  public static Answer json(Object value) {
    return of(200, JSON, Json.write(value));
  }

  /** Status 200 with a text, in UTF-8. */
  public static Answer text(String contentType, String text) {
    return of(200, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, body, Optional.empty(), Map.of());
  }

  /** Status 200 with a body that is written while the other side listens, uncompressed. */
  public static Answer stream(String contentType, BodyWriter writer) {
    return new Answer(200, contentType, new byte[0], Optional.of(writer), Map.of());
  }

  /** Status 303: what was asked for has been done, and is to be seen elsewhere. */
  public static Answer seeOther(String location) {
    return of(303, "text/plain; charset=utf-8", new byte[0]).withHeader("Location", location);
  }

  /** This answer with one more header, beside {@code Content-Type} and {@code X-Request-Id}. */
  public Answer withHeader(String name, String value) {
    return withHeaders(Map.of(name, value));
  }

  public Answer withHeaders(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, contentType, body, writer, all);
  }

  public int status() {
    return status;
  }

  public String contentType() {
    return contentType;
  }

  /** The bytes to send; not to be changed. */
  public byte[] body() {
    return body;
  }

  /** What writes the body instead, for a stream. */
  Optional<BodyWriter> writer() {
    return writer;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
