package app.dollr.executions;

import app.dollr.accounts.Accounts;
import app.dollr.checkout.Checkout;
import app.dollr.checkout.Purpose;
import app.dollr.checkout.Session;
import app.dollr.documents.Documents;
import app.dollr.gateways.GatewayKeys;
import app.dollr.gateways.Gateways;
import app.dollr.ledger.Ledger;
import app.dollr.merchants.PasscodeAttempt;
import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.GuardFailed;
import app.dollr.platform.database.IdBlocks;
import app.dollr.platform.database.Step;
import app.dollr.platform.database.Transaction;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.values.ExecutionId;
import app.dollr.values.JournalId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The taking in of executions: one commit claims the reference, executes the session, and takes
 * what is needed (the document, or the money). The gateway hears of it afterwards.
 */
final class Acceptance {
  private static final String SESSION = "session_id";

  private final Database database;
  private final ExecutionStore store;
  private final Executions.Rooms rooms;
  private final Gateways gateways;
  private final Planner planner;
  private final Journals journals;
  private final Submitter submitter;
  private final Timing timing;
  private final Counts counts;
  private final IdBlocks ids;
  private final Clock clock;

  Acceptance(
      Database database,
      ExecutionStore store,
      Executions.Rooms rooms,
      Gateways gateways,
      Journals journals,
      Submitter submitter,
      Timing timing,
      Counts counts,
      Clock clock) {
    this.database = database;
    this.store = store;
    this.rooms = rooms;
    this.gateways = gateways;
    this.planner = new Planner(rooms, gateways);
    this.journals = journals;
    this.submitter = submitter;
    this.timing = timing;
    this.counts = counts;
    this.ids = new IdBlocks(database, store.nextIds(), ExecutionStore.ID_BLOCK);
    this.clock = clock;
  }

  /** In one round trip where this node remembers what it needs; else it asks first. */
  Accepted collect(Wish.Collect wish) {
    var now = clock.instant();
    var plan = remembered(wish, now);
    return plan.isPresent() ? accept(wish, plan.get(), now) : askAndCollect(wish);
  }

  /** The plan by what is remembered; none when that is too little, or speaks against it. */
  private Optional<Plan> remembered(Wish.Collect wish, Instant now) {
    var session = rooms.checkout().recall(wish.merchant(), wish.session());
    var account = rooms.accounts().recall(wish.merchant(), wish.account());
    if (session.isEmpty() || account.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(planner.collection(wish, session, account, now));
    } catch (Refused refused) {
      return Optional.empty();
    }
  }

  private Accepted askAndCollect(Wish.Collect wish) {
    var session = rooms.checkout().find(wish.merchant(), wish.session());
    var account = rooms.accounts().find(wish.merchant(), wish.account());
    // Asked for last: who sees what another request has done to the session sees its claim too.
    var known = store.find(wish.merchant(), wish.reference());
    var answers = database.run(List.of(session, account, known));
    if (answers.of(known).isPresent()) {
      return replay(answers.of(known).get(), wish);
    }
    var now = clock.instant();
    return accept(
        wish, planner.collection(wish, answers.of(session), answers.of(account), now), now);
  }

  /** The passcode is checked once all else is in order, and not for a reference that is known. */
  Accepted payOut(Wish.PayOut wish, PasscodeAttempt passcode) {
    var session = rooms.checkout().find(wish.merchant(), wish.session());
    var account = rooms.accounts().find(wish.merchant(), wish.account());
    var known = store.find(wish.merchant(), wish.reference());
    var answers = database.run(List.of(session, account, known));
    if (answers.of(known).isPresent()) {
      return replay(answers.of(known).get(), wish);
    }
    var now = clock.instant();
    var plan = planner.payout(wish, answers.of(session), answers.of(account), now);
    rooms.merchants().passcodes().check(wish.merchant(), passcode);
    CrashPoints.reach(CrashPoint.AFTER_PASSCODE, wish.reference().value());
    return accept(wish, plan, now);
  }

  Accepted transfer(Wish.Transfer wish) {
    var session = rooms.checkout().find(wish.merchant(), wish.session());
    var known = store.find(wish.merchant(), wish.reference());
    var answers = database.run(List.of(session, known));
    if (answers.of(known).isPresent()) {
      return replay(answers.of(known).get(), wish);
    }
    var now = clock.instant();
    return accept(wish, planner.transfer(wish, answers.of(session), now), now);
  }

  /** Refunds of one payment take turns: what is left of it decides what each may be. */
  Accepted refund(Wish.Refund wish) {
    var find = rooms.checkout().find(wish.merchant(), wish.session());
    var known = store.find(wish.merchant(), wish.reference());
    var answers = database.run(List.of(find, known));
    if (answers.of(known).isPresent()) {
      return replay(answers.of(known).get(), wish);
    }
    var now = clock.instant();
    var session = planner.refundSession(answers.of(find), now);
    var terms = terms(wish, session);
    boolean reserved = submitter.reserve();
    boolean sends = false;
    try {
      CrashPoints.reach(CrashPoint.BEFORE_ACCEPTANCE, wish.reference().value());
      var execution = database.inTransaction(tx -> refund(tx, wish, terms, reserved, now));
      sends = execution.progress().sentAt().isPresent();
      CrashPoints.reach(CrashPoint.AFTER_ACCEPTANCE, wish.reference().value());
      return begin(execution, sends);
    } catch (GuardFailed failed) {
      return failed.guard().equals(Ledger.INSUFFICIENT)
          ? refundAsFailed(wish, terms, now)
          : answerInstead(wish, failed);
    } finally {
      if (reserved && !sends) {
        submitter.giveBack();
      }
    }
  }

  /**
   * What can be known of a refund before its turn comes. Whatever may take a connection is fetched
   * here, for inside the transaction there may be none left.
   */
  private record RefundTerms(
      Session session, Planner.RefundPrice price, ExecutionId id, JournalId journal) {}

  private RefundTerms terms(Wish.Refund wish, Session session) {
    var purpose = (Purpose.Refund) session.purpose();
    var original = database.run(store.find(wish.merchant(), purpose.original())).orElseThrow();
    return new RefundTerms(
        session,
        planner.refundPrice(wish, session, original),
        new ExecutionId(ids.next()),
        rooms.ledger().nextId());
  }

  private Execution refund(
      Transaction transaction, Wish.Refund wish, RefundTerms terms, boolean sends, Instant now) {
    var due = refundPlan(transaction, wish, terms);
    var queued = execution(terms.id(), wish, due.plan(), false, now);
    boolean waits = due.waits() && submitter.takesTurns(queued);
    var execution = waits ? queued : execution(terms.id(), wish, due.plan(), sends, now);
    transaction.run(steps(execution, wish, terms::journal, now));
    return execution;
  }

  private Accepted refundAsFailed(Wish.Refund wish, RefundTerms terms, Instant now) {
    try {
      return new Accepted(
          database.inTransaction(transaction -> {
            var plan = refundPlan(transaction, wish, terms).plan();
            var failed = refusedByWallet(execution(terms.id(), wish, plan, false, now), now);
            transaction.run(stepsOfFailure(failed, wish));
            return failed;
          }),
          false);
    } catch (GuardFailed guard) {
      return answerInstead(wish, guard);
    }
  }

  /**
   * What a refund is once its turn has come.
   *
   * @param waits whether another one of the same payment is under way
   */
  private record RefundPlan(Plan plan, boolean waits) {}

  private RefundPlan refundPlan(Transaction transaction, Wish.Refund wish, RefundTerms terms) {
    var session = terms.session();
    var purpose = (Purpose.Refund) session.purpose();
    var lock = store.lockOriginal(wish.merchant(), purpose.original());
    var refunds = store.refunded(wish.merchant(), purpose.original());
    var answers = transaction.run(List.of(lock, refunds));
    var original = answers.of(lock).orElseThrow();
    var base = original.amounts().base();
    var before = new Money(answers.of(refunds).baseMinor(), base.currency());
    if (before.plus(session.amount()).compareTo(base) > 0) {
      throw Refused.body(
          "session_id",
          ErrorCode.AMOUNT_TOO_LARGE,
          "%s is left to refund".formatted(base.minus(before)));
    }
    var returned =
        new Money(answers.of(refunds).returnedMinor(), original.amounts().payer().currency());
    return new RefundPlan(
        planner.refund(wish, session, original, terms.price(), before, returned),
        answers.of(refunds).underWay() > 0);
  }

  private Accepted accept(Wish wish, Plan plan, Instant now) {
    CrashPoints.reach(CrashPoint.BEFORE_ACCEPTANCE, wish.reference().value());
    boolean sends = plan.route().reach().isPresent() && submitter.reserve();
    boolean accepted = false;
    try {
      var execution = execution(new ExecutionId(ids.next()), wish, plan, sends, now);
      send(database, execution, steps(execution, wish, rooms.ledger()::nextId, now));
      accepted = true;
      CrashPoints.reach(CrashPoint.AFTER_ACCEPTANCE, wish.reference().value());
      return begin(execution, sends);
    } catch (GuardFailed failed) {
      return failed.guard().equals(Ledger.INSUFFICIENT)
          ? acceptAsFailed(
              execution(new ExecutionId(ids.next()), wish, plan, false, now), wish, now)
          : answerInstead(wish, failed);
    } finally {
      if (sends && !accepted) {
        submitter.giveBack();
      }
    }
  }

  /** Collections lock no wallet, so that many can be one transaction. */
  static void send(Database database, Execution execution, List<Step<?>> steps) {
    if (execution.operation() == OperationType.COLLECTION) {
      database.runShared(steps);
    } else {
      database.run(steps);
    }
  }

  private Accepted begin(Execution execution, boolean sends) {
    counts.entered(execution);
    if (sends && isFinishedByPayer(execution)) {
      submitter.submitInRequest(execution);
      return new Accepted(find(execution.merchant(), execution.reference()), false);
    }
    if (sends) {
      submitter.submitInBackground(execution);
    }
    return new Accepted(execution, false);
  }

  /** Whether the payer's browser may have to go on with what the gateway says. */
  private static boolean isFinishedByPayer(Execution execution) {
    return execution.isByCard() && execution.operation() == OperationType.COLLECTION;
  }

  private Execution find(MerchantId merchant, ReferenceId reference) {
    return database.run(store.find(merchant, reference)).orElseThrow();
  }

  /** Takes in an execution that the wallet has too little for: it has failed, and is known. */
  private Accepted acceptAsFailed(Execution execution, Wish wish, Instant now) {
    var failed = refusedByWallet(execution, now);
    try {
      database.run(stepsOfFailure(failed, wish));
      return begin(failed, false);
    } catch (GuardFailed guard) {
      return answerInstead(wish, guard);
    }
  }

  private static Execution refusedByWallet(Execution execution, Instant now) {
    return execution.failed(
        "The wallet has less than %s.".formatted(execution.amounts().payer()), now);
  }

  private Accepted answerInstead(Wish wish, GuardFailed failed) {
    return switch (failed.guard()) {
      case ExecutionStore.CLAIMED -> replay(find(wish.merchant(), wish.reference()), wish);
      case Checkout.NOT_ACTIVE -> throw Refused.body(SESSION, ErrorCode.SESSION_NOT_ACTIVE);
      case Accounts.NOT_ACTIVE ->
          throw Refused.body("payment_account_id", ErrorCode.PAYMENT_ACCOUNT_NOT_ACTIVE);
      case Accounts.USED ->
          throw Refused.body("payment_account_id", ErrorCode.PAYMENT_ACCOUNT_USED);
      case Documents.NOT_ACTIVE -> throw Refused.body(SESSION, ErrorCode.SOURCE_NOT_ACTIVE);
      default -> throw failed;
    };
  }

  private static Accepted replay(Execution known, Wish wish) {
    boolean same = known.operation() == wish.operation() && known.requestHash().equals(wish.hash());
    if (!same) {
      throw Refused.body("reference_id", ErrorCode.REFERENCE_DUPLICATE);
    }
    return new Accepted(known, true);
  }

  /** The execution that a plan makes; one that stays in the books is completed at once. */
  private static Execution execution(
      ExecutionId id, Wish wish, Plan plan, boolean sends, Instant now) {
    boolean atOnce = plan.route().reach().isEmpty();
    var accepted = Progress.accepted(now, payerUntil(wish, plan));
    var progress = atOnce ? accepted.ended(now) : sends ? accepted.sent(now) : accepted;
    return new Execution(
        wish.merchant(),
        id,
        wish.operation(),
        wish.reference(),
        wish.hash(),
        atOnce ? ExecutionState.COMPLETED : ExecutionState.ACCEPTED,
        0,
        wish.session(),
        plan.route(),
        plan.books(),
        plan.amounts(),
        plan.session().createdAt(),
        GatewayWord.NONE,
        Optional.empty(),
        progress);
  }

  /** Until when a payer may finish a card payment in a browser: as long as the session lives. */
  private static Optional<Instant> payerUntil(Wish wish, Plan plan) {
    return wish instanceof Wish.Collect && plan.route().method() == PaymentMethod.CREDIT_CARD
        ? Optional.of(plan.session().expiresAt())
        : Optional.empty();
  }

  private List<Step<?>> steps(
      Execution execution, Wish wish, Supplier<JournalId> journalId, Instant now) {
    List<Step<?>> steps = new ArrayList<>();
    steps.addAll(store.claim(execution, nextLook(execution, now), wish.approvedOn()));
    steps.add(rooms.checkout().take(wish.merchant(), wish.session()));
    if (execution.operation() == OperationType.COLLECTION) {
      var document = execution.books().document().orElseThrow();
      var account = execution.route().account().orElseThrow();
      steps.add(rooms.accounts().requireActive(wish.merchant(), account));
      steps.add(rooms.documents().take(wish.merchant(), document.id()));
      if (execution.isByCard()) {
        steps.add(rooms.accounts().use(wish.merchant(), account, now));
      }
    }
    execution.route().reach().flatMap(to -> remembered(execution, to)).ifPresent(steps::add);
    journals
        .accepted(execution, journalId, now)
        .ifPresent(journal -> steps.addAll(rooms.ledger().post(journal)));
    return steps;
  }

  private Optional<Step<?>> remembered(Execution execution, Route.Reach to) {
    var meant =
        new GatewayKeys.Meant(
            to.gateway(), execution.merchant(), execution.operation(), execution.reference());
    return gateways.remember(to.key(), meant);
  }

  private List<Step<?>> stepsOfFailure(Execution failed, Wish wish) {
    List<Step<?>> steps = new ArrayList<>(store.claim(failed, Optional.empty(), wish.approvedOn()));
    steps.add(rooms.checkout().take(wish.merchant(), wish.session()));
    return steps;
  }

  private Optional<Instant> nextLook(Execution execution, Instant now) {
    if (execution.state().isFinal()) {
      return Optional.empty();
    }
    boolean sends = execution.progress().sentAt().isPresent();
    return Optional.of(sends ? now.plus(timing.lease()) : now);
  }
}
