package app.dollr.webhooks;

import app.dollr.platform.database.Database;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.events.Events;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.platform.jobs.Job;
import app.dollr.platform.random.Randomness;
import app.dollr.platform.secrets.Vault;
import app.dollr.values.MerchantId;
import app.dollr.values.Secret;
import app.dollr.webhooks.DeliveryStore.Filter;
import app.dollr.webhooks.DeliveryStore.Resend;
import app.dollr.webhooks.DeliveryStore.Span;
import app.dollr.webhooks.EndpointStore.Wish;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The endpoints of merchants, and what is sent to them. An event is sent at least once, and about
 * one object in the order in which it happened, as long as the receiver takes what it is sent.
 */
public final class Webhooks implements AutoCloseable {
  static final String SECRET_PURPOSE = "webhooks.secret";
  static final int MOST_ENDPOINTS = 20;
  static final int MOST_REPLAYED = 10_000;

  /** The id that nothing has. */
  private static final long NONE = 0;

  private static final Duration KEPT = Duration.ofDays(30);
  private static final int MOST_REMOVED = 10_000;

  private final Database database;
  private final EndpointStore endpoints = new EndpointStore();
  private final DeliveryStore deliveries = new DeliveryStore();
  private final Events events;
  private final Vault vault;
  private final Guard guard;
  private final boolean secureOnly;
  private final Clock clock;
  private final FanOut fanOut;
  private final Sender sender;
  private final Deliverer deliverer;

  /**
   * @param live whether only https is called, and nothing on this machine
   * @param haste by how much the time is divided that an attempt may be under way, for tests
   */
  public Webhooks(
      Database database,
      Events events,
      Vault vault,
      boolean live,
      int haste,
      MeterRegistry metrics,
      Clock clock) {
    this.database = database;
    this.events = events;
    this.vault = vault;
    this.guard = new Guard(!live, InetAddress::getAllByName);
    this.secureOnly = live;
    this.clock = clock;
    this.fanOut = new FanOut(database, deliveries, events, clock);
    this.sender = new Sender(guard, live, clock);
    this.deliverer =
        new Deliverer(
            database, endpoints, deliveries, events, vault, sender, haste, metrics, clock);
  }

  /** The routes of this room. */
  public List<Resource> resources() {
    return List.of(
        new EndpointsResource(this, secureOnly),
        new DeliveriesResource(this),
        new EventsResource(events, this));
  }

  /** The job that makes deliveries of events. */
  public Job fanOut() {
    return fanOut;
  }

  /** The job that attempts deliveries. */
  public Job deliverer() {
    return deliverer;
  }

  /** Has {@code listener} told when an endpoint can be sent more. */
  public void onFreePlace(Runnable listener) {
    deliverer.onFreePlace(listener);
  }

  /** Waits until no attempt is under way; says whether one has ended since the last time. */
  public boolean awaitIdle() {
    return deliverer.awaitIdle();
  }

  /** The highest number of a transaction that is remembered here. */
  public String lastTransaction() {
    return database.run(deliveries.peek()).transaction();
  }

  /** Removes the deliveries of more than a month ago. */
  public void removeOld() {
    var before = clock.instant().minus(KEPT);
    while (database.run(deliveries.removeOld(before, MOST_REMOVED)) == MOST_REMOVED) {
      // The next part.
    }
    database.run(deliveries.removeOldResends(before));
  }

  @Override
  public void close() {
    sender.close();
    deliverer.awaitIdle();
  }

  /** An endpoint and its secret, which is shown this once. */
  record WithSecret(Endpoint endpoint, Secret secret) {}

  /**
   * Adds an endpoint; the same wish again adds another.
   *
   * @throws Refused with WEBHOOK_TOO_MANY or URL_INVALID
   */
  WithSecret create(MerchantId merchant, Wish wish) {
    wish.url().ifPresent(this::refuseAddress);
    var secret = Randomness.secret("whsec_");
    return database
        .run(endpoints.add(merchant, wish, sealed(secret), MOST_ENDPOINTS, clock.instant()))
        .map(endpoint -> new WithSecret(endpoint, secret))
        .orElseThrow(() -> Refused.body("url", ErrorCode.WEBHOOK_TOO_MANY));
  }

  /**
   * The endpoints, the newest first.
   *
   * @throws Refused with CURSOR_UNKNOWN
   */
  List<Endpoint> list(MerchantId merchant, Paging paging) {
    var last = endpoints.find(merchant, paging.after().orElse(NONE));
    var list = endpoints.list(merchant, paging);
    var found = database.run(List.of(last, list));
    requireCursor(paging, found.of(last).isPresent());
    return found.of(list);
  }

  Endpoint find(MerchantId merchant, long id) {
    return database.run(endpoints.find(merchant, id)).orElseThrow(Webhooks::missing);
  }

  /** Changes what is given; disabling cancels what waits. Safe to repeat. */
  Endpoint change(MerchantId merchant, long id, Wish wish) {
    wish.url().ifPresent(this::refuseAddress);
    var now = clock.instant();
    var change = endpoints.change(merchant, id, wish, now);
    return database
        .run(List.of(change, deliveries.cancelPending(merchant, id, now)))
        .of(change)
        .orElseThrow(Webhooks::missing);
  }

  /** Removes an endpoint, with all that is known of its deliveries. */
  void remove(MerchantId merchant, long id) {
    if (database.run(endpoints.remove(merchant, id)) == 0) {
      throw missing();
    }
  }

  /** Gives an endpoint a new secret; the old one signs beside it for a while. */
  WithSecret rotate(MerchantId merchant, long id, Duration overlap) {
    var secret = Randomness.secret("whsec_");
    var now = clock.instant();
    return database
        .run(endpoints.rotate(merchant, id, sealed(secret), now.plus(overlap), now))
        .map(endpoint -> new WithSecret(endpoint, secret))
        .orElseThrow(Webhooks::missing);
  }

  /**
   * Sends a {@code webhook.ping} to an endpoint.
   *
   * @throws Refused with NOT_FOUND or WEBHOOK_DISABLED
   */
  Endpoint ping(MerchantId merchant, long id) {
    find(merchant, id);
    return database.run(events.told(endpoints.ping(merchant, id))).orElseThrow(Webhooks::disabled);
  }

  Paging.Page<Delivery> deliveries(MerchantId merchant, Filter filter, Paging paging) {
    var last = deliveries.delivery(merchant, paging.after().orElse(NONE));
    var list = deliveries.deliveries(merchant, filter, paging);
    var found = database.run(List.of(last, list));
    requireCursor(paging, found.of(last).isPresent());
    var items = found.of(list);
    boolean more = items.size() > paging.limit();
    return new Paging.Page<>(
        items, more ? database.run(deliveries.countDeliveries(merchant, filter)) : items.size());
  }

  /** A delivery and its attempts. */
  record History(Delivery delivery, List<Attempt> attempts) {}

  History delivery(MerchantId merchant, long id) {
    var find = deliveries.delivery(merchant, id);
    var attempts = deliveries.attempts(merchant, id);
    var answers = database.run(List.of(find, attempts));
    return new History(answers.of(find).orElseThrow(Webhooks::missing), answers.of(attempts));
  }

  /**
   * Makes a delivery again.
   *
   * @throws Refused with NOT_FOUND or WEBHOOK_DISABLED
   */
  Delivery replay(MerchantId merchant, long id) {
    if (database.run(deliveries.delivery(merchant, id)).isEmpty()) {
      throw missing();
    }
    return database
        .run(deliveries.replay(merchant, id, clock.instant()))
        .orElseThrow(Webhooks::disabled);
  }

  /**
   * Makes the deliveries of a time again: all, or those of events that have not arrived.
   *
   * @throws Refused with NOT_FOUND or WEBHOOK_DISABLED
   */
  int replayAll(MerchantId merchant, long endpoint, Span span, boolean all) {
    if (find(merchant, endpoint).status() == EndpointStatus.DISABLED) {
      throw disabled();
    }
    return database.run(
        deliveries.replayAll(merchant, endpoint, span, all, MOST_REPLAYED, clock.instant()));
  }

  /**
   * What came of a wish for an event again.
   *
   * @param deliveries to how many endpoints it is sent
   */
  record Resent(long id, int deliveries, Instant at) {}

  /**
   * Sends an event again to all who want it, and tells those who read the log.
   *
   * @throws Refused with NOT_FOUND
   */
  Resent resend(MerchantId merchant, long id) {
    var event = events.find(merchant, id).orElseThrow(Webhooks::missing);
    var now = clock.instant();
    var note = deliveries.noteResend(merchant, id, now);
    var deliver = deliveries.replayEvent(event, now);
    var answers = database.run(List.of(note, deliver));
    return new Resent(answers.of(note), answers.of(deliver), now);
  }

  /** What was asked for again after this one; the last one only where none is named. */
  List<Resend> resends(MerchantId merchant, Optional<Long> after) {
    return database.run(
        deliveries.resends(
            merchant, after.orElseGet(() -> database.run(deliveries.lastResend(merchant)) - 1)));
  }

  /** Says at once what no attempt could ever do. */
  private void refuseAddress(String url) {
    var host = URI.create(url).getHost();
    if (host.startsWith("[") || host.matches("[0-9.]+")) {
      try {
        guard.addresses(host.replaceAll("[\\[\\]]", ""));
      } catch (UnknownHostException e) {
        throw Refused.body("url", ErrorCode.URL_INVALID, String.valueOf(e.getMessage()));
      }
    }
  }

  private byte[] sealed(Secret secret) {
    return vault.seal(SECRET_PURPOSE, secret.reveal().getBytes(StandardCharsets.UTF_8));
  }

  private static void requireCursor(Paging paging, boolean found) {
    if (paging.after().isPresent() && !found) {
      throw Refused.query("starting_after", ErrorCode.CURSOR_UNKNOWN);
    }
  }

  private static Refused missing() {
    return Refused.of(ErrorCode.NOT_FOUND);
  }

  private static Refused disabled() {
    return Refused.path("id", ErrorCode.WEBHOOK_DISABLED);
  }
}
