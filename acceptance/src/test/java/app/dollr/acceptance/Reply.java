package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What came back to a raw HTTP call. */
public record Reply(HttpResponse<byte[]> response) {

  public int status() {
    return response.statusCode();
  }

  public String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    return Json.mapper().readTree(response.body());
  }

  public Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  /** The body of a call that has to succeed. */
  public JsonNode ok() {
    assertThat(status()).as(text()).isEqualTo(200);
    return json();
  }

  /** The {@code id} in the body of a call that has to succeed. */
  public long id() {
    return ok().get("id").longValue();
  }

  /** Holds the reply against a 422 whose only entry has this place and type. */
  public void isRefused(String location, String type) {
    assertThat(status()).as(text()).isEqualTo(422);
    var entries = json().get("detail");
    assertThat(entries.size()).as(text()).isEqualTo(1);
    assertThat(place(entries.get(0))).as(text()).isEqualTo(location);
    assertThat(entries.get(0).get("type").stringValue()).as(text()).isEqualTo(type);
  }

  /** The type of the only entry of a 422. */
  public String errorType() {
    assertThat(status()).as(text()).isEqualTo(422);
    assertThat(json().get("detail").size()).as(text()).isEqualTo(1);
    return json().get("detail").get(0).get("type").stringValue();
  }

  /** Holds the reply against an error of the request as a whole. */
  public void isError(int status, String detail) {
    assertThat(status()).as(text()).isEqualTo(status);
    assertThat(json().get("detail").stringValue()).isEqualTo(detail);
    assertThat(json().get("message").stringValue()).isEqualTo(detail);
  }

  /** The places that a 422 names, in its order. */
  public List<String> locations() {
    assertThat(status()).as(text()).isEqualTo(422);
    return json().get("detail").valueStream().map(Reply::place).toList();
  }

  private static String place(JsonNode entry) {
    return String.join(".", entry.get("loc").valueStream().map(JsonNode::asString).toList());
  }
}
