package app.dollr.platform.http;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.values.ClientId;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The limit on how fast one client may call: a bucket of tokens that fills at a steady rate. */
final class ClientLimiter {
  private static final int MOST_CLIENTS = 100_000;

  private final HttpLimits limits;
  private final LoadingCache<ClientId, Bucket> buckets;

  ClientLimiter(HttpLimits limits, Clock clock) {
    this.limits = limits;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build(client -> bucket(clock));
  }

  /**
   * @throws Refused with TOO_MANY_REQUESTS, saying when to come back
   */
  void admit(Caller caller) {
    if (limits.requestsPerSecond() == 0) {
      return;
    }
    var probe = buckets.get(caller.client()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw Refused.of(ErrorCode.TOO_MANY_REQUESTS, headers(probe.getNanosToWaitForRefill()));
    }
  }

  private Bucket bucket(Clock clock) {
    return Bucket.builder()
        .withCustomTimePrecision(new InjectedTime(clock))
        .addLimit(limit ->
            limit
                .capacity(limits.burst())
                .refillGreedy(limits.requestsPerSecond(), Duration.ofSeconds(1)))
        .build();
  }

  private Map<String, String> headers(long waitNanos) {
    long seconds = Math.max(1, Duration.ofNanos(waitNanos).plusMillis(999).toSeconds());
    return RateLimitHeaders.of(limits.burst(), seconds);
  }

  /** Bucket4j's time, taken from the injected clock. */
  private record InjectedTime(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return Math.multiplyExact(clock.millis(), 1_000_000L);
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
