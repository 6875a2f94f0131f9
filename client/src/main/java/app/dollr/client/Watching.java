package app.dollr.client;

import app.dollr.client.internal.Settings;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.OperationType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one payment until it is final or the time is over. Looks that fail in a way that passes
 * are no reason to stop: a timeout is not a no.
 */
final class Watching {
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final double GROWTH = 1.5;

  /** A wait is up to this part shorter than said, so that many watchers spread out. */
  private static final double JITTER = 0.2;

  /** What the last look gets, even when the time is over by then. */
  private static final Duration LAST_LOOK = Duration.ofSeconds(5);

  private final Statuses statuses;
  private final Settings settings;
  private final PaymentListener listener;
  private final OperationType operation;
  private final String referenceId;

  private @Nullable ExecutionResponse last;
  private @Nullable DollrException failure;

  Watching(
      Statuses statuses,
      Settings settings,
      PaymentListener listener,
      OperationType operation,
      String referenceId) {
    this.statuses = statuses;
    this.settings = settings;
    this.listener = listener;
    this.operation = operation;
    this.referenceId = referenceId;
  }

  /** Starts from what is known, which the listener has heard already. */
  Watching from(ExecutionResponse known) {
    last = known;
    return this;
  }

  Outcome until(Instant deadline) {
    var wait = FIRST_WAIT;
    look(deadline);
    while (isOpen() && sleep(wait, deadline)) {
      look(deadline);
      wait = longer(wait);
    }
    return outcome();
  }

  private void look(Instant deadline) {
    try {
      var seen = statuses.of(operation, referenceId, atLeast(LAST_LOOK, deadline));
      boolean changed = last == null || last.status() != seen.status();
      last = seen;
      if (changed) {
        listener.statusChanged(seen);
      }
    } catch (DollrException failed) {
      if (!failed.retryable()) {
        throw failed;
      }
      failure = failed;
    }
  }

  private boolean isOpen() {
    return last == null || new Outcome(last).isOpen();
  }

  private Outcome outcome() {
    if (last != null) {
      return new Outcome(last);
    }
    throw failure == null ? new IllegalStateException("nothing was looked at") : failure;
  }

  /** False when the time is over, or the thread was told to stop. */
  private boolean sleep(Duration wait, Instant deadline) {
    var left = Duration.between(settings.clock().instant(), deadline);
    if (left.isZero() || left.isNegative()) {
      return false;
    }
    try {
      var jittered = jittered(wait);
      settings.sleeper().sleep(jittered.compareTo(left) < 0 ? jittered : left);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Duration jittered(Duration wait) {
    double part = 1 - JITTER * settings.random().nextDouble();
    return Duration.ofNanos((long) (wait.toNanos() * part));
  }

  private static Duration longer(Duration wait) {
    var grown = Duration.ofNanos((long) (wait.toNanos() * GROWTH));
    return grown.compareTo(LONGEST_WAIT) < 0 ? grown : LONGEST_WAIT;
  }

  private Instant atLeast(Duration time, Instant deadline) {
    var least = settings.clock().instant().plus(time);
    return least.isAfter(deadline) ? least : deadline;
  }
}
