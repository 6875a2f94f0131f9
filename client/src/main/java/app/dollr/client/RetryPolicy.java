package app.dollr.client;

import java.time.Duration;

/**
 * How often and how patiently a call is tried. The wait before try n+1 is random between nothing
 * and {@code firstWait} × 2ⁿ⁻¹, at most {@code longestWait}; where the server says {@code
 * Retry-After}, it is that plus a random part of {@code firstWait}.
 *
 * @param tries how often a call is sent at most, the first time included
 * @param firstWait the upper bound of the first wait
 * @param longestWait the upper bound of every wait
 * @param longestRetryAfter the longest {@code Retry-After} that is waited for; when the server asks
 *     for more, the failure is thrown at once and tells it
 * @param repeatsCreations whether creating calls are sent again even after a lost answer, which
 *     takes a server that honours their {@code Idempotency-Key}, as Dollr self-hosted does
 */
public record RetryPolicy(
    int tries,
    Duration firstWait,
    Duration longestWait,
    Duration longestRetryAfter,
    boolean repeatsCreations) {
  public RetryPolicy {
    if (tries < 1) {
      throw new IllegalArgumentException("%d tries, at least 1 is needed".formatted(tries));
    }
  }

  /** A policy that never repeats a creating call that may have been carried out. */
  public RetryPolicy(
      int tries, Duration firstWait, Duration longestWait, Duration longestRetryAfter) {
    this(tries, firstWait, longestWait, longestRetryAfter, false);
  }

  /** Four tries, waits of at most 200 ms, 400 ms and 800 ms, and up to 30 s if the server asks. */
  public static RetryPolicy standard() {
    return new RetryPolicy(
        4, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  /** One try and no more. */
  public static RetryPolicy none() {
    return new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /** This, for a server that is known to honour {@code Idempotency-Key}. */
  public RetryPolicy repeatingCreations() {
    return new RetryPolicy(tries, firstWait, longestWait, longestRetryAfter, true);
  }
}
