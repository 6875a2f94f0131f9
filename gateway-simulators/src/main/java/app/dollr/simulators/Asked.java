package app.dollr.simulators;

import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request to a simulated gateway.
 *
 * @param path without the query
 * @param query decoded; of several with one name the last counts
 * @param headers whatever their names' case
 */
public record Asked(
    String method, String path, Map<String, String> query, Headers headers, String body) {

  /** A header's value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  /** The fields of a form, in their order: {@code a[b]=c} under the name {@code a[b]}. */
  public Map<String, String> form() {
    return pairs(body);
  }

  static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (var pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        var parts = pair.split("=", 2);
        pairs.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
      }
    }
    return pairs;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
