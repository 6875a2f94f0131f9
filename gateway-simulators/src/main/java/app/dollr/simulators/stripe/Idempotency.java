package app.dollr.simulators.stripe;

import app.dollr.simulators.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was answered to requests with an {@code Idempotency-Key}, for 24 hours: errors of Stripe's
 * own included, refusals of parameters not. A key that is used by a request under way is refused.
 */
final class Idempotency {
  static final Duration KEPT = Duration.ofHours(24);

  private static final int FIRST_KEPT_ERROR = 402;

  /** The answer to the first request with a key; none while it is under way. */
  private record Known(String request, Instant at, Optional<Reply> reply) {}

  private final Clock clock;
  private final Map<String, Known> known = new HashMap<>();

  Idempotency(Clock clock) {
    this.clock = clock;
  }

  /**
   * Answers a request, or as it was answered before.
   *
   * @param request all that it asks for, to be told from another with the same key
   */
  Reply once(String key, String request, Supplier<Reply> work) {
    var before = claim(key, request);
    if (before.isEmpty()) {
      return finished(key, request, work);
    }
    if (!before.get().request().equals(request)) {
      return refused(
          400,
          "idempotency_error",
          Optional.empty(),
          "Keys for idempotent requests can only be used with the same parameters they were first"
              + " used with.");
    }
    return before
        .get()
        .reply()
        .map(reply -> reply.with("Idempotent-Replayed", "true"))
        .orElseGet(() ->
            refused(
                409,
                "invalid_request_error",
                Optional.of("idempotency_key_in_use"),
                "There is currently another in-progress request using this key."));
  }

  private synchronized Optional<Known> claim(String key, String request) {
    var oldest = clock.instant().minus(KEPT);
    var before = Optional.ofNullable(known.get(key)).filter(k -> k.at().isAfter(oldest));
    if (before.isEmpty()) {
      known.put(key, new Known(request, clock.instant(), Optional.empty()));
    }
    return before;
  }

  private Reply finished(String key, String request, Supplier<Reply> work) {
    var reply = work.get();
    synchronized (this) {
      boolean kept = reply.status() < 400 || isKept(reply.status());
      if (kept) {
        known.put(key, new Known(request, clock.instant(), Optional.of(reply)));
      } else {
        known.remove(key);
      }
    }
    return reply;
  }

  private static boolean isKept(int status) {
    return status == FIRST_KEPT_ERROR || status == 500;
  }

  private static Reply refused(int status, String type, Optional<String> code, String message) {
    return StripeApi.error(status, type, code, message);
  }
}
