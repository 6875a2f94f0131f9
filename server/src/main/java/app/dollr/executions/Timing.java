package app.dollr.executions;

import app.dollr.platform.random.Randomness;
import java.time.Duration;
import java.time.Instant;

/** When what is done about an execution, by rules that hold for all. */
final class Timing {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration IN_REQUEST = Duration.ofSeconds(10);
  private static final Duration SENDABLE = Duration.ofMinutes(10);
  private static final Duration SETTLING = Duration.ofMinutes(15);
  private static final Duration BETWEEN_ABSENCES = Duration.ofMinutes(1);
  private static final Duration FIRST_CHECK = Duration.ofSeconds(15);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 6;

  private final int haste;

  Timing(ExecutionsConfig config) {
    this.haste = config.haste();
  }

  /** How long whoever works on an execution may, before somebody else takes it up. */
  Duration lease() {
    return LEASE.dividedBy(haste);
  }

  /** How long a request may wait for a gateway before it answers without its word. */
  Duration inRequest() {
    return IN_REQUEST;
  }

  /** When a job looks at an execution that waits for its payer: as usual, or when time is up. */
  Instant whilePayerActs(Execution execution, int checks, Instant now) {
    var usual = now.plus(pause(checks));
    return execution.progress().payerUntil().filter(end -> end.isBefore(usual)).orElse(usual);
  }

  /** Whether the payer's time to act is over. */
  static boolean isPayersTimeOver(Execution execution, Instant now) {
    return execution.progress().payerUntil().map(end -> !now.isBefore(end)).orElse(false);
  }

  /** Whether it may still be sent, for the first time or again: ten minutes from its acceptance. */
  boolean maySend(Execution execution, Instant now) {
    return maySend(execution.progress().acceptedAt(), now);
  }

  /** The same for one whose time begins at a moment. */
  boolean maySend(Instant from, Instant now) {
    return now.isBefore(from.plus(SENDABLE.dividedBy(haste)));
  }

  /**
   * From when on an answer that the gateway knows nothing counts: a quarter of an hour after the
   * last sending could still have been under way.
   */
  Instant absenceCountsFrom(Execution execution) {
    var sent = execution.progress().sentAt().orElse(execution.progress().acceptedAt());
    return sent.plus(lease()).plus(SETTLING.dividedBy(haste));
  }

  /** How far apart two answers are that say the gateway knows nothing. */
  Duration betweenAbsences() {
    return BETWEEN_ABSENCES.dividedBy(haste);
  }

  /**
   * How long to wait before asking again: twice as long each time, spread, five minutes at most.
   */
  Duration pause(int checks) {
    var doubled = FIRST_CHECK.multipliedBy(1L << Math.min(checks, MOST_DOUBLINGS));
    var bounded = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    double spread = 0.75 + Randomness.jitter() / 4;
    return Duration.ofMillis((long) (bounded.toMillis() * spread / haste));
  }
}
