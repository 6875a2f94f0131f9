package app.dollr.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a delivery is attempted again: thirteen attempts over three days. */
final class Schedule {
  /** The pause before each attempt after the first. */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(8),
          Duration.ofHours(12),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** How long an endpoint may take nothing before it is disabled. */
  static final Duration PATIENCE = Duration.ofDays(3);

  private Schedule() {}

  /** When the attempt after this one is due; empty after the last. */
  static Optional<Instant> after(int attempts, Instant now) {
    return attempts <= PAUSES.size()
        ? Optional.of(now.plus(PAUSES.get(attempts - 1)))
        : Optional.empty();
  }
}
