package app.dollr.executions;

import app.dollr.platform.random.Randomness;
import java.time.Duration;
import java.time.Instant;

/** When what is done about an execution, by rules that hold for all. */
final class Timing {
  /** How long whoever works on an execution may, before somebody else takes it up. */
  static final Duration LEASE = Duration.ofSeconds(30);

  /** How long after its acceptance a collection may be sent, for the first time or again. */
  static final Duration SENDABLE = Duration.ofMinutes(10);

  /** How long a gateway may take to know of what was sent to it. */
  static final Duration SETTLING = Duration.ofMinutes(15);

  /** How far apart two answers are that say it knows nothing. */
  static final Duration BETWEEN_ABSENCES = Duration.ofMinutes(1);

  /** When a gateway that has taken an execution is first asked about it. */
  static final Duration FIRST_CHECK = Duration.ofSeconds(15);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 6;

  private Timing() {}

  static boolean maySend(Execution execution, Instant now) {
    return now.isBefore(execution.acceptedAt().plus(SENDABLE));
  }

  /** From when on an answer that the gateway knows nothing counts. */
  static Instant absenceCountsFrom(Execution execution) {
    return execution.sentAt().orElse(execution.acceptedAt()).plus(LEASE).plus(SETTLING);
  }

  /**
   * How long to wait before asking again: twice as long each time, spread, five minutes at most.
   */
  static Duration pause(int checks) {
    var doubled = FIRST_CHECK.multipliedBy(1L << Math.min(checks, MOST_DOUBLINGS));
    var bounded = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    double spread = 0.75 + Randomness.jitter() / 4;
    return Duration.ofMillis((long) (bounded.toMillis() * spread));
  }
}
