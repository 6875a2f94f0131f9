package app.dollr.gateways.stripe;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an instruction's way to Stripe.
 *
 * @param begunAt when it was first sent, set before that happens
 * @param object {@code pi_…} or {@code re_…}, once it is known
 */
record Attempt(Instant begunAt, Optional<String> object) {
  /** How long Stripe knows a key again; an hour is left for clocks and for the call itself. */
  private static final Duration KEY_IS_KNOWN = Duration.ofHours(23);

  /** Whether sending it once more cannot do it a second time. */
  boolean isRepeatable(Instant now) {
    return now.isBefore(begunAt.plus(KEY_IS_KNOWN));
  }
}
