package app.dollr.platform.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as answers show them: UTC, to the second. */
public final class WireTime {
  private WireTime() {}

  public static Instant of(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }
}
