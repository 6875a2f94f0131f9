package app.dollr.simulators.stripe;

import app.dollr.simulators.Fault;
import app.dollr.simulators.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What has happened at the simulated Stripe, and the webhooks that tell it: signed, repeated until
 * they are heard, and mistreated on their way as the faults say.
 */
final class Events {
  static final String API_VERSION = "2026-06-24.dahlia";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LATENESS = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int MOST_ATTEMPTS = 16;
  private static final String STRANGER = "whsec_of_somebody_else";

  /** One event. */
  record Event(String id, String type, long created, String json) {}

  /** How an attempt is mistreated. */
  private enum Mischief {
    NONE,
    FORGED,
    ALTERED
  }

  /** One event on its way. */
  private record Delivery(Event event, Instant due, int attempt, Mischief mischief) {}

  private final Clock clock;
  private final Faults faults;
  private final Optional<Path> file;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final List<Event> events = new ArrayList<>();
  private final List<Delivery> waiting = new ArrayList<>();
  private final List<Event> held = new ArrayList<>();
  private final Map<String, Event> unheard = new LinkedHashMap<>();
  private Optional<URI> receiver = Optional.empty();
  private List<String> secrets = List.of();

  /**
   * The events of an account.
   *
   * @param file to which each is appended
   */
  Events(Clock clock, Faults faults, Optional<Path> file) {
    this.clock = clock;
    this.faults = faults;
    this.file = file;
  }

  /** Says where webhooks go; with two secrets each is signed twice, as while they are changed. */
  synchronized void sendTo(URI url, List<String> signedWith) {
    receiver = Optional.of(url);
    secrets = List.copyOf(signedWith);
  }

  /** Something has happened: it is written down, and told. */
  synchronized void happened(String type, Map<String, @Nullable Object> object) {
    var created = clock.instant().getEpochSecond();
    var id = Account.id("evt_");
    Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
    envelope.put("id", id);
    envelope.put("object", "event");
    envelope.put("api_version", API_VERSION);
    envelope.put("created", created);
    envelope.put("data", Map.of("object", object));
    envelope.put("livemode", false);
    envelope.put("pending_webhooks", 1);
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("id", null);
    request.put("idempotency_key", null);
    envelope.put("request", request);
    envelope.put("type", type);
    var event = new Event(id, type, created, JSON.writeValueAsString(envelope));
    events.add(event);
    append(event);
    if (receiver.isPresent()) {
      unheard.put(id, event);
      tell(event);
    }
  }

  /** Tells once more, at once, what was not heard: even what was lost for good. */
  synchronized void resend() {
    var now = clock.instant();
    held.clear();
    waiting.clear();
    unheard.values().forEach(event -> waiting.add(new Delivery(event, now, 1, Mischief.NONE)));
  }

  /** How many events nobody has heard of yet. */
  synchronized int untold() {
    return unheard.size();
  }

  synchronized List<Event> all() {
    return List.copyOf(events);
  }

  /**
   * Sends the webhooks that are due.
   *
   * @return how many were heard
   */
  int deliver() {
    int heard = 0;
    for (var delivery : due()) {
      heard += sent(delivery) ? 1 : 0;
    }
    return heard;
  }

  private boolean sent(Delivery delivery) {
    boolean heard = send(delivery);
    if (heard) {
      heard(delivery.event());
    } else {
      again(delivery);
    }
    return heard;
  }

  /** Begins to send what is due; a receiver that hangs holds up no other webhook. */
  void begin() {
    due().forEach(delivery -> Thread.startVirtualThread(() -> sent(delivery)));
  }

  /** The header that signs a body. */
  static String signature(List<String> secrets, Instant at, String body) {
    var header = new StringBuilder("t=").append(at.getEpochSecond());
    for (var secret : secrets) {
      header.append(",v1=").append(hmac(secret, at.getEpochSecond() + "." + body));
    }
    return header.toString();
  }

  private void tell(Event event) {
    var now = clock.instant();
    if (faults.take(Fault.CALLBACK_LOST)) {
      return;
    }
    if (faults.take(Fault.CALLBACK_REORDERED)) {
      held.add(event);
      return;
    }
    if (faults.take(Fault.CALLBACK_FORGED)) {
      waiting.add(new Delivery(event, now, MOST_ATTEMPTS, Mischief.FORGED));
    }
    var due = faults.take(Fault.CALLBACK_LATE) ? now.plus(LATENESS) : now;
    var mischief = faults.take(Fault.CALLBACK_ALTERED) ? Mischief.ALTERED : Mischief.NONE;
    waiting.add(new Delivery(event, due, 1, mischief));
    if (faults.take(Fault.CALLBACK_TWICE)) {
      waiting.add(new Delivery(event, due, 1, Mischief.NONE));
    }
    held.forEach(earlier -> waiting.add(new Delivery(earlier, now, 1, Mischief.NONE)));
    held.clear();
  }

  private synchronized List<Delivery> due() {
    var now = clock.instant();
    var due = waiting.stream().filter(delivery -> !delivery.due().isAfter(now)).toList();
    waiting.removeAll(due);
    return due;
  }

  private synchronized void heard(Event event) {
    unheard.remove(event.id());
  }

  private synchronized void again(Delivery delivery) {
    if (delivery.attempt() < MOST_ATTEMPTS) {
      var pause = FIRST_PAUSE.multipliedBy(1L << delivery.attempt());
      var due = clock.instant().plus(pause);
      waiting.add(new Delivery(delivery.event(), due, delivery.attempt() + 1, Mischief.NONE));
    }
  }

  private boolean send(Delivery delivery) {
    var genuine = delivery.event().json();
    var signedWith = delivery.mischief() == Mischief.FORGED ? List.of(STRANGER) : secrets();
    var signature = signature(signedWith, clock.instant(), genuine);
    var body =
        delivery.mischief() == Mischief.ALTERED
            ? genuine.replaceFirst("\"amount\":", "\"amount\":1")
            : genuine;
    var request =
        HttpRequest.newBuilder(url())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Stripe-Signature", signature)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized URI url() {
    return receiver.orElseThrow();
  }

  private synchronized List<String> secrets() {
    return secrets;
  }

  private void append(Event event) {
    file.ifPresent(book -> {
      try {
        Files.writeString(
            book, event.json() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private static String hmac(String secret, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
