package app.dollr.platform.http;

import java.time.Duration;

/**
 * The limits of a listener.
 *
 * @param requestsPerSecond per client; 0 switches the limit off
 * @param burst how many requests a client may send at once after a pause
 */
public record HttpLimits(int requestsPerSecond, int burst) {
  /** 64 kB. */
  static final int BODY_BYTES = 65_536;

  /** What is read of a refused body, only to be forgotten. */
  static final int DISCARDED_BYTES = 1_048_576;

  static final int HEADER_BYTES = 16_384;
  static final Duration IDLE = Duration.ofSeconds(30);

  /** How long the lines of a request before its body may take. */
  static final Duration HEAD = Duration.ofSeconds(10);

  /** How long a body may take, and a second more for each {@link #LEAST_BYTES_PER_SECOND}. */
  static final Duration BODY = Duration.ofSeconds(10);

  /** The slowest body that is waited for, so that many slow ones cannot hold all connections. */
  static final int LEAST_BYTES_PER_SECOND = 512;

  static final int MOST_CONNECTIONS = 20_000;
  static final Duration GRACE = Duration.ofSeconds(15);
}
