package app.dollr.client.internal;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a client reaches its server and what it calls itself there. */
public final class Connection {
  private Connection() {}

  /**
   * The base URL without a slash at the end.
   *
   * @throws IllegalArgumentException when it is not an absolute http or https URL of a host
   */
  public static URI baseUrl(String text) {
    var url = URI.create(text.strip().replaceAll("/+$", ""));
    boolean http = "http".equalsIgnoreCase(url.getScheme());
    boolean https = "https".equalsIgnoreCase(url.getScheme());
    if ((!http && !https) || url.getHost() == null) {
      throw new IllegalArgumentException("'%s' is not an http or https URL".formatted(text));
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the base URL may have a path, but no user, query or fragment");
    }
    return url;
  }

  /** HTTP/2 where TLS lets both sides choose it; in plain text it would only cost an upgrade. */
  public static HttpClient http(URI baseUrl, Duration connectTimeout) {
    boolean tls = "https".equalsIgnoreCase(baseUrl.getScheme());
    return HttpClient.newBuilder()
        .version(tls ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connectTimeout)
        .build();
  }

  /** Name and version of this client, after those of the program that uses it. */
  public static String userAgent(@Nullable String application) {
    var own = "dollr-java/%s (java %d)".formatted(version(), Runtime.version().feature());
    return application == null ? own : application + " " + own;
  }

  /** The version in the jar's manifest, {@code dev} when it is not run from a jar. */
  public static String version() {
    return Optional.ofNullable(Connection.class.getPackage().getImplementationVersion())
        .orElse("dev");
  }
}
