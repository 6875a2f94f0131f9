package app.dollr.client;

import app.dollr.client.internal.Connection;
import app.dollr.client.internal.Credentials;
import app.dollr.client.internal.Settings;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts a client together. Needed are the base URL, the client id and the client secret. */
public final class DollrClientBuilder {
  private static final String BASE_URL = "DOLLR_BASE_URL";
  private static final String CLIENT_ID = "DOLLR_CLIENT_ID";
  private static final String CLIENT_SECRET = "DOLLR_CLIENT_SECRET";

  private @Nullable String baseUrl;
  private @Nullable String clientId;
  private @Nullable String clientSecret;
  private @Nullable String application;
  private @Nullable HttpClient http;
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration tryTimeout = Duration.ofSeconds(20);
  private Duration callTimeout = Duration.ofSeconds(60);
  private RetryPolicy retry = RetryPolicy.standard();
  private Clock clock = Clock.systemUTC();
  private Sleeper sleeper = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());
  private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();

  DollrClientBuilder() {}

  /** Where the server is, such as {@code http://localhost:8080}, without {@code /v1}. */
  public DollrClientBuilder baseUrl(String baseUrl) {
    this.baseUrl = baseUrl;
    return this;
  }

  /** Who the client is. */
  public DollrClientBuilder clientId(String clientId) {
    this.clientId = clientId;
    return this;
  }

  /** What proves it; never printed. */
  public DollrClientBuilder clientSecret(String clientSecret) {
    this.clientSecret = clientSecret;
    return this;
  }

  /**
   * Base URL, client id and client secret, from variables such as those of the process or of a
   * file.
   *
   * @throws IllegalStateException naming those that are missing
   */
  public DollrClientBuilder environment(Map<String, String> variables) {
    var missing =
        List.of(BASE_URL, CLIENT_ID, CLIENT_SECRET).stream()
            .filter(name -> variables.getOrDefault(name, "").isBlank())
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException("not set: " + String.join(", ", missing));
    }
    return baseUrl(variables.getOrDefault(BASE_URL, ""))
        .clientId(variables.getOrDefault(CLIENT_ID, ""))
        .clientSecret(variables.getOrDefault(CLIENT_SECRET, ""));
  }

  /** How long a connection may take to open; 5 s unless set. */
  public DollrClientBuilder connectTimeout(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
    return this;
  }

  /** How long one try may take, with the whole answer; 20 s unless set. */
  public DollrClientBuilder tryTimeout(Duration tryTimeout) {
    this.tryTimeout = tryTimeout;
    return this;
  }

  /** How long a call may take with all its tries and waits; 60 s unless set. */
  public DollrClientBuilder callTimeout(Duration callTimeout) {
    this.callTimeout = callTimeout;
    return this;
  }

  /** How often and how patiently calls are tried. */
  public DollrClientBuilder retry(RetryPolicy retry) {
    this.retry = retry;
    return this;
  }

  /** The program that uses the client, such as {@code shop/1.4}, for the server's log. */
  public DollrClientBuilder application(String application) {
    this.application = application;
    return this;
  }

  /**
   * The HTTP client underneath, with its own proxy, certificates and connect timeout. It must not
   * follow redirects.
   */
  public DollrClientBuilder httpClient(HttpClient http) {
    this.http = http;
    return this;
  }

  /** What time it is; for tests. */
  public DollrClientBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /** How to wait; for tests. */
  public DollrClientBuilder sleeper(Sleeper sleeper) {
    this.sleeper = sleeper;
    return this;
  }

  /** Where jitter comes from, safe for many threads; for tests. */
  public DollrClientBuilder random(RandomGenerator random) {
    this.random = random;
    return this;
  }

  /**
   * The client. Makes no call yet.
   *
   * @throws IllegalStateException when base URL, client id or client secret is missing
   * @throws IllegalArgumentException when the base URL is not an absolute http or https URL
   */
  public DollrClient build() {
    if (baseUrl == null || clientId == null || clientSecret == null) {
      throw new IllegalStateException("base URL, client id and client secret are needed");
    }
    return new DollrClient(settings(baseUrl), new Credentials(clientId, clientSecret));
  }

  private Settings settings(String url) {
    var base = Connection.baseUrl(url);
    return new Settings(
        base,
        Connection.userAgent(application),
        http == null ? Connection.http(base, connectTimeout) : http,
        tryTimeout,
        callTimeout,
        retry,
        clock,
        sleeper,
        random);
  }

  /** The base URL and the client id; never the secret. */
  @Override
  public String toString() {
    return "DollrClientBuilder[%s as %s]".formatted(baseUrl, clientId);
  }
}
