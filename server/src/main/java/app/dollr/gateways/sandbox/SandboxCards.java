package app.dollr.gateways.sandbox;

import app.dollr.gateways.CardKnowledge;
import app.dollr.gateways.Cards;
import app.dollr.gateways.Gateway;
import app.dollr.gateways.Instruction;
import app.dollr.gateways.Instrument;
import app.dollr.gateways.News;
import app.dollr.gateways.NewsListener;
import app.dollr.gateways.Outcome;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Step;
import app.dollr.platform.database.Transaction;
import app.dollr.platform.http.Resource;
import app.dollr.platform.jobs.AtOnce;
import app.dollr.platform.jobs.Job;
import app.dollr.platform.random.Randomness;
import app.dollr.simulators.stripe.IntentStatus;
import app.dollr.simulators.stripe.PaymentIntent;
import app.dollr.simulators.stripe.Refund;
import app.dollr.simulators.stripe.StripeRefused;
import app.dollr.simulators.stripe.TestCards;
import app.dollr.values.Money;
import app.dollr.values.PaymentMethodId;
import app.dollr.values.ReferenceId;
import app.dollr.values.Secret;
import app.dollr.wire.OperationType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The card gateway of the sandbox: Stripe, as {@code app.dollr.simulators.stripe} has it, with
 * books of its own. It knows the published test cards and no others.
 */
public final class SandboxCards implements Gateway, Cards, Job {
  /** The name it is kept under. */
  static final String NAME = "sandbox-cards";

  private static final Logger LOG = LoggerFactory.getLogger(SandboxCards.class);
  private static final Duration CALL_AGAIN_AFTER = Duration.ofSeconds(1);
  private static final long LOOK_AT_CLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int MOST_AT_ONCE = 100;

  private final Database books;
  private final CardStore store = new CardStore();
  private final SandboxConfig config;
  private final Clock clock;
  private final NewsListener listener;
  private final Faults faults;
  private final AtOnce callbacks = new AtOnce(MOST_AT_ONCE);

  /**
   * The card gateway.
   *
   * @param books a pool of its own
   * @param listener who is called back
   * @param faults that are switched on
   */
  public SandboxCards(
      Database books, SandboxConfig config, Clock clock, NewsListener listener, Faults faults) {
    this.books = books;
    this.config = config;
    this.clock = clock;
    this.listener = listener;
    this.faults = faults;
  }

  /** What browsers speak to, in place of Stripe. */
  public Resource resource() {
    return new StripeResource(this);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome submit(Instruction instruction) {
    Transaction.refuseInside("a gateway call");
    if (faults.take(Fault.UNREACHABLE)) {
      return new Outcome.Uncertain("connection refused");
    }
    var outcome = safely(() -> take(instruction));
    if (faults.take(Fault.SLOW)) {
      waitUntil(clock.instant().plus(config.slowness()));
    }
    return faults.take(Fault.TIMEOUT) ? new Outcome.Uncertain("no answer in time") : outcome;
  }

  @Override
  public Outcome ask(Instruction instruction) {
    Transaction.refuseInside("a gateway call");
    return safely(() -> known(instruction).orElseGet(Outcome.Absent::new));
  }

  @Override
  public Outcome cancel(Instruction instruction) {
    Transaction.refuseInside("a gateway call");
    return safely(() ->
        books.inTransaction(transaction -> {
          var entry = transaction.run(store.lock(instruction.key().value()));
          return entry.map(found -> cancel(transaction, found)).orElseGet(Outcome.Absent::new);
        }));
  }

  @Override
  public Optional<Cards> cards() {
    return Optional.of(this);
  }

  @Override
  public CardKnowledge card(PaymentMethodId id) {
    return TestCards.byId(id.value())
        .<CardKnowledge>map(
            card -> new CardKnowledge.Known(Optional.of(card.brand()), Optional.of(card.country())))
        .orElseGet(CardKnowledge.Unknown::new);
  }

  /** Settles refunds and calls back. */
  @Override
  public boolean runOnce() {
    var now = clock.instant();
    boolean settled = books.run(store.settleRefunds(now, MOST_AT_ONCE)) > 0;
    var payments = books.run(store.callbacksDue(now, MOST_AT_ONCE));
    var refunds = books.run(store.refundCallbacksDue(now, MOST_AT_ONCE));
    long heard =
        callbacks.run(payments, entry -> entry.intent().id(), this::callBack)
            + callbacks.run(refunds, entry -> entry.refund().id(), this::callBack);
    return settled || heard > 0;
  }

  @Override
  public Optional<Instant> oldestDue() {
    return books.run(store.oldestDue());
  }

  /**
   * Decides about what waits for its payer under a reference.
   *
   * @return whether anything did
   */
  public boolean resolve(ReferenceId reference, boolean completed) {
    return change(store.lockOpen(reference), intent -> resolved(intent, completed)).isPresent();
  }

  /**
   * The payment that a browser knows the secret of.
   *
   * @throws StripeRefused when there is none
   */
  PaymentIntent find(String id, Secret secret) {
    return books
        .run(store.find(id))
        .map(entry -> mine(entry.intent(), secret))
        .orElseThrow(() -> StripeRefused.missing("payment_intent", id));
  }

  /**
   * Lets a browser that knows its secret take a payment a step further, and calls back.
   *
   * @throws StripeRefused when there is no such payment, or it cannot take the step
   */
  PaymentIntent step(String id, Secret secret, UnaryOperator<PaymentIntent> step) {
    return change(store.lock(id), intent -> step.apply(mine(intent, secret)))
        .orElseThrow(() -> StripeRefused.missing("payment_intent", id));
  }

  private static PaymentIntent mine(PaymentIntent intent, Secret secret) {
    if (!Secret.of(intent.clientSecret()).equals(secret)) {
      throw StripeRefused.missing("payment_intent", intent.id());
    }
    return intent;
  }

  private Outcome take(Instruction instruction) {
    return known(instruction)
        .orElseGet(() ->
            switch (instruction.operation()) {
              case COLLECTION -> pay(instruction);
              case REFUND -> giveBack(instruction);
              case PAYOUT, TRANSFER ->
                  new Outcome.Declined("unsupported", "Cards are only paid with.");
            });
  }

  private Optional<Outcome> known(Instruction instruction) {
    var key = instruction.key().value();
    return instruction.operation() == OperationType.REFUND
        ? books.run(store.findRefund(key)).map(RefundEntry::outcome)
        : books.run(store.find(key)).map(CardEntry::outcome);
  }

  private Outcome pay(Instruction instruction) {
    var named = named(instruction.instrument());
    var card = named.flatMap(id -> TestCards.byId(id.value()));
    if (named.isPresent() && card.isEmpty()) {
      var refused = StripeRefused.missing("PaymentMethod", named.get().value());
      return new Outcome.Declined(refused.code(), String.valueOf(refused.getMessage()));
    }
    var amount = instruction.amount();
    var intent =
        PaymentIntent.create(
            Randomness.name("pi_"),
            Randomness.secret("").reveal(),
            amount.minorUnits(),
            amount.currency().code().toLowerCase(Locale.ROOT));
    long paid = amount.minorUnits() + (faults.take(Fault.OTHER_AMOUNT) ? 1 : 0);
    var entry =
        new CardEntry(
            instruction.merchant(),
            instruction.reference(),
            card.map(found -> intent.attach(found).confirm()).orElse(intent),
            new Money(paid, amount.currency()));
    return books.run(store.add(instruction, entry, clock.instant())) > 0
        ? entry.outcome()
        : known(instruction).orElseThrow();
  }

  private static Optional<PaymentMethodId> named(Instrument instrument) {
    return switch (instrument) {
      case Instrument.Card card -> card.id();
      case Instrument.Phone wallet ->
          throw new IllegalStateException("the card gateway was told of a phone");
    };
  }

  private Outcome giveBack(Instruction instruction) {
    try {
      return books.inTransaction(transaction -> giveBack(transaction, instruction));
    } catch (StripeRefused refused) {
      return new Outcome.Declined(refused.code(), String.valueOf(refused.getMessage()));
    }
  }

  private Outcome giveBack(Transaction transaction, Instruction instruction) {
    var key = instruction.original().orElseThrow().value();
    var original =
        transaction
            .run(store.lock(key))
            .orElseThrow(() -> StripeRefused.missing("payment_intent", key.toString()));
    long before = transaction.run(store.refunded(original));
    var amount = instruction.amount();
    var refund = Refund.of(original.intent(), Randomness.name("re_"), amount.minorUnits(), before);
    var now = clock.instant();
    var settleAt =
        refund.isUnsettled()
            ? Optional.of(now.plus(config.settlementDelay()))
            : Optional.<Instant>empty();
    transaction.run(store.addRefund(instruction, original, refund, settleAt, now));
    return new RefundEntry(
            instruction.merchant(), instruction.reference(), refund, amount.currency())
        .outcome();
  }

  private Outcome cancel(Transaction transaction, CardEntry entry) {
    var status = entry.intent().status();
    if (status.isFinal() || status == IntentStatus.PROCESSING) {
      return entry.outcome();
    }
    var canceled = entry.with(entry.intent().cancel());
    var now = clock.instant();
    transaction.run(store.change(canceled, 0, now, now));
    return canceled.outcome();
  }

  private static PaymentIntent resolved(PaymentIntent intent, boolean completed) {
    if (intent.status() == IntentStatus.REQUIRES_ACTION) {
      return intent.authenticate(completed);
    }
    var card = TestCards.byId(completed ? "pm_card_visa" : "pm_card_chargeDeclined").orElseThrow();
    return intent.attach(card).confirm();
  }

  /** Takes a payment a step further and calls back, at once unless told otherwise. */
  private Optional<PaymentIntent> change(
      Step<Optional<CardEntry>> lock, UnaryOperator<PaymentIntent> step) {
    var now = clock.instant();
    int callbacks = faults.take(Fault.NO_CALLBACK) ? 0 : faults.take(Fault.DUPLICATE) ? 2 : 1;
    var callbackAt = faults.take(Fault.LATE) ? now.plus(config.lateness()) : now;
    var changed =
        books.inTransaction(transaction -> {
          var next = transaction.run(lock).map(found -> found.with(step.apply(found.intent())));
          next.ifPresent(found -> transaction.run(store.change(found, callbacks, callbackAt, now)));
          return next;
        });
    if (callbacks > 0 && callbackAt.equals(now)) {
      changed.ifPresent(this::callBack);
    }
    return changed.map(CardEntry::intent);
  }

  private boolean callBack(CardEntry entry) {
    var again = clock.instant().plus(CALL_AGAIN_AFTER);
    return callBack(entry.news(), store.calledBack(entry), store.notHeard(entry, again));
  }

  private boolean callBack(RefundEntry entry) {
    var again = clock.instant().plus(CALL_AGAIN_AFTER);
    return callBack(entry.news(), store.calledBack(entry), store.notHeard(entry, again));
  }

  private boolean callBack(News news, Step<Integer> heard, Step<Integer> notHeard) {
    try {
      listener.hear(news);
      books.run(heard);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("calling back about {} failed; it will be tried again", news.reference(), e);
      books.run(notHeard);
      return false;
    }
  }

  private static Outcome safely(Supplier<Outcome> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      LOG.warn("the card gateway's books are out of reach", e);
      return new Outcome.Uncertain(String.valueOf(e.getMessage()));
    }
  }

  /** Waits as the clock goes, which tests move on. */
  private void waitUntil(Instant end) {
    while (clock.instant().isBefore(end) && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_AT_CLOCK_NANOS);
    }
  }
}
