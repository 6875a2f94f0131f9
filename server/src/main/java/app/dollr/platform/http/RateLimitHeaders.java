package app.dollr.platform.http;

import java.util.Map;

/** The headers of a 429: when to come back, and what the limit is. */
public final class RateLimitHeaders {
  private RateLimitHeaders() {}

  /**
   * The headers for a caller that must wait.
   *
   * @param limit how many calls a full window allows
   * @param waitSeconds until the next call may pass, at least 1
   */
  public static Map<String, String> of(long limit, long waitSeconds) {
    return Map.of(
        "Retry-After", Long.toString(waitSeconds),
        "RateLimit-Limit", Long.toString(limit),
        "RateLimit-Remaining", "0",
        "RateLimit-Reset", Long.toString(waitSeconds));
  }
}
