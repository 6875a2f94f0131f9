package app.dollr.webhooks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * The calling of merchants' servers: no redirects, no proxy, ten seconds from beginning to end, and
 * no more of the answer than is kept.
 */
final class Sender implements AutoCloseable {
  /** How much of an answer is kept. */
  static final int KEPT_BYTES = 1024;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration WHOLE = Duration.ofSeconds(10);
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient http;
  private final Guard guard;
  private final boolean secureOnly;
  private final Clock clock;

  Sender(Guard guard, boolean secureOnly, Clock clock) {
    this(guard, secureOnly, WHOLE, clock);
  }

  /** A sender with another patience. */
  Sender(Guard guard, boolean secureOnly, Duration patience, Clock clock) {
    this.guard = guard;
    this.secureOnly = secureOnly;
    this.clock = clock;
    this.http =
        new OkHttpClient.Builder()
            .dns(new GuardedDns(guard))
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .connectTimeout(CONNECT)
            .callTimeout(patience)
            .readTimeout(patience)
            .writeTimeout(patience)
            .connectionPool(new ConnectionPool(64, 30, TimeUnit.SECONDS))
            .build();
  }

  /** Posts a body, and says how that went; throws nothing. */
  Attempt send(int number, String url, byte[] body, Map<String, String> headers) {
    var began = clock.instant();
    long started = System.nanoTime();
    try {
      var request = new Request.Builder().url(url).post(RequestBody.create(body, JSON));
      headers.forEach(request::header);
      var ready = request.build();
      refuseWhatMayNotBeCalled(ready);
      Call call = http.newCall(ready);
      try (var response = call.execute()) {
        var kept = new String(response.peekBody(KEPT_BYTES).bytes(), StandardCharsets.UTF_8);
        return new Attempt(
            number,
            began,
            took(started),
            Optional.of(response.code()),
            Optional.empty(),
            Optional.of(storable(kept)));
      }
    } catch (IOException | IllegalArgumentException e) {
      return new Attempt(
          number, began, took(started), Optional.empty(), Optional.of(why(e)), Optional.empty());
    }
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
  }

  /** A host that is an address is not asked for, and so is looked at here. */
  private void refuseWhatMayNotBeCalled(Request request) throws UnknownHostException {
    if (secureOnly && !request.isHttps()) {
      throw new IllegalArgumentException("only https is called");
    }
    var host = request.url().host();
    if (host.contains(":") || host.matches("[0-9.]+")) {
      guard.addresses(host);
    }
  }

  private static Duration took(long startedNanos) {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  private static String why(Exception e) {
    return switch (e) {
      case UnknownHostException unknown -> "address: " + shortened(unknown);
      case InterruptedIOException late -> "no answer in time";
      case SSLException tls -> "tls: " + shortened(tls);
      default -> "connection: " + shortened(e);
    };
  }

  private static String shortened(Exception e) {
    var message = storable(String.valueOf(e.getMessage()));
    return message.length() > 200 ? message.substring(0, 200) : message;
  }

  /** Without what PostgreSQL cannot keep in a text. */
  private static String storable(String text) {
    return text.replace("\0", "");
  }

  private record GuardedDns(Guard guard) implements Dns {
    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
      return guard.addresses(host);
    }
  }
}
