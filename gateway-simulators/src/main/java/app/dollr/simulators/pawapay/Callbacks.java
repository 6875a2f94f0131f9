package app.dollr.simulators.pawapay;

import app.dollr.simulators.Fault;
import app.dollr.simulators.Faults;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/**
 * The callbacks of a pawaPay account: signed if it does that, repeated for 15 minutes until they
 * are heard, and mistreated on their way as the faults say.
 */
final class Callbacks implements AutoCloseable {
  static final String CONTENT_TYPE = "application/json; charset=UTF-8";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LATENESS = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(15);

  /** How a callback is mistreated. */
  private enum Mischief {
    NONE,
    FORGED,
    ALTERED,
    UNSIGNED
  }

  /** One callback on its way. */
  private record Delivery(Entry entry, Instant due, Instant until, Mischief mischief) {}

  private final Clock clock;
  private final Faults faults;
  private final boolean signed;
  private final boolean raw;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Delivery> waiting = new ArrayList<>();
  private final List<Entry> held = new ArrayList<>();
  private Optional<URI> receiver = Optional.empty();
  private Signing signing;
  private int keys = 1;

  Callbacks(Clock clock, Faults faults, boolean signed, boolean raw) {
    this.clock = clock;
    this.faults = faults;
    this.signed = signed;
    this.raw = raw;
    this.signing = new Signing(keyId(keys), raw);
  }

  private static String keyId(int number) {
    return "HTTP_EC_P256_KEY:" + number;
  }

  /** Signs with another key from now on. */
  synchronized void rotate() {
    keys++;
    signing = new Signing(keyId(keys), raw);
  }

  synchronized Signing signing() {
    return signing;
  }

  /** Says where callbacks go. */
  synchronized void sendTo(URI url) {
    receiver = Optional.of(url);
  }

  synchronized Optional<URI> receiver() {
    return receiver;
  }

  /** Tells how a payment has ended. */
  synchronized void tell(Entry entry) {
    if (receiver.isEmpty() || faults.take(Fault.CALLBACK_LOST)) {
      return;
    }
    if (faults.take(Fault.CALLBACK_REORDERED)) {
      held.add(entry);
      return;
    }
    var now = clock.instant();
    if (faults.take(Fault.CALLBACK_FORGED)) {
      waiting.add(new Delivery(entry, now, now, Mischief.FORGED));
    }
    if (faults.take(Fault.CALLBACK_UNSIGNED)) {
      waiting.add(new Delivery(entry, now, now, Mischief.UNSIGNED));
    }
    if (faults.take(Fault.CALLBACK_ALTERED)) {
      waiting.add(new Delivery(entry, now, now, Mischief.ALTERED));
    }
    var due = faults.take(Fault.CALLBACK_LATE) ? now.plus(LATENESS) : now;
    waiting.add(genuine(entry, due));
    if (faults.take(Fault.CALLBACK_TWICE)) {
      waiting.add(genuine(entry, due));
    }
    held.forEach(earlier -> waiting.add(genuine(earlier, now)));
    held.clear();
  }

  private static Delivery genuine(Entry entry, Instant due) {
    return new Delivery(entry, due, due.plus(GIVEN_UP_AFTER), Mischief.NONE);
  }

  /**
   * Sends what is due.
   *
   * @return how many were heard
   */
  int deliver() {
    List<Callable<Boolean>> sendings = new ArrayList<>();
    due().forEach(delivery -> sendings.add(() -> sent(delivery)));
    try {
      int heard = 0;
      for (Future<Boolean> sending : threads.invokeAll(sendings)) {
        heard += sending.get() ? 1 : 0;
      }
      return heard;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Begins to send what is due; a receiver that hangs holds up no other callback. */
  void begin() {
    due().forEach(delivery -> threads.execute(() -> sent(delivery)));
  }

  /** The headers and the body by which a payment would be told now. */
  Map<String, String> headers(String body) {
    var url = receiver().orElseThrow();
    return signed
        ? signing().headers(url, CONTENT_TYPE, body, clock.instant())
        : Map.of("Content-Type", CONTENT_TYPE);
  }

  static String body(Entry entry) {
    return JSON.writeValueAsString(entry.told());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.shutdownNow();
  }

  private synchronized List<Delivery> due() {
    var now = clock.instant();
    var due = waiting.stream().filter(delivery -> !delivery.due().isAfter(now)).toList();
    waiting.removeAll(due);
    return due;
  }

  private boolean sent(Delivery delivery) {
    boolean heard = send(delivery);
    if (!heard) {
      again(delivery);
    }
    return heard;
  }

  private synchronized void again(Delivery delivery) {
    var due = clock.instant().plus(PAUSE);
    if (!due.isAfter(delivery.until())) {
      waiting.add(new Delivery(delivery.entry(), due, delivery.until(), delivery.mischief()));
    }
  }

  private boolean send(Delivery delivery) {
    var genuine = body(delivery.entry());
    var url = receiver().orElseThrow();
    var headers =
        switch (delivery.mischief()) {
          case NONE, ALTERED -> headers(genuine);
          case FORGED ->
              new Signing(signing().keyId(), raw)
                  .headers(url, CONTENT_TYPE, genuine, clock.instant());
          case UNSIGNED -> Map.of("Content-Type", CONTENT_TYPE);
        };
    var request = HttpRequest.newBuilder(url).timeout(PATIENCE);
    headers.forEach(request::header);
    var body = delivery.mischief() == Mischief.ALTERED ? altered(delivery.entry()) : genuine;
    try {
      var sent = request.POST(BodyPublishers.ofString(body)).build();
      return http.send(sent, BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String altered(Entry entry) {
    var amount = new BigDecimal(entry.amount());
    return body(entry.completed(amount.add(BigDecimal.TEN).toPlainString()));
  }
}
