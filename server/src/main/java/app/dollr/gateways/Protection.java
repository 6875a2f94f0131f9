package app.dollr.gateways;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands between the platform and one gateway: a circuit breaker, which leaves a gateway alone
 * that does not answer, a bound on the calls under way, and the figures of both.
 *
 * <p>Of the last 20 calls at least 10 are looked at; when half of them got no answer, none is made
 * for a while, usually 10 seconds, and then 5 to see. 64 calls may be under way, and others wait
 * for a place up to 2 seconds.
 */
final class Protection {
  private static final Logger LOG = LoggerFactory.getLogger(Protection.class);
  private static final int LOOKED_AT = 20;
  private static final int LEAST_LOOKED_AT = 10;
  private static final int MOST_FAILING_PERCENT = 50;
  private static final int PROBES = 5;
  private static final int MOST_UNDER_WAY = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String gateway;
  private final Duration leftAlone;
  private final CircuitBreaker breaker;
  private final Semaphore places = new Semaphore(MOST_UNDER_WAY);
  private final AtomicReference<Instant> leftAloneUntil = new AtomicReference<>(Instant.MIN);
  private final MeterRegistry metrics;
  private final Clock clock;

  Protection(String gateway, ProtectionConfig config, MeterRegistry metrics, Clock clock) {
    this.gateway = gateway;
    this.leftAlone = config.leftAlone();
    this.metrics = metrics;
    this.clock = clock;
    this.breaker = CircuitBreaker.of(gateway, settings(leftAlone, clock));
    breaker
        .getEventPublisher()
        .onStateTransition(event -> entered(event.getStateTransition().getToState()));
    Gauge.builder("dollr.gateway.up", () -> condition() == Condition.DOWN ? 0 : 1)
        .description("Whether the gateway answers")
        .tag("gateway", gateway)
        .register(metrics);
    Gauge.builder("dollr.gateway.under.way", () -> MOST_UNDER_WAY - places.availablePermits())
        .description("Calls of the gateway under way")
        .tag("gateway", gateway)
        .register(metrics);
  }

  private static CircuitBreakerConfig settings(Duration leftAlone, Clock clock) {
    return CircuitBreakerConfig.custom()
        .clock(clock)
        .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
        .slidingWindowSize(LOOKED_AT)
        .minimumNumberOfCalls(LEAST_LOOKED_AT)
        .failureRateThreshold(MOST_FAILING_PERCENT)
        .waitDurationInOpenState(leftAlone)
        .permittedNumberOfCallsInHalfOpenState(PROBES)
        .build();
  }

  /**
   * Makes a call, unless the gateway is left alone or has too much to do.
   *
   * @param name of the call, such as {@code submit}
   * @param lost why there was no answer, if there was none
   * @param refused the answer to give when the call is not made, from why
   */
  <T> T call(
      String name,
      Supplier<T> call,
      Function<T, Optional<String>> lost,
      Function<String, T> refused) {
    if (!takesPlace()) {
      return refused(name, "busy", refused);
    }
    try {
      return breaker.tryAcquirePermission()
          ? called(name, call, lost)
          : refused(name, "left alone", refused);
    } finally {
      places.release();
    }
  }

  /** Why nothing is to be told to it at the moment; a few calls are, once its time is over. */
  Optional<String> obstacle() {
    return condition() == Condition.DOWN
        ? Optional.of("%s does not answer at the moment".formatted(gateway))
        : Optional.empty();
  }

  Condition condition() {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN ->
          clock.instant().isBefore(leftAloneUntil.get()) ? Condition.DOWN : Condition.PROBING;
      case HALF_OPEN -> Condition.PROBING;
      case CLOSED, DISABLED, METRICS_ONLY -> Condition.UP;
    };
  }

  private <T> T called(String name, Supplier<T> call, Function<T, Optional<String>> lost) {
    var began = clock.instant();
    boolean answered = false;
    try {
      var answer = call.get();
      var why = lost.apply(answer);
      answered = why.isEmpty();
      why.ifPresent(known -> LOG.warn("{} did not answer {}: {}", gateway, name, known));
      return answer;
    } finally {
      var took = Duration.between(began, clock.instant());
      if (answered) {
        breaker.onSuccess(took.toMillis(), TimeUnit.MILLISECONDS);
      } else {
        breaker.onError(took.toMillis(), TimeUnit.MILLISECONDS, new IllegalStateException(name));
      }
      metrics
          .timer(
              "dollr.gateway.calls",
              "gateway",
              gateway,
              "call",
              name,
              "answered",
              String.valueOf(answered))
          .record(took);
    }
  }

  private <T> T refused(String name, String why, Function<String, T> refused) {
    metrics
        .counter("dollr.gateway.not.called", "gateway", gateway, "call", name, "why", why)
        .increment();
    return refused.apply("%s is %s".formatted(gateway, why));
  }

  private boolean takesPlace() {
    try {
      return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void entered(CircuitBreaker.State state) {
    if (state == CircuitBreaker.State.OPEN) {
      leftAloneUntil.set(clock.instant().plus(leftAlone));
      LOG.error("{} does not answer, and is left alone for {}", gateway, leftAlone);
    } else {
      LOG.info("the way to {} is {}", gateway, state);
    }
  }
}
