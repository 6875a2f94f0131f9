package app.dollr.client.internal;

import app.dollr.wire.ClientCredentialObtainTokenPayload;
import app.dollr.wire.ObtainTokenResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where calls go in: it holds the chain they walk. Safe for use by many threads. */
public final class Transport {
  private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
  private static final Duration RENEWAL_TIMEOUT = Duration.ofSeconds(5);

  private final Settings settings;
  private final Step first;

  private Transport(Settings settings, Step first) {
    this.settings = settings;
    this.first = first;
  }

  /** A transport that gets its own tokens for a client of the API. */
  public static Transport of(Settings settings, Credentials credentials) {
    var retry = new Retry(settings, new Send(settings));
    var source = new TokenCalls(settings, credentials);
    var tokens = new Tokens(source, settings.clock(), settings.random());
    return new Transport(settings, new Authenticate(tokens, retry));
  }

  /** A transport that sends the same token always. */
  public static Transport withToken(Settings settings, String token) {
    if (!isToken(token)) {
      throw new IllegalArgumentException("the token is not one line of visible characters");
    }
    return new Transport(settings, new Bearer(token, new Retry(settings, new Send(settings))));
  }

  /** Does the call, or throws a {@link app.dollr.client.DollrException}. */
  public <T> T run(Call<T> call) {
    return first.run(call, Trip.until(deadline(settings, settings.callTimeout())));
  }

  /** Does the call, or throws, by {@code latest} if that is earlier than the call's own time. */
  public <T> T run(Call<T> call, Instant latest) {
    var own = deadline(settings, settings.callTimeout());
    return first.run(call, Trip.until(own.isBefore(latest) ? own : latest));
  }

  /** A new token, for whoever wants to speak to the server without this client. */
  public static ObtainTokenResponse obtainToken(Settings settings, Credentials credentials) {
    return new TokenCalls(settings, credentials).obtain(deadline(settings, settings.callTimeout()));
  }

  private static Instant deadline(Settings settings, Duration timeout) {
    return settings.clock().instant().plus(timeout);
  }

  /** Anything else would not fit a header; the reader leaves null what the server left out. */
  private static boolean isToken(@Nullable String text) {
    return text != null && VISIBLE.matcher(text).matches();
  }

  /** The token call, patient and quick. */
  private static final class TokenCalls implements Tokens.Source {
    private final Settings settings;
    private final Step send;
    private final Step retry;
    private final Call<ObtainTokenResponse> call;

    TokenCalls(Settings settings, Credentials credentials) {
      this.settings = settings;
      this.send = new Send(settings);
      this.retry = new Retry(settings, send);
      this.call =
          Call.ask(
              Target.of("v1", "jwt", "client", "obtain", "token"),
              new ClientCredentialObtainTokenPayload(
                  credentials.clientId(), credentials.clientSecret()),
              ObtainTokenResponse.class);
    }

    @Override
    public ObtainTokenResponse obtain(Instant deadline) {
      return run(retry, Trip.until(deadline));
    }

    @Override
    public ObtainTokenResponse renew() {
      return run(send, Trip.until(deadline(settings, RENEWAL_TIMEOUT)));
    }

    private ObtainTokenResponse run(Step step, Trip trip) {
      var answer = step.run(call, trip);
      if (!isToken(answer.accessToken())) {
        throw Failures.unreadable(call, trip, 200, null);
      }
      return answer;
    }
  }
}
