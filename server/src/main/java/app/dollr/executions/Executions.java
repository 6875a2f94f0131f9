package app.dollr.executions;

import app.dollr.accounts.Accounts;
import app.dollr.checkout.Checkout;
import app.dollr.documents.Documents;
import app.dollr.executions.Lifecycle.Event;
import app.dollr.gateways.Gateways;
import app.dollr.gateways.News;
import app.dollr.gateways.NewsListener;
import app.dollr.gateways.Outcome;
import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.GuardFailed;
import app.dollr.platform.database.IdBlocks;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Resource;
import app.dollr.platform.jobs.Job;
import app.dollr.routing.Routing;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The movements of money. */
public final class Executions implements NewsListener {
  private static final Logger LOG = LoggerFactory.getLogger(Executions.class);
  private static final int MOST_COLLISIONS = 10;
  private static final int MOST_EXCEPTIONS = 1000;

  /** The rooms that executions conduct. */
  public record Rooms(Checkout checkout, Documents documents, Accounts accounts, Routing routing) {}

  private final Database database;
  private final ExecutionStore store = new ExecutionStore();
  private final Rooms rooms;
  private final CollectionPlan plan;
  private final Timing timing;
  private final Submitter submitter;
  private final IdBlocks ids;
  private final MeterRegistry metrics;
  private final Clock clock;

  public Executions(
      Database database,
      Rooms rooms,
      Gateways gateways,
      ExecutionsConfig config,
      MeterRegistry metrics,
      Clock clock) {
    this.database = database;
    this.rooms = rooms;
    this.plan = new CollectionPlan(rooms.routing(), gateways);
    this.timing = new Timing(config);
    this.submitter = new Submitter(gateways, this, timing, clock);
    this.ids = new IdBlocks(database, store.nextIds(), ExecutionStore.ID_BLOCK);
    this.metrics = metrics;
    this.clock = clock;
  }

  /** The routes of this room for merchants. */
  public Resource resource() {
    return new ExecutionsResource(this, rooms.routing());
  }

  /** The routes of this room for the operator. */
  public Resource adminResource() {
    return new ExceptionsAdminResource(this);
  }

  /** The job that takes up what nobody works on, and asks gateways again. */
  public Job reconciler() {
    return new Reconciler(database, store, submitter, this, timing, clock);
  }

  /**
   * Starts a collection: one commit claims the reference, executes the session and takes the
   * document; the gateway hears of it afterwards. Safe to repeat: the same reference with the same
   * wish is answered with the execution as it stands now.
   *
   * @throws Refused with SESSION_UNKNOWN, SESSION_NOT_ACTIVE, SESSION_EXPIRED,
   *     PAYMENT_ACCOUNT_UNKNOWN, PAYMENT_ACCOUNT_NOT_ACTIVE, PAYMENT_ACCOUNT_WRONG_OPERATION,
   *     METHOD_UNSUPPORTED, METHOD_UNAVAILABLE, CURRENCY_MISMATCH, CURRENCY_UNSUPPORTED,
   *     SOURCE_NOT_ACTIVE or REFERENCE_DUPLICATE
   */
  public Accepted collect(StartCollection wish) {
    var session = rooms.checkout().find(wish.merchant(), wish.session());
    var account = rooms.accounts().find(wish.merchant(), wish.account());
    // Asked for last: who sees what another request has done to the session sees its claim too.
    var known = store.find(wish.merchant(), wish.reference());
    var answers = database.run(List.of(session, account, known));
    if (answers.of(known).isPresent()) {
      return replay(answers.of(known).get(), wish);
    }
    var now = clock.instant();
    var planned = plan.check(wish, answers.of(session), answers.of(account), now);
    CrashPoints.reach(CrashPoint.BEFORE_ACCEPTANCE);
    return accept(wish, planned, now);
  }

  /** The merchant's execution under this reference, if it is of this operation. */
  public Optional<Execution> find(
      MerchantId merchant, OperationType operation, ReferenceId reference) {
    return database
        .run(store.find(merchant, reference))
        .filter(execution -> execution.operation() == operation);
  }

  /** What gateways said that does not fit, the newest first. */
  public List<GatewayException> exceptions() {
    return database.run(store.exceptions(MOST_EXCEPTIONS));
  }

  /** Takes in what a gateway says without being asked. */
  @Override
  public void hear(News news) {
    var execution = database.run(store.find(news.merchant(), news.reference()));
    if (execution.isEmpty()) {
      LOG.error("a gateway speaks of {}, which is not known", news.reference());
      metrics.counter("dollr.gateway.unknown.references").increment();
      return;
    }
    apply(execution.get(), news.outcome());
  }

  /**
   * Moves an execution along, as a gateway's word demands: the only function that does. The new
   * state and all that hangs on it are one commit. Safe to repeat: what was heard before, or does
   * not fit, moves nothing.
   *
   * @param known the execution as the caller last saw it
   */
  public void apply(Execution known, Outcome outcome) {
    event(known, outcome).ifPresent(event -> move(known, event, outcome));
  }

  /** Ends an execution that no gateway will ever speak of; otherwise as {@link #apply}. */
  void giveUp(Execution known, String why) {
    move(known, Event.GIVEN_UP, new Outcome.Declined("NOT_SENT", why));
  }

  /** Waits until nothing is being handed to gateways in the background, 15 seconds at most. */
  public void awaitSubmissions() {
    submitter.awaitIdle();
  }

  private Accepted accept(StartCollection wish, CollectionPlan.Planned planned, Instant now) {
    boolean sends = submitter.reserve();
    boolean accepted = false;
    try {
      var sentAt = sends ? Optional.of(now) : Optional.<Instant>empty();
      var execution = planned.execution(wish, new ExecutionId(ids.next()), sentAt, now);
      database.run(
          List.of(
              store.claim(execution, sends ? now.plus(timing.lease()) : now),
              rooms.checkout().take(wish.merchant(), wish.session()),
              rooms.documents().take(wish.merchant(), execution.document())));
      accepted = true;
      CrashPoints.reach(CrashPoint.AFTER_ACCEPTANCE);
      count(execution.state(), execution);
      if (sends) {
        submitter.submitInBackground(execution);
      }
      return new Accepted(execution, false);
    } catch (GuardFailed failed) {
      return answerInstead(wish, failed);
    } finally {
      if (sends && !accepted) {
        submitter.giveBack();
      }
    }
  }

  private Accepted answerInstead(StartCollection wish, GuardFailed failed) {
    return switch (failed.guard()) {
      case ExecutionStore.CLAIMED ->
          replay(database.run(store.find(wish.merchant(), wish.reference())).orElseThrow(), wish);
      case Checkout.NOT_ACTIVE -> throw Refused.body("session_id", ErrorCode.SESSION_NOT_ACTIVE);
      case Documents.NOT_ACTIVE -> throw Refused.body("session_id", ErrorCode.SOURCE_NOT_ACTIVE);
      default -> throw failed;
    };
  }

  private static Accepted replay(Execution known, StartCollection wish) {
    boolean same =
        known.operation() == OperationType.COLLECTION && known.requestHash().equals(wish.hash());
    if (!same) {
      throw Refused.body("reference_id", ErrorCode.REFERENCE_DUPLICATE);
    }
    return new Accepted(known, true);
  }

  /** What a gateway's word means for an execution; nothing when it says nothing. */
  private static Optional<Event> event(Execution execution, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken taken -> Optional.of(Event.TAKEN);
      case Outcome.Confirmed confirmed ->
          Optional.of(
              confirmed.amount().equals(execution.payer()) ? Event.CONFIRMED : Event.MISMATCHED);
      case Outcome.Declined declined -> Optional.of(Event.DECLINED);
      case Outcome.Uncertain uncertain -> Optional.of(Event.LOST);
      case Outcome.Absent absent -> Optional.empty();
    };
  }

  private void move(Execution known, Event event, Outcome outcome) {
    var execution = known;
    for (int attempt = 0; attempt < MOST_COLLISIONS; attempt++) {
      var next = Lifecycle.MACHINE.next(execution.state(), event);
      if (next.isEmpty()) {
        new Misfit(database, store, metrics, clock).note(execution, event, outcome);
        return;
      }
      if (next.get() == execution.state()) {
        return;
      }
      try {
        database.run(steps(execution, next.get(), outcome));
        count(next.get(), execution);
        return;
      } catch (GuardFailed failed) {
        if (!failed.guard().equals(ExecutionStore.MOVED)) {
          throw failed;
        }
        execution =
            database.run(store.find(execution.merchant(), execution.reference())).orElseThrow();
      }
    }
    throw new IllegalStateException("%s keeps moving".formatted(known.reference()));
  }

  private List<Step<?>> steps(Execution execution, ExecutionState to, Outcome outcome) {
    var now = clock.instant();
    var documents = rooms.documents();
    List<Step<?>> steps = new ArrayList<>();
    steps.add(store.move(execution, to, word(outcome), nextLook(to, now), now));
    switch (to) {
      case COMPLETED -> steps.add(documents.settle(execution.merchant(), execution.document()));
      case FAILED -> steps.add(documents.release(execution.merchant(), execution.document()));
      case HELD -> steps.add(Misfit.note(store, execution, Event.MISMATCHED, outcome, now));
      case ACCEPTED, SENT, UNCERTAIN -> {}
    }
    return steps;
  }

  private Optional<Instant> nextLook(ExecutionState state, Instant now) {
    return switch (state) {
      case ACCEPTED, SENT, UNCERTAIN -> Optional.of(now.plus(timing.pause(0)));
      case HELD, COMPLETED, FAILED -> Optional.empty();
    };
  }

  private static GatewayWord word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Confirmed confirmed ->
          new GatewayWord(confirmed.transaction(), Optional.empty(), Optional.empty());
      case Outcome.Declined declined ->
          new GatewayWord(
              Optional.empty(), Optional.of(declined.code()), Optional.of(declined.message()));
      case Outcome.Taken taken -> GatewayWord.NONE;
      case Outcome.Uncertain uncertain -> GatewayWord.NONE;
      case Outcome.Absent absent -> GatewayWord.NONE;
    };
  }

  private void count(ExecutionState state, Execution execution) {
    metrics
        .counter(
            "dollr.executions",
            "operation",
            execution.operation().name(),
            "method",
            execution.method().name(),
            "state",
            state.name())
        .increment();
  }
}
