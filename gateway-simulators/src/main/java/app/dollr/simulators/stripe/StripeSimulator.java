package app.dollr.simulators.stripe;

import app.dollr.simulators.Asked;
import app.dollr.simulators.Fault;
import app.dollr.simulators.Faults;
import app.dollr.simulators.Reply;
import app.dollr.simulators.SimulatorServer;
import app.dollr.simulators.stripe.Account.Payment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stripe over HTTP, as far as card payments need it: one account, its books in memory, webhooks
 * that are signed, and faults by switch. What is under {@code /sim/} is for tests:
 *
 * <ul>
 *   <li>{@code GET /sim/book}: what really happened
 *   <li>{@code GET} and {@code POST /sim/faults}: {@code half_open=1&callback_lost=2}
 *   <li>{@code POST /sim/webhooks}: {@code url=…&secret=…}, a second secret as {@code secret2}
 *   <li>{@code POST /sim/deliver}: settles what is due and sends the webhooks that are
 *   <li>{@code POST /sim/resend}: sends again at once what was not heard, or lost
 *   <li>{@code POST /sim/disputes}: {@code payment_intent=pi_…&amount=…&reason=…}, a dispute of so
 *       much of it
 *   <li>{@code POST /sim/disputes/du_…}: {@code outcome=won} or {@code lost}
 *   <li>{@code POST /sim/payment_intents/pi_…}: {@code outcome=complete} or {@code fail} ends the
 *       challenge
 * </ul>
 */
public final class StripeSimulator implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String SIM = "/sim/";
  private static final String OUTCOME = "outcome";

  private final Faults faults = new Faults();
  private final Account account;
  private final Events events;
  private final StripeApi api;
  private final SimulatorServer server;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  /**
   * A simulator that serves already.
   *
   * @param port 0 for any
   * @param file to which every event is appended
   */
  public StripeSimulator(int port, StripeKeys keys, Clock clock, Optional<Path> file) {
    this.events = new Events(clock, faults, file);
    this.account = new Account(clock, faults, events);
    this.api = new StripeApi(keys, account, events, faults, new Idempotency(clock));
    this.server = new SimulatorServer(port, faults, this::answer);
  }

  /** What its URLs begin with. */
  public String url() {
    return server.url();
  }

  /** The faults that can be switched on. */
  public Faults faults() {
    return faults;
  }

  /** Says where webhooks go, and by which secrets they are signed: two while they are changed. */
  public void sendTo(URI url, List<String> secrets) {
    events.sendTo(url, secrets);
  }

  /** Settles and delivers in the background from now on; tests call {@link #deliver}. */
  public void start() {
    var _ =
        worker.scheduleWithFixedDelay(
            this::work, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Settles the refunds that are due, and sends the webhooks that are.
   *
   * @return how many were heard
   */
  public int deliver() {
    account.settleRefunds();
    return events.deliver();
  }

  private void work() {
    account.settleRefunds();
    events.begin();
  }

  /** Sends again what was not heard, as from Stripe's dashboard: even what was lost for good. */
  public void resend() {
    events.resend();
  }

  /** The header that signs a body, for tests that send webhooks of their own. */
  public static String signature(List<String> secrets, Clock clock, String body) {
    return Events.signature(secrets, clock.instant(), body);
  }

  /** The bodies of all events so far, in their order. */
  public List<String> events() {
    return events.all().stream().map(Events.Event::json).toList();
  }

  /** In which versions of its API it was asked. */
  public Set<String> versions() {
    return api.versions();
  }

  /** What really happened, by payment. */
  public Map<String, Object> book() {
    Map<String, Object> book = new LinkedHashMap<>();
    var refunded = account.refunded();
    book.put(
        "payments",
        account.payments().stream()
            .map(payment -> entry(payment, refunded.getOrDefault(payment.intent().id(), 0L)))
            .toList());
    book.put("refunds", account.returns().stream().map(Shapes::refund).toList());
    book.put("disputes", account.disputes().stream().map(Shapes::dispute).toList());
    book.put("transactions", account.transactions().stream().map(StripeSimulator::line).toList());
    book.put("unsettled", account.unsettled());
    book.put("untold", events.untold());
    return book;
  }

  @Override
  public void close() {
    worker.shutdownNow();
    server.close();
  }

  private static Map<String, @Nullable Object> entry(Payment payment, long refunded) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("id", payment.intent().id());
    entry.put("amount", payment.intent().amount());
    entry.put("currency", payment.intent().currency());
    entry.put("status", payment.intent().status().wire());
    entry.put("received", payment.received());
    entry.put("refunded", refunded);
    entry.put("metadata", payment.metadata());
    entry.put("created", payment.created());
    return entry;
  }

  private static Map<String, @Nullable Object> line(Account.Transaction line) {
    var shape = Shapes.transaction(line);
    shape.put("payment_intent", line.payment().intent().id());
    return shape;
  }

  private Reply answer(Asked asked) {
    try {
      return asked.path().startsWith(SIM) ? switched(asked) : api.answer(asked);
    } catch (StripeRefused refused) {
      return Reply.json(refused.status(), Map.of("error", String.valueOf(refused.getMessage())));
    } catch (IllegalArgumentException e) {
      return Reply.json(400, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private Reply switched(Asked asked) {
    var form = asked.form();
    var last = asked.path().substring(asked.path().lastIndexOf('/') + 1);
    return switch (asked.method() + " " + asked.path().replaceFirst("(du|pi)_\\w+$", "id")) {
      case "GET /sim/book" -> Reply.json(200, book());
      case "GET /sim/faults" -> Reply.json(200, faults.left());
      case "POST /sim/faults" -> faults(form);
      case "POST /sim/webhooks" -> webhooks(form);
      case "POST /sim/deliver" -> Reply.json(200, Map.of("heard", deliver()));
      case "POST /sim/resend" -> {
        resend();
        yield Reply.empty(204);
      }
      case "POST /sim/disputes" ->
          Reply.json(
              200,
              Shapes.dispute(
                  account.dispute(
                      form.getOrDefault("payment_intent", ""),
                      Optional.ofNullable(form.get("amount")).map(Long::valueOf),
                      form.getOrDefault("reason", "general"))));
      case "POST /sim/disputes/id" ->
          Reply.json(200, Shapes.dispute(account.close(last, "won".equals(form.get(OUTCOME)))));
      case "POST /sim/payment_intents/id" ->
          Reply.json(
              200,
              Shapes.intent(
                  account.step(
                      last, intent -> intent.authenticate("complete".equals(form.get(OUTCOME))))));
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

  private Reply webhooks(Map<String, String> form) {
    List<String> secrets = new ArrayList<>();
    Optional.ofNullable(form.get("secret")).ifPresent(secrets::add);
    Optional.ofNullable(form.get("secret2")).ifPresent(secrets::add);
    sendTo(URI.create(form.getOrDefault("url", "")), secrets);
    return Reply.empty(204);
  }
}
