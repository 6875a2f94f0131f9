package app.dollr.app;

import app.dollr.platform.database.DatabaseAddress;
import app.dollr.values.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The reading of a database's URL as PostgreSQL's own programs take it. */
final class DatabaseUrl {
  private static final String EXPECTED = "expected postgresql://user:password@host:port/database";

  private DatabaseUrl() {}

  static DatabaseAddress parse(String text) {
    var url = url(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
    boolean postgres = "postgresql".equals(url.getScheme()) || "postgres".equals(url.getScheme());
    if (!postgres || url.getHost() == null || url.getRawPath().length() < 2) {
      throw new IllegalArgumentException(EXPECTED);
    }
    var user = url.getRawUserInfo() == null ? "" : url.getRawUserInfo();
    var parts = user.split(":", 2);
    int port = url.getPort() == -1 ? 5432 : url.getPort();
    var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return new DatabaseAddress(
        "jdbc:postgresql://%s:%d%s%s".formatted(url.getHost(), port, url.getRawPath(), query),
        decoded(parts[0]),
        Secret.of(parts.length > 1 ? decoded(parts[1]) : ""));
  }

  /** The text as a URL; the refusal does not repeat it, for it holds a password. */
  private static URI url(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(EXPECTED, e);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
