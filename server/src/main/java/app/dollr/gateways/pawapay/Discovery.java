package app.dollr.gateways.pawapay;

import app.dollr.platform.jobs.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of the account's configuration, asked for again once a minute. While it cannot be
 * had, the latest counts; before the first, what is configured here.
 */
final class Discovery implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PawapayClient client;
  private final Duration every;
  private final Clock clock;
  private final AtomicReference<Optional<ActiveConf>> latest =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

  Discovery(PawapayClient client, PawapayConfig config, Clock clock) {
    this.client = client;
    this.every = config.hastened(EVERY);
    this.clock = clock;
  }

  Optional<ActiveConf> latest() {
    return latest.get();
  }

  /** Asks, if it is time; it never finds more to do at once. */
  @Override
  public boolean runOnce() {
    var now = clock.instant();
    if (now.isBefore(next.get())) {
      return false;
    }
    next.set(now.plus(every));
    try {
      var answer = client.get("/v2/active-conf", PATIENCE);
      if (answer.status() == 200) {
        latest.set(Optional.of(ActiveConf.read(answer.body())));
      } else {
        LOG.warn("pawaPay does not tell its configuration: status {}", answer.status());
      }
    } catch (NoAnswer e) {
      LOG.warn("pawaPay does not tell its configuration: {}", e.why());
    }
    return false;
  }

  @Override
  public Optional<Instant> oldestDue() {
    return Optional.of(next.get()).filter(due -> due.isAfter(Instant.EPOCH));
  }
}
