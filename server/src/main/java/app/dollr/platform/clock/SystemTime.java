package app.dollr.platform.clock;

import java.time.Clock;
import java.time.Duration;

/** The clock of production: UTC, in the microseconds that PostgreSQL keeps. */
public final class SystemTime {
  private static final Duration PRECISION = Duration.ofNanos(1000);

  private SystemTime() {}

  public static Clock clock() {
    return Clock.tick(Clock.systemUTC(), PRECISION);
  }
}
