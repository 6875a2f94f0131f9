package app.dollr.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** A path with its query, encoded. */
public final class Target {
  private final String text;

  private Target(String text) {
    this.text = text;
  }

  /** The path of these segments, each of them encoded. */
  public static Target of(Object... segments) {
    var path = new StringBuilder();
    for (Object segment : segments) {
      path.append('/').append(encoded(segment));
    }
    return new Target(path.toString());
  }

  /** This with one more query parameter; null adds none. */
  public Target with(String name, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    char join = text.indexOf('?') < 0 ? '?' : '&';
    return new Target(text + join + encoded(name) + '=' + encoded(value));
  }

  /** The path alone: a query may name a person. */
  public String path() {
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  @Override
  public String toString() {
    return text;
  }

  /** URLEncoder is for forms; in a path a plus would stay a plus. */
  private static String encoded(Object value) {
    return URLEncoder.encode(value.toString(), UTF_8).replace("+", "%20");
  }
}
