package app.dollr.executions;

import app.dollr.gateways.Outcome;
import app.dollr.platform.database.Database;
import app.dollr.platform.jobs.Job;
import app.dollr.values.ExecutionId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job that takes up executions nobody works on: those left unsent, those whose sender died, and
 * those a gateway owes an answer for.
 *
 * <p>An execution that was never sent is sent, within ten minutes of its acceptance; later it has
 * failed. One that may have been sent is asked about first. Only a clear yes or no, or two answers
 * a minute apart that the gateway still knows nothing of it a quarter of an hour after it was last
 * sent, end it. A refund that has to wait for another one waits as long as that takes.
 */
final class Reconciler implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
  private static final int MOST_AT_ONCE = 64;
  private static final int MOST_GATEWAY_CALLS = 16;

  private final Database database;
  private final ExecutionStore store;
  private final Submitter submitter;
  private final Executions executions;
  private final Timing timing;
  private final Clock clock;
  private final Semaphore calls = new Semaphore(MOST_GATEWAY_CALLS);

  Reconciler(
      Database database,
      ExecutionStore store,
      Submitter submitter,
      Executions executions,
      Timing timing,
      Clock clock) {
    this.database = database;
    this.store = store;
    this.submitter = submitter;
    this.executions = executions;
    this.timing = timing;
    this.clock = clock;
  }

  @Override
  public boolean runOnce() {
    var now = clock.instant();
    var due = database.run(store.claimDue(now, now.plus(timing.lease()), MOST_AT_ONCE));
    pursueAll(due);
    return !due.isEmpty();
  }

  @Override
  public Optional<Instant> oldestDue() {
    return database.run(store.oldestDue());
  }

  private void pursueAll(List<Execution> due) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(execution -> threads.execute(() -> pursueGently(execution)));
    }
  }

  private void pursueGently(Execution execution) {
    calls.acquireUninterruptibly();
    try {
      pursue(execution);
    } catch (RuntimeException e) {
      LOG.error("reconciling {} failed; it will be tried again", execution.reference(), e);
    } finally {
      calls.release();
    }
  }

  private void pursue(Execution execution) {
    switch (execution.state()) {
      case ACCEPTED, UNCERTAIN -> {
        if (execution.progress().sentAt().isPresent()) {
          ask(execution);
        } else {
          sendOrGiveUp(execution);
        }
      }
      case AWAITING_PAYER -> {
        if (Timing.isPayersTimeOver(execution, clock.instant())) {
          executions.callOff(execution, Executions.TIME_IS_OVER);
        } else {
          ask(execution);
        }
      }
      case CANCELING -> takeIn(execution, submitter.cancel(execution));
      case SENT -> ask(execution);
      case HELD, COMPLETED, FAILED ->
          throw new IllegalStateException("%s waits for nothing".formatted(execution.reference()));
    }
  }

  private void sendOrGiveUp(Execution execution) {
    if (submitter.takesTurns(execution) || timing.maySend(execution, clock.instant())) {
      send(execution);
    } else {
      executions.giveUp(execution, "It could not be sent in time.");
    }
  }

  private void send(Execution execution) {
    var now = clock.instant();
    if (mark(execution, now)) {
      submitter.submit(execution.sent(now));
    } else if (submitter.takesTurns(execution)) {
      database.run(store.waitTurn(execution, now.plus(timing.pause(nextCheck(execution))), now));
    }
  }

  /** Writes down that it is about to be sent; false when it is not its turn, or somebody else's. */
  private boolean mark(Execution execution, Instant now) {
    var lease = now.plus(timing.lease());
    if (!submitter.takesTurns(execution)) {
      return database.run(store.markSent(execution, now, lease)) > 0;
    }
    var lock = store.lockOriginal(execution.merchant(), original(execution));
    var mark = store.markSentInTurn(execution, now, lease);
    return database.run(List.of(lock, mark)).of(mark) > 0;
  }

  private static ExecutionId original(Execution refund) {
    return refund.books().original().orElseThrow();
  }

  private void ask(Execution execution) {
    var outcome = submitter.ask(execution);
    executions.apply(execution, outcome);
    takeIn(execution, outcome);
  }

  /** Sees to what comes next, if what was applied has not moved it. */
  private void takeIn(Execution execution, Outcome outcome) {
    if (outcome instanceof Outcome.Absent) {
      takeAsAbsent(execution);
    } else {
      lookAgain(execution, Optional.empty());
    }
  }

  private void takeAsAbsent(Execution execution) {
    var now = clock.instant();
    if (isResendable(execution) && mayResend(execution, now)) {
      send(execution);
    } else if (now.isBefore(timing.absenceCountsFrom(execution))) {
      lookAgain(execution, Optional.empty());
    } else if (now.isBefore(firstAbsence(execution, now).plus(timing.betweenAbsences()))) {
      lookAgain(execution, Optional.of(firstAbsence(execution, now)));
    } else {
      executions.giveUp(execution, "The operator does not know of it.");
    }
  }

  /** The time of one that had to wait begins with the end of the one before it. */
  private boolean mayResend(Execution execution, Instant now) {
    return timing.maySend(execution, now)
        || (submitter.takesTurns(execution)
            && database
                .run(store.lastRefundEnded(execution))
                .filter(turn -> timing.maySend(turn, now))
                .isPresent());
  }

  private static Instant firstAbsence(Execution execution, Instant now) {
    return execution.progress().absentAt().orElse(now);
  }

  /** Whether sending it again can do no harm: the gateway has never said that it has it. */
  private static boolean isResendable(Execution execution) {
    return execution.state() == ExecutionState.ACCEPTED
        || execution.state() == ExecutionState.UNCERTAIN;
  }

  private void lookAgain(Execution execution, Optional<Instant> absent) {
    var now = clock.instant();
    boolean counting = absent.isPresent() || execution.progress().absentAt().isPresent();
    int checks = nextCheck(execution);
    var next =
        counting
            ? now.plus(timing.betweenAbsences())
            : timing.whilePayerActs(execution, checks, now);
    database.run(store.lookAgain(execution, next, absent));
  }

  private static int nextCheck(Execution execution) {
    return execution.progress().checks() + 1;
  }
}
