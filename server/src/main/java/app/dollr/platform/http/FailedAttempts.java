package app.dollr.platform.http;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;

/**
 * The count of failed attempts of the current minute, by some key. Attempts that succeed are never
 * counted nor refused, so nobody can lock out a client by guessing at its secret.
 */
public final class FailedAttempts {
  private static final long WINDOW_SECONDS = 60;
  private static final int MOST_KEYS = 100_000;

  private record Window(long minute, int failures) {}

  private final int most;
  private final Clock clock;
  private final Cache<String, Window> windows =
      Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterAccess(Duration.ofMinutes(2)).build();

  /**
   * @param most how many failures a minute may see
   */
  public FailedAttempts(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  /**
   * Counts a failure.
   *
   * @throws Refused with TOO_MANY_REQUESTS when this minute has seen too many
   */
  public void count(String key) {
    long second = clock.instant().getEpochSecond();
    long minute = second / WINDOW_SECONDS;
    var window =
        windows
            .asMap()
            .compute(
                key,
                (k, known) ->
                    known == null || known.minute() != minute
                        ? new Window(minute, 1)
                        : new Window(minute, known.failures() + 1));
    if (window.failures() > most) {
      long left = WINDOW_SECONDS - second % WINDOW_SECONDS;
      throw Refused.of(ErrorCode.TOO_MANY_REQUESTS, RateLimitHeaders.of(most, left));
    }
  }
}
