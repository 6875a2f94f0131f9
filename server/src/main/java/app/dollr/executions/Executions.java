package app.dollr.executions;

import app.dollr.accounts.Accounts;
import app.dollr.accounts.PaymentAccount;
import app.dollr.checkout.Checkout;
import app.dollr.checkout.Session;
import app.dollr.documents.Documents;
import app.dollr.executions.Lifecycle.Event;
import app.dollr.fees.Fees;
import app.dollr.gateways.DisputeListener;
import app.dollr.gateways.DisputeNews;
import app.dollr.gateways.Gateways;
import app.dollr.gateways.News;
import app.dollr.gateways.NewsListener;
import app.dollr.gateways.Outcome;
import app.dollr.ledger.Ledger;
import app.dollr.merchants.Merchants;
import app.dollr.merchants.PasscodeAttempt;
import app.dollr.parties.Parties;
import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.GuardFailed;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.events.Events;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.platform.jobs.Job;
import app.dollr.platform.secrets.Vault;
import app.dollr.routing.Routing;
import app.dollr.values.DocumentId;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.ReferenceId;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.OperationType;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The movements of money. */
public final class Executions implements NewsListener, DisputeListener {
  /** Why an execution is called off whose payer has not acted. */
  static final Outcome.Rejected TIME_IS_OVER =
      new Outcome.Rejected("payer_timeout", "The payment was not finished in time.");

  private static final Outcome.Rejected GIVEN_UP =
      new Outcome.Rejected("payer_canceled", "The payment was called off before it was finished.");

  private static final int MOST_COLLISIONS = 10;
  private static final int MOST_EXCEPTIONS = 1000;
  private static final int MOST_SETTLED = 100_000;

  /** The rooms that executions conduct. */
  public record Rooms(
      Merchants merchants,
      Parties parties,
      Routing routing,
      Fees fees,
      Ledger ledger,
      Accounts accounts,
      Documents documents,
      Checkout checkout) {}

  private final Database database;
  private final ExecutionStore store;
  private final ExceptionStore exceptions;
  private final Rooms rooms;
  private final Journals journals;
  private final Submitter submitter;
  private final Acceptance acceptance;
  private final Timing timing;
  private final Counts counts;
  private final Misfit misfit;
  private final Resolver resolver;
  private final Disputes disputes;
  private final Clock clock;

  public Executions(
      Database database,
      Events events,
      Rooms rooms,
      Gateways gateways,
      ExecutionsConfig config,
      Vault vault,
      MeterRegistry metrics,
      Clock clock) {
    this.database = database;
    this.store = new ExecutionStore(events, vault);
    this.exceptions = new ExceptionStore();
    this.rooms = rooms;
    this.journals = new Journals(rooms.ledger());
    this.timing = new Timing(config);
    this.counts = new Counts(metrics);
    this.misfit = new Misfit(database, store, exceptions, rooms.ledger(), journals, counts, clock);
    this.resolver =
        new Resolver(database, store, exceptions, this, rooms.ledger(), journals, clock);
    var strays = new StrayDisputes(database, exceptions, rooms.ledger(), journals, counts, clock);
    this.disputes =
        new Disputes(database, store, new DisputeStore(events), rooms, journals, strays, clock);
    this.submitter = new Submitter(gateways, this, timing, clock);
    this.acceptance =
        new Acceptance(
            database, store, rooms, gateways, journals, submitter, timing, counts, clock);
    this.clock = clock;
  }

  /** The routes of this room for merchants. */
  public List<Resource> resources() {
    return List.of(
        new ExecutionsResource(this, rooms.routing()),
        new StatusResource(this),
        new RefundSessionsResource(this),
        new ReceiptsResource(this, rooms),
        new PaymentsResource(this),
        new DisputesResource(disputes));
  }

  /** The routes of this room for the operator. */
  public Resource adminResource() {
    return new ExceptionsAdminResource(this);
  }

  /** The job that takes up what nobody works on, and asks gateways again. */
  public Job reconciler() {
    return new Reconciler(database, store, submitter, this, timing, clock);
  }

  /** The chore that takes from wallets what their merchants owe of disputes. */
  public void recover() {
    disputes.recover();
  }

  /**
   * Starts a collection. Safe to repeat: the same reference with the same wish is answered with the
   * execution as it stands now.
   *
   * @throws Refused with SESSION_UNKNOWN, SESSION_WRONG_KIND, SESSION_NOT_ACTIVE, SESSION_EXPIRED,
   *     PAYMENT_ACCOUNT_UNKNOWN, PAYMENT_ACCOUNT_NOT_ACTIVE, PAYMENT_ACCOUNT_WRONG_OPERATION,
   *     METHOD_UNSUPPORTED, METHOD_UNAVAILABLE, CURRENCY_UNSUPPORTED, AMOUNT_TOO_SMALL,
   *     AMOUNT_TOO_LARGE, SOURCE_NOT_ACTIVE or REFERENCE_DUPLICATE
   */
  public Accepted collect(Wish.Collect wish) {
    return acceptance.collect(wish);
  }

  /**
   * Starts a payout: the money is set aside at once. With too little in the wallet it is taken in
   * and has failed. Safe to repeat, as {@link #collect}.
   *
   * @throws Refused as {@link #collect}, and with MERCHANT_UNVERIFIED, PAYMENT_ACCOUNT_OTHER,
   *     PASSCODE_INVALID or PASSCODE_LOCKED
   */
  public Accepted payOut(Wish.PayOut wish, PasscodeAttempt passcode) {
    rooms.merchants().requireVerified(wish.merchant());
    return acceptance.payOut(wish, passcode);
  }

  /**
   * Moves money into a party's wallet, at once. Safe to repeat, as {@link #collect}.
   *
   * @throws Refused as {@link #payOut}
   */
  public Accepted transfer(Wish.Transfer wish) {
    rooms.merchants().requireVerified(wish.merchant());
    return acceptance.transfer(wish);
  }

  /**
   * Starts a refund: the money is set aside at once. Safe to repeat, as {@link #collect}.
   *
   * @throws Refused as {@link #payOut}, and with AMOUNT_TOO_LARGE when less is left to refund
   */
  public Accepted refund(Wish.Refund wish) {
    rooms.merchants().requireVerified(wish.merchant());
    return acceptance.refund(wish);
  }

  /**
   * Opens a session to refund a part of a collection.
   *
   * @param amount in the currency of the refunded document
   * @throws Refused with MERCHANT_UNVERIFIED, PAYMENT_UNKNOWN, PAYMENT_NOT_REFUNDABLE,
   *     METHOD_UNAVAILABLE, TOO_MANY_DECIMALS, AMOUNT_TOO_LARGE or EXPIRY_OUT_OF_RANGE
   */
  Session openRefund(
      MerchantId merchant,
      ExecutionId id,
      BigDecimal amount,
      Optional<String> reason,
      Instant expiresAt) {
    rooms.merchants().requireVerified(merchant);
    var original =
        database
            .run(store.find(merchant, id))
            .orElseThrow(
                () -> Refused.body("original_payment_intent_id", ErrorCode.PAYMENT_UNKNOWN));
    if (original.operation() != OperationType.COLLECTION
        || original.state() != ExecutionState.COMPLETED) {
      throw Refused.body("original_payment_intent_id", ErrorCode.PAYMENT_NOT_REFUNDABLE);
    }
    rooms
        .routing()
        .rail(original.route().method())
        .obstacle(OperationType.REFUND)
        .ifPresent(why -> {
          throw Refused.body("original_payment_intent_id", ErrorCode.METHOD_UNAVAILABLE, why);
        });
    var base = original.amounts().base();
    var refunded = RefundAmount.of(amount, base.currency());
    var before = database.run(store.refunded(merchant, id)).baseMinor();
    var left = base.minus(new Money(before, base.currency()));
    if (refunded.compareTo(left) > 0) {
      throw Refused.body(
          "amount", ErrorCode.AMOUNT_TOO_LARGE, "%s is left to refund".formatted(left));
    }
    return rooms
        .checkout()
        .openRefund(merchant, original.books().wallet(), id, refunded, reason, expiresAt);
  }

  /** The merchant's execution under this reference, if it is of this operation. */
  public Optional<Execution> find(
      MerchantId merchant, OperationType operation, ReferenceId reference) {
    return database
        .run(store.find(merchant, reference))
        .filter(execution -> execution.operation() == operation);
  }

  /** An execution as answers show it. */
  public ExecutionResponse shown(Execution execution) {
    return ExecutionWire.of(execution);
  }

  /** The collection that a document was paid with. */
  public Optional<Execution> paymentOf(MerchantId merchant, DocumentId document) {
    return database.run(store.paymentOf(merchant, document));
  }

  /** The attempts at paying a document, the newest first, at most {@code most}. */
  public List<Execution> attempts(MerchantId merchant, DocumentId document, int most) {
    return database.run(store.attempts(merchant, document, most));
  }

  /** The account that an execution takes its money from, or brings it to. */
  Optional<PaymentAccount> account(MerchantId merchant, PaymentAccountId id) {
    return database.run(rooms.accounts().find(merchant, id));
  }

  /** The merchant's executions that pass the filter, the newest first. */
  Paging.Page<Execution> list(MerchantId merchant, PaymentFilter filter, Paging paging) {
    var cursor = paging.after().map(ExecutionId::new);
    if (cursor.isPresent() && database.run(store.find(merchant, cursor.get())).isEmpty()) {
      throw Refused.query("starting_after", ErrorCode.CURSOR_UNKNOWN);
    }
    var items = database.run(store.list(merchant, filter, paging));
    boolean more = items.size() > paging.limit();
    return new Paging.Page<>(
        items, more ? database.run(store.count(merchant, filter)) : items.size());
  }

  /**
   * What the books have of what a gateway says it has moved, for all merchants: an operator holds
   * its statement against it.
   *
   * @param keys of instructions
   * @param transactions the gateway's own ids, of payments, refunds and disputes
   */
  public List<Settled> settled(String gateway, Set<UUID> keys, Set<String> transactions) {
    var ids = transactions.toArray(String[]::new);
    List<Settled> settled = new ArrayList<>(disputes.settled(gateway, ids));
    database.run(store.settled(gateway, keys.toArray(UUID[]::new), ids)).stream()
        .map(Executions::settled)
        .forEach(settled::add);
    return settled;
  }

  /** What a gateway has completed within a time, for all merchants; 100,000 at most. */
  public List<Settled> settledBetween(String gateway, Instant from, Instant until) {
    return database.run(store.settledBetween(gateway, from, until, MOST_SETTLED)).stream()
        .map(Executions::settled)
        .toList();
  }

  private static Settled settled(Execution execution) {
    return new Settled(
        execution.merchant(),
        execution.id(),
        execution.reference(),
        execution.operation(),
        execution.route().method(),
        execution.route().reach().map(reach -> reach.key().value()),
        execution.word().transaction(),
        execution.moved(),
        execution.state() == ExecutionState.COMPLETED,
        execution.quotedAt());
  }

  /** What gateways said that does not fit: what waits for a decision first, then the newest. */
  List<GatewayException> exceptions() {
    return database.run(exceptions.list(MOST_EXCEPTIONS));
  }

  /** Settles what did not fit; see {@link Resolver#resolve}. */
  GatewayException resolve(long exception, Resolution resolution) {
    return resolver.resolve(exception, resolution);
  }

  /**
   * Gives up a collection that waits for its payer, so that another can be begun. It has failed
   * once the gateway has called it off; it is completed when the payer was faster. Safe to repeat.
   *
   * @return the execution as it stands now; empty when the merchant has none under the reference
   */
  public Optional<Execution> giveUpWaiting(MerchantId merchant, ReferenceId reference) {
    var known = find(merchant, OperationType.COLLECTION, reference);
    known
        .filter(Execution::requiresAction)
        .ifPresent(execution -> {
          callOff(execution, GIVEN_UP);
          submitter.cancel(execution);
        });
    return known.map(this::current);
  }

  /** Begins to call off an execution that waits for its payer; otherwise as {@link #apply}. */
  void callOff(Execution known, Outcome.Rejected why) {
    move(known, Event.CALLED_OFF, why);
  }

  /** The execution as it stands now. */
  Execution current(Execution known) {
    return database.run(store.find(known.merchant(), known.reference())).orElseThrow();
  }

  /** Takes in what a gateway says without being asked. */
  @Override
  public void hear(News news) {
    CrashPoints.reach(CrashPoint.BEFORE_CALLBACK, news.reference().value());
    find(news.merchant(), news.operation(), news.reference())
        .ifPresentOrElse(
            execution -> apply(execution, news.about(execution.instruction())),
            () -> misfit.unknown(news));
    CrashPoints.reach(CrashPoint.AFTER_CALLBACK, news.reference().value());
  }

  /** Takes in how it stands with a dispute. */
  @Override
  public void hear(DisputeNews news) {
    CrashPoints.reach(CrashPoint.BEFORE_DISPUTE, news.reference().value());
    disputes.hear(news);
    CrashPoints.reach(CrashPoint.AFTER_DISPUTE, news.reference().value());
  }

  /** Asks the gateway about an execution that has not come to its end. */
  @Override
  public void hint(MerchantId merchant, OperationType operation, ReferenceId reference) {
    find(merchant, operation, reference)
        .filter(execution -> !execution.state().isFinal())
        .ifPresent(execution -> apply(execution, submitter.ask(execution)));
  }

  /**
   * Moves an execution along, as a gateway's word demands: the only function that does. The new
   * state and all that hangs on it, in the ledger above all, are one commit. Safe to repeat: what
   * was heard before, or does not fit, moves nothing.
   *
   * @param known the execution as the caller last saw it
   */
  public void apply(Execution known, Outcome outcome) {
    if (outcome instanceof Outcome.NotNow) {
      var next = clock.instant().plus(timing.pause(known.progress().checks()));
      database.run(store.unsend(known, next));
    }
    event(known, outcome).ifPresent(event -> move(known, event, outcome));
  }

  /** Ends an execution that no gateway will ever speak of; otherwise as {@link #apply}. */
  void giveUp(Execution known, String why) {
    move(known, Event.GIVEN_UP, new Outcome.Declined("NOT_SENT", why));
  }

  /**
   * Ends an execution that was put on hold, together with what else that takes.
   *
   * @throws GuardFailed with {@link ExecutionStore#MOVED} when it is not on hold any more
   */
  void conclude(Execution held, Event event, Outcome outcome, List<Step<?>> more) {
    var next = Lifecycle.MACHINE.next(held.state(), event).orElseThrow();
    List<Step<?>> steps = new ArrayList<>(more);
    steps.addAll(steps(held, next, outcome));
    database.run(steps);
    counts.entered(held, next);
  }

  /** Waits until nothing is being handed to gateways in the background, 15 seconds at most. */
  public void awaitSubmissions() {
    submitter.awaitIdle();
  }

  /** What a gateway's word means for an execution; nothing when it says nothing. */
  private static Optional<Event> event(Execution execution, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken taken -> Optional.of(Event.TAKEN);
      case Outcome.ActionRequired action -> Optional.of(Event.ACTION_REQUIRED);
      case Outcome.Rejected rejected -> Optional.of(Event.REJECTED);
      case Outcome.Confirmed confirmed ->
          Optional.of(
              confirmed.amount().equals(execution.moved()) ? Event.CONFIRMED : Event.MISMATCHED);
      case Outcome.Contradicted contradicted -> Optional.of(Event.MISMATCHED);
      case Outcome.Declined declined -> Optional.of(Event.DECLINED);
      case Outcome.Uncertain uncertain -> Optional.of(Event.LOST);
      case Outcome.Absent absent -> Optional.empty();
      case Outcome.NotNow notNow -> Optional.empty();
    };
  }

  private void move(Execution known, Event event, Outcome outcome) {
    var execution = known;
    for (int attempt = 0; attempt < MOST_COLLISIONS; attempt++) {
      var next = Lifecycle.MACHINE.next(execution.state(), event);
      if (next.isEmpty()) {
        misfit.note(execution, event, outcome);
        return;
      }
      if (next.get() == execution.state()) {
        return;
      }
      try {
        Acceptance.send(database, execution, steps(execution, next.get(), outcome));
        counts.entered(execution, next.get());
        if (next.get() == ExecutionState.HELD) {
          misfit.alarm(execution, outcome);
        }
        return;
      } catch (GuardFailed failed) {
        if (!failed.guard().equals(ExecutionStore.MOVED)) {
          throw failed;
        }
        execution = current(execution);
      }
    }
    throw new IllegalStateException("%s keeps moving".formatted(known.reference()));
  }

  private List<Step<?>> steps(Execution execution, ExecutionState to, Outcome outcome) {
    var now = clock.instant();
    List<Step<?>> steps =
        new ArrayList<>(
            store.move(execution, to, word(execution, outcome), nextLook(execution, to, now), now));
    switch (to) {
      case COMPLETED -> {
        settleDocument(execution).ifPresent(steps::add);
        steps.addAll(rooms.ledger().post(journals.completed(execution, now)));
      }
      case FAILED -> {
        releaseDocument(execution).ifPresent(steps::add);
        journals
            .failed(execution, now)
            .ifPresent(journal -> steps.addAll(rooms.ledger().post(journal)));
      }
      case HELD -> steps.addAll(misfit.held(execution, outcome, now));
      case ACCEPTED, SENT, AWAITING_PAYER, CANCELING, UNCERTAIN -> {}
    }
    if (to.isFinal() && submitter.takesTurns(execution)) {
      steps.add(store.wakeNextRefund(execution, now));
    }
    return steps;
  }

  private Optional<Step<?>> settleDocument(Execution execution) {
    return execution.operation() == OperationType.COLLECTION
        ? execution
            .books()
            .document()
            .map(document -> rooms.documents().settle(execution.merchant(), document.id()))
        : Optional.empty();
  }

  private Optional<Step<?>> releaseDocument(Execution execution) {
    return execution.operation() == OperationType.COLLECTION
        ? execution
            .books()
            .document()
            .map(document -> rooms.documents().release(execution.merchant(), document.id()))
        : Optional.empty();
  }

  /** What is kept of a gateway's word: why something is called off outlives that it was. */
  private static GatewayWord word(Execution execution, Outcome outcome) {
    boolean calledOff =
        execution.state() == ExecutionState.CANCELING && outcome instanceof Outcome.Declined;
    return calledOff ? GatewayWord.NONE : GatewayWord.of(outcome);
  }

  private Optional<Instant> nextLook(Execution execution, ExecutionState to, Instant now) {
    return switch (to) {
      case CANCELING -> Optional.of(now);
      case AWAITING_PAYER -> Optional.of(timing.whilePayerActs(execution, 0, now));
      case ACCEPTED, SENT, UNCERTAIN -> Optional.of(now.plus(timing.pause(0)));
      case HELD, COMPLETED, FAILED -> Optional.empty();
    };
  }
}
