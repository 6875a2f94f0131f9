package app.dollr.webhooks;

import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Transaction;
import app.dollr.platform.events.Envelope;
import app.dollr.platform.events.Event;
import app.dollr.platform.events.Events;
import app.dollr.platform.jobs.Job;
import app.dollr.platform.json.Json;
import app.dollr.platform.secrets.Vault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job that attempts deliveries, each in a thread of its own. An endpoint has few places, so one
 * that hangs fills its own and nobody else's. A claim is a lease: what this node dies over, another
 * one attempts again.
 */
final class Deliverer implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

  /** How many attempts at once may be under way to one endpoint. */
  static final int PLACES_PER_ENDPOINT = 8;

  private static final int PLACES = 2000;
  private static final int MOST_AT_ONCE = 200;
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Database database;
  private final EndpointStore endpoints;
  private final DeliveryStore deliveries;
  private final Events events;
  private final Vault vault;
  private final Sender sender;
  private final Duration lease;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final Semaphore places = new Semaphore(PLACES);
  private final Map<Long, Integer> underWay = new ConcurrentHashMap<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Runnable onFreePlace = () -> {};

  Deliverer(
      Database database,
      EndpointStore endpoints,
      DeliveryStore deliveries,
      Events events,
      Vault vault,
      Sender sender,
      int haste,
      MeterRegistry metrics,
      Clock clock) {
    this.database = database;
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.events = events;
    this.vault = vault;
    this.sender = sender;
    this.lease = LEASE.dividedBy(haste);
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public boolean runOnce() {
    int room = Math.min(MOST_AT_ONCE, places.availablePermits());
    if (room == 0) {
      return false;
    }
    var now = clock.instant();
    // Those that have some under way take no more, so that none ever has more than its places.
    var busy = List.copyOf(underWay.keySet());
    var claimed =
        database.run(deliveries.claim(busy, PLACES_PER_ENDPOINT, room, now, now.plus(lease)));
    claimed.forEach(this::begin);
    return !claimed.isEmpty();
  }

  @Override
  public Optional<Instant> oldestDue() {
    return database.run(deliveries.oldestDue());
  }

  void onFreePlace(Runnable listener) {
    onFreePlace = listener;
  }

  /** Waits until nothing is under way; says whether something has ended since the last time. */
  boolean awaitIdle() {
    try {
      if (places.tryAcquire(PLACES, GRACE.toSeconds(), TimeUnit.SECONDS)) {
        places.release(PLACES);
      } else {
        LOG.warn("{} deliveries are still under way", PLACES - places.availablePermits());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ended.getAndSet(false);
  }

  private void begin(Claimed claimed) {
    places.acquireUninterruptibly();
    underWay.merge(claimed.endpoint(), 1, Integer::sum);
    Thread.startVirtualThread(() -> {
      try {
        deliver(claimed);
      } catch (RuntimeException e) {
        LOG.error("delivery {} failed; it will be attempted again", claimed.delivery(), e);
      } finally {
        underWay.computeIfPresent(
            claimed.endpoint(), (endpoint, count) -> count == 1 ? null : count - 1);
        ended.set(true);
        places.release();
        onFreePlace.run();
      }
    });
  }

  private void deliver(Claimed claimed) {
    Transaction.refuseInside("a call of a merchant's server");
    var attempt =
        events
            .find(claimed.merchant(), claimed.event())
            .map(event -> send(claimed, event))
            .orElseGet(() -> gone(claimed));
    note(claimed, attempt);
  }

  private Attempt send(Claimed claimed, Event event) {
    var body = Json.write(Envelope.of(event));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "Dollr-Webhooks/1");
    headers.put("Dollr-Event-Id", Long.toString(event.id()));
    headers.put("Dollr-Event-Type", event.type());
    headers.put("Dollr-Delivery-Id", Long.toString(claimed.delivery()));
    headers.put("Dollr-Attempt", Integer.toString(claimed.number()));
    headers.put(Signature.HEADER, Signature.of(secrets(claimed), body, clock.instant()));
    CrashPoints.reach(CrashPoint.BEFORE_DELIVERY);
    var attempt = sender.send(claimed.number(), claimed.url(), body, headers);
    CrashPoints.reach(CrashPoint.AFTER_DELIVERY);
    return attempt;
  }

  private List<byte[]> secrets(Claimed claimed) {
    return claimed.sealedSecrets().stream()
        .map(sealed -> vault.open(Webhooks.SECRET_PURPOSE, sealed))
        .toList();
  }

  private Attempt gone(Claimed claimed) {
    return new Attempt(
        claimed.number(),
        clock.instant(),
        Duration.ZERO,
        Optional.empty(),
        Optional.of("the event is no longer kept"),
        Optional.empty());
  }

  private void note(Claimed claimed, Attempt attempt) {
    var now = clock.instant();
    Timer.builder("dollr.webhooks.attempts")
        .tag("arrived", Boolean.toString(attempt.arrived()))
        .register(metrics)
        .record(attempt.took());
    if (attempt.arrived()) {
      database.run(
          List.of(
              deliveries.noteAttempt(claimed, attempt),
              deliveries.arrived(claimed, attempt, now),
              endpoints.well(claimed)));
      return;
    }
    var next = Schedule.after(claimed.number(), now);
    database.run(
        List.of(
            deliveries.noteAttempt(claimed, attempt),
            deliveries.missed(claimed, attempt, next, now),
            endpoints.ailing(claimed, now)));
    if (next.isEmpty()) {
      disableIfDead(claimed, now);
    }
  }

  private void disableIfDead(Claimed claimed, Instant now) {
    var reason = "nothing has arrived for three days";
    var disable =
        events.told(
            endpoints.disable(claimed, reason, now.minus(Schedule.PATIENCE.minusHours(1)), now));
    var disabled = database.run(disable);
    if (disabled.isPresent()) {
      database.run(deliveries.cancelPending(claimed.merchant(), claimed.endpoint(), now));
      LOG.warn("webhook endpoint {} is disabled: {}", claimed.endpoint(), reason);
    }
  }
}
