package app.dollr.gateways.pawapay;

import app.dollr.platform.random.Randomness;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Something that pawaPay is asked for again and again. While it cannot be had, the latest answer
 * counts, and the pauses grow: twice as long each time, spread, up to a longest.
 */
final class Polled<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Polled.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 4;

  /** What was told, and when. */
  record Told<T>(T what, Instant at) {}

  /**
   * What is asked for, and how often.
   *
   * @param what the last part of its path
   * @param longest pause between questions that get no answer
   */
  record Pace(String what, Duration every, Duration longest) {
    String path() {
      return "/v2/" + what;
    }
  }

  private final Pace pace;
  private final Function<JsonNode, T> reading;
  private final PawapayClient client;
  private final Clock clock;
  private final AtomicReference<Optional<Told<T>>> latest = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);
  private final AtomicInteger failures = new AtomicInteger();

  Polled(
      Pace pace,
      Function<JsonNode, T> reading,
      PawapayClient client,
      MeterRegistry metrics,
      Clock clock) {
    this.pace = pace;
    this.reading = reading;
    this.client = client;
    this.clock = clock;
    Gauge.builder("dollr.gateway.discovery.age.seconds", this::ageSeconds)
        .description("How old the latest answer is that the gateway was discovered by")
        .tag("gateway", PawapayGateway.NAME)
        .tag("what", pace.what())
        .register(metrics);
  }

  Optional<Told<T>> latest() {
    return latest.get();
  }

  Instant due() {
    return next.get();
  }

  /** Asks, if it is time. */
  void askIfDue() {
    var now = clock.instant();
    if (now.isBefore(next.get())) {
      return;
    }
    var answer = ask();
    answer.ifPresent(what -> latest.set(Optional.of(new Told<>(what, now))));
    int failed = answer.isPresent() ? 0 : failures.get() + 1;
    failures.set(failed);
    next.set(now.plus(pause(failed)));
  }

  private Optional<T> ask() {
    try {
      var answer = client.get(pace.path(), PATIENCE);
      if (answer.status() == 200) {
        return Optional.of(reading.apply(answer.body()));
      }
      LOG.warn("pawaPay does not tell {}: status {}", pace.path(), answer.status());
    } catch (NoAnswer e) {
      LOG.warn("pawaPay does not tell {}: {}", pace.path(), e.why());
    }
    return Optional.empty();
  }

  private Duration pause(int failed) {
    if (failed == 0) {
      return pace.every();
    }
    var doubled = pace.every().multipliedBy(1L << Math.min(failed, MOST_DOUBLINGS));
    var bounded = doubled.compareTo(pace.longest()) > 0 ? pace.longest() : doubled;
    double spread = 0.75 + Randomness.jitter() / 4;
    return Duration.ofMillis((long) (bounded.toMillis() * spread));
  }

  /** How old the latest answer is; no number when there was none. */
  private Number ageSeconds() {
    return latest
        .get()
        .<Number>map(told -> Duration.between(told.at(), clock.instant()).toMillis() / 1000.0)
        .orElse(Double.NaN);
  }
}
