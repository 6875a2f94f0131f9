package app.dollr.simulators.pawapay;

import app.dollr.simulators.Asked;
import app.dollr.simulators.Fault;
import app.dollr.simulators.Faults;
import app.dollr.simulators.Reply;
import app.dollr.simulators.SimulatorServer;
import app.dollr.simulators.mobile.Verdict;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * pawaPay over HTTP, as far as deposits, payouts and refunds need it: one account, books of its
 * own, callbacks that are signed, and faults by switch. What is under {@code /sim/} is for tests:
 *
 * <ul>
 *   <li>{@code GET /sim/book}: what really happened
 *   <li>{@code GET} and {@code POST /sim/faults}: {@code half_open=1&callback_lost=2}
 *   <li>{@code POST /sim/callbacks}: {@code url=…}, where callbacks go
 *   <li>{@code POST /sim/deliver}: settles what is due and sends the callbacks that are
 *   <li>{@code POST /sim/resolve}: {@code id=…&outcome=completed} or {@code failed}
 *   <li>{@code POST /sim/operators}: {@code provider=MTN_MOMO_RWA&operation=DEPOSIT&status=CLOSED}
 *   <li>{@code POST /sim/keys}: callbacks are signed with a new key from now on
 * </ul>
 */
public final class PawapaySimulator implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final String SIM = "/sim/";
  private static final String BOOK = "pawapay.jsonl";

  private final Faults faults = new Faults();
  private final Callbacks callbacks;
  private final Book book;
  private final PawapayApi api;
  private final SimulatorServer server;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  /** A simulator that serves already. */
  public PawapaySimulator(PawapaySettings settings, Clock clock) {
    this.callbacks =
        new Callbacks(clock, faults, settings.signedCallbacks(), settings.rawSignatures());
    this.book =
        new Book(
            clock,
            settings.delay(),
            faults,
            settings.folder().map(folder -> folder.resolve(BOOK)),
            callbacks::tell);
    this.api = new PawapayApi(settings, book, callbacks, faults, clock);
    this.server = new SimulatorServer(settings.port(), faults, this::answer);
  }

  /** What its URLs begin with. */
  public String url() {
    return server.url();
  }

  /** The faults that can be switched on. */
  public Faults faults() {
    return faults;
  }

  /** Says where callbacks go. */
  public void sendTo(URI url) {
    callbacks.sendTo(url);
  }

  /** Settles and calls back in the background from now on; tests call {@link #deliver}. */
  public void start() {
    var _ =
        worker.scheduleWithFixedDelay(
            this::work, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Settles what is due, and sends the callbacks that are.
   *
   * @return how many were heard
   */
  public int deliver() {
    book.settleDue();
    return callbacks.deliver();
  }

  private void work() {
    book.settleDue();
    callbacks.begin();
  }

  /** Decides about a payment that waits; whether there was one. */
  public boolean resolve(String id, boolean completed) {
    return book.resolve(
        id,
        completed
            ? Verdict.yes()
            : Verdict.no("PAYMENT_NOT_APPROVED", "The payer did not approve the payment."));
  }

  /** How it stands with an operator from now on: OPERATIONAL, DELAYED or CLOSED. */
  public void setOperator(String provider, String status) {
    set(provider, status, Optional.empty());
  }

  /** Ports a number to another operator, which its prefix does not tell. */
  public void port(String phone, String provider) {
    requireOperator(provider);
    book.port(phone, provider);
  }

  /** Signs callbacks with a new key from now on. */
  public void rotateKey() {
    callbacks.rotate();
  }

  /** The headers that sign a body as a callback that is sent now, for tests that send their own. */
  public Map<String, String> signed(String body) {
    return callbacks.headers(body);
  }

  /** The bodies of the callbacks of all payments that have ended, in their order. */
  public List<String> callbacks() {
    return book.all().stream()
        .filter(entry -> entry.status().isFinal())
        .map(Callbacks::body)
        .toList();
  }

  /** What really happened, by payment. */
  public List<? extends Map<String, ?>> book() {
    return book.all().stream().map(Entry::kept).toList();
  }

  @Override
  public void close() {
    worker.shutdownNow();
    server.close();
    callbacks.close();
  }

  private Reply answer(Asked asked) {
    try {
      return asked.path().startsWith(SIM) ? switched(asked) : api.answer(asked, server.url());
    } catch (IllegalArgumentException e) {
      return Reply.json(400, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private Reply switched(Asked asked) {
    var form = asked.form();
    return switch (asked.method() + " " + asked.path()) {
      case "GET /sim/book" -> Reply.json(200, Map.of("payments", book()));
      case "GET /sim/faults" -> Reply.json(200, faults.left());
      case "POST /sim/faults" -> faults(form);
      case "POST /sim/callbacks" -> {
        sendTo(URI.create(form.getOrDefault("url", "")));
        yield Reply.empty(204);
      }
      case "POST /sim/deliver" -> Reply.json(200, Map.of("heard", deliver()));
      case "POST /sim/resolve" ->
          Reply.json(
              200,
              Map.of(
                  "resolved",
                  resolve(form.getOrDefault("id", ""), "completed".equals(form.get("outcome")))));
      case "POST /sim/operators" -> operators(form);
      case "POST /sim/ports" -> {
        port(form.getOrDefault("phone", ""), form.getOrDefault("provider", ""));
        yield Reply.empty(204);
      }
      case "POST /sim/keys" -> {
        rotateKey();
        yield Reply.empty(204);
      }
      default -> Reply.json(404, Map.of("error", "nothing is at " + asked.path()));
    };
  }

  private Reply faults(Map<String, String> form) {
    faults.clear();
    form.forEach((word, times) ->
        faults.set(
            Fault.of(word)
                .orElseThrow(() -> new IllegalArgumentException("no fault is called " + word)),
            Integer.parseInt(times)));
    return Reply.json(200, faults.left());
  }

  private Reply operators(Map<String, String> form) {
    set(
        form.getOrDefault("provider", ""),
        form.getOrDefault("status", ""),
        Optional.ofNullable(form.get("operation")));
    return Reply.empty(204);
  }

  private void set(String provider, String status, Optional<String> operation) {
    requireOperator(provider);
    var state = Operator.State.valueOf(status);
    for (var kind : Kind.values()) {
      if (operation.map(kind.name()::equals).orElse(true)) {
        book.set(provider, kind, state);
      }
    }
  }

  private static void requireOperator(String provider) {
    if (Operator.named(provider).isEmpty()) {
      throw new IllegalArgumentException("no operator is called " + provider);
    }
  }
}
