package app.dollr.gateways.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptTest {
  private static final Instant BEGUN = Instant.parse("2026-03-01T09:00:00Z");

  private final Attempt attempt = new Attempt(BEGUN, Optional.empty());

  /** Stripe knows a key for 24 hours; after that the same request would pay a second time. */
  @Test
  void isRepeatedOnlyWhileStripeKnowsItsKey() {
    assertThat(attempt.isRepeatable(BEGUN)).isTrue();
    assertThat(attempt.isRepeatable(BEGUN.plus(Duration.ofHours(23)).minusNanos(1))).isTrue();
    assertThat(attempt.isRepeatable(BEGUN.plus(Duration.ofHours(23)))).isFalse();
  }
}
