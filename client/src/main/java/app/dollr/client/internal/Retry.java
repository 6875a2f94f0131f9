package app.dollr.client.internal;

import app.dollr.client.DollrException;
import app.dollr.client.RetryPolicy;
import java.time.Duration;

/** Tries again after failures that may pass, as long as that cannot do anything twice. */
final class Retry implements Step {
  private final Settings settings;
  private final Step next;

  Retry(Settings settings, Step next) {
    this.settings = settings;
    this.next = next;
  }

  @Override
  public <T> T run(Call<T> call, Trip trip) {
    var current = trip;
    for (int tries = 1; ; tries++) {
      try {
        return next.run(call, current);
      } catch (DollrException failed) {
        if (tries >= policy().tries() || !mayGoAgain(call, failed)) {
          throw failed;
        }
        sleep(waitAfter(tries, failed, trip), failed);
        current = current.after(failed.outcomeUnknown());
      }
    }
  }

  private boolean mayGoAgain(Call<?> call, DollrException failed) {
    return !Thread.currentThread().isInterrupted()
        && failed.retryable()
        && (!failed.outcomeUnknown() || isOnceHoweverOften(call));
  }

  private boolean isOnceHoweverOften(Call<?> call) {
    return call.effect() != Effect.NEW_EACH_TIME
        || (policy().repeatsCreations() && call.idempotencyKey() != null);
  }

  private Duration waitAfter(int tries, DollrException failed, Trip trip) {
    var asked = failed.retryAfter().orElse(Duration.ZERO);
    if (asked.compareTo(policy().longestRetryAfter()) > 0) {
      throw failed;
    }
    var wait = asked.isZero() ? random(longest(tries)) : asked.plus(random(policy().firstWait()));
    if (!settings.clock().instant().plus(wait).isBefore(trip.deadline())) {
      throw failed;
    }
    return wait;
  }

  private Duration longest(int tries) {
    var doubled = policy().firstWait().multipliedBy(1L << Math.min(tries - 1, 30));
    return doubled.compareTo(policy().longestWait()) > 0 ? policy().longestWait() : doubled;
  }

  /** Full jitter: callers that failed together do not come back together. */
  private Duration random(Duration below) {
    return below.isZero() ? below : Duration.ofNanos(settings.random().nextLong(below.toNanos()));
  }

  private void sleep(Duration wait, DollrException failed) {
    try {
      settings.sleeper().sleep(wait);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed;
    }
  }

  private RetryPolicy policy() {
    return settings.retry();
  }
}
