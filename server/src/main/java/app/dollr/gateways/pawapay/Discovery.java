package app.dollr.gateways.pawapay;

import app.dollr.platform.jobs.Job;
import app.dollr.routing.Prompt;
import app.dollr.routing.Rail;
import app.dollr.values.CurrencyCode;
import app.dollr.wire.OperationType;
import app.dollr.wire.OperatorState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of the account and its operators: the configuration, asked for once a minute, and
 * how it stands with the operators, twice a minute. While they cannot be had, the latest counts;
 * before the first, what is configured here.
 */
final class Discovery implements Job {
  private static final Duration CONFIGURED = Duration.ofMinutes(1);
  private static final Duration AVAILABLE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Polled<ActiveConf> conf;
  private final Polled<Availability> availability;

  Discovery(PawapayClient client, PawapayConfig config, MeterRegistry metrics, Clock clock) {
    var longest = config.hastened(LONGEST_PAUSE);
    var configured = new Polled.Pace("active-conf", config.hastened(CONFIGURED), longest);
    var available = new Polled.Pace("availability", config.hastened(AVAILABLE), longest);
    this.conf = new Polled<>(configured, ActiveConf::read, client, metrics, clock);
    this.availability = new Polled<>(available, Availability::read, client, metrics, clock);
  }

  /** What the operator takes of a currency. */
  Optional<Rail.Limits> limits(String provider, OperationType operation, CurrencyCode currency) {
    return configured()
        .flatMap(known -> known.terms(provider, operation, currency))
        .map(terms -> terms.limits(currency));
  }

  /** How a payer is asked for the PIN. */
  Optional<Prompt> prompt(String provider) {
    return configured()
        .flatMap(known -> Optional.ofNullable(known.providers().get(provider)))
        .flatMap(ActiveConf.Provider::prompt);
  }

  /** How it stands with an operation: what was told last, by either. */
  Optional<OperatorState> state(String provider, OperationType operation) {
    var told = conf.latest();
    return availability
        .latest()
        .filter(newest -> told.map(older -> !newest.at().isBefore(older.at())).orElse(true))
        .flatMap(newest -> newest.what().state(provider, operation))
        .or(() -> told.flatMap(known -> known.what().state(provider, operation)));
  }

  /** What stands in the way of an operation, in few words; empty when nothing is known to. */
  Optional<String> obstacle(String provider, OperationType operation) {
    return configured()
        .flatMap(known -> known.obstacle(provider, operation))
        .or(() -> state(provider, operation).flatMap(state -> obstacle(state, operation)));
  }

  /**
   * Payouts and refunds are queued by pawaPay while an operator is delayed; deposits it rejects.
   */
  static Optional<String> obstacle(OperatorState state, OperationType operation) {
    return switch (state) {
      case OPERATIONAL -> Optional.empty();
      case CLOSED -> Optional.of("is closed at the moment");
      case DELAYED ->
          operation == OperationType.COLLECTION
              ? Optional.of("is delayed at the moment")
              : Optional.empty();
    };
  }

  /** When it was last told how it stands with the operators. */
  Optional<Instant> knownAt() {
    return Stream.of(
            conf.latest().map(Polled.Told::at).stream(),
            availability.latest().map(Polled.Told::at).stream())
        .flatMap(at -> at)
        .max(Instant::compareTo);
  }

  /** Asks for what it is time for; it never finds more to do at once. */
  @Override
  public boolean runOnce() {
    conf.askIfDue();
    availability.askIfDue();
    return false;
  }

  @Override
  public Optional<Instant> oldestDue() {
    var due = conf.due().isBefore(availability.due()) ? conf.due() : availability.due();
    return Optional.of(due).filter(known -> known.isAfter(Instant.EPOCH));
  }

  private Optional<ActiveConf> configured() {
    return conf.latest().map(Polled.Told::what);
  }
}
