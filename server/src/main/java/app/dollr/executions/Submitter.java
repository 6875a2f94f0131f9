package app.dollr.executions;

import app.dollr.gateways.Gateway;
import app.dollr.gateways.Gateways;
import app.dollr.gateways.Outcome;
import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.Transaction;
import app.dollr.wire.OperationType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handing of executions to their gateways, outside any transaction, a bounded number at a time.
 *
 * <p>Whoever commits an execution reserves a place first: with a place, the commit itself says that
 * this node is about to send it, which saves a commit; without one it is left to the reconciler.
 */
final class Submitter {
  private static final Logger LOG = LoggerFactory.getLogger(Submitter.class);
  private static final int PLACES = 256;
  private static final int LOOK_AT_CLOCK_MILLIS = 20;
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Gateways gateways;
  private final Executions executions;
  private final Timing timing;
  private final Clock clock;
  private final Semaphore places = new Semaphore(PLACES);

  Submitter(Gateways gateways, Executions executions, Timing timing, Clock clock) {
    this.gateways = gateways;
    this.executions = executions;
    this.timing = timing;
    this.clock = clock;
  }

  boolean reserve() {
    return places.tryAcquire();
  }

  /** Gives a reserved place back. */
  void giveBack() {
    places.release();
  }

  /** Sends an execution in the background, in a place reserved for it. */
  void submitInBackground(Execution execution) {
    var _ = start(execution);
  }

  /**
   * Sends an execution, in a place reserved for it, and waits until what the gateway answered is
   * applied, 10 seconds at most. Without an answer by then it is uncertain; the sending goes on.
   */
  void submitInRequest(Execution execution) {
    var sending = start(execution);
    if (!isDone(sending, clock.instant().plus(timing.inRequest()))) {
      executions.apply(execution, new Outcome.Uncertain("no answer within the request"));
    }
  }

  private CompletableFuture<Void> start(Execution execution) {
    var done = new CompletableFuture<Void>();
    Thread.startVirtualThread(() -> {
      try {
        submit(execution);
      } catch (RuntimeException e) {
        LOG.error("submitting {} failed; the reconciler will look", execution.reference(), e);
      } finally {
        places.release();
        done.complete(null);
      }
    });
    return done;
  }

  /**
   * Whether it ends before {@code deadline}, which the clock tells and not the time that passes.
   */
  private boolean isDone(CompletableFuture<Void> sending, Instant deadline) {
    while (clock.instant().isBefore(deadline)) {
      try {
        sending.get(LOOK_AT_CLOCK_MILLIS, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        // Then the clock is looked at again.
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return sending.isDone();
  }

  /** Sends an execution and applies what the gateway answers; a refused one is called off. */
  void submit(Execution execution) {
    if (isTooLate(execution)) {
      return;
    }
    var reference = execution.reference().value();
    CrashPoints.reach(CrashPoint.BEFORE_SUBMISSION, reference);
    Transaction.refuseInside("a gateway call");
    var outcome = gateway(execution).submit(execution.instruction());
    CrashPoints.reach(CrashPoint.AFTER_SUBMISSION, reference);
    executions.apply(execution, outcome);
    CrashPoints.reach(CrashPoint.AFTER_APPLICATION, reference);
    if (outcome instanceof Outcome.Rejected) {
      cancel(execution);
    }
  }

  /** Has the gateway call an execution off, and applies what it answers. */
  Outcome cancel(Execution execution) {
    var reference = execution.reference().value();
    CrashPoints.reach(CrashPoint.BEFORE_CANCELLATION, reference);
    Transaction.refuseInside("a gateway call");
    var outcome = gateway(execution).cancel(execution.instruction());
    CrashPoints.reach(CrashPoint.AFTER_CANCELLATION, reference);
    executions.apply(executions.current(execution), outcome);
    return outcome;
  }

  /** Asks what became of an execution. */
  Outcome ask(Execution execution) {
    var reference = execution.reference().value();
    CrashPoints.reach(CrashPoint.BEFORE_QUESTION, reference);
    Transaction.refuseInside("a gateway call");
    var outcome = gateway(execution).ask(execution.instruction());
    CrashPoints.reach(CrashPoint.AFTER_QUESTION, reference);
    return outcome;
  }

  /** Whether it is a refund that must not be sent while another one of the same payment is. */
  boolean takesTurns(Execution execution) {
    return execution.operation() == OperationType.REFUND
        && execution
            .route()
            .gateway()
            .flatMap(gateways::named)
            .filter(Gateway::takesRefundsInTurn)
            .isPresent();
  }

  /** Waits until nothing is under way. */
  void awaitIdle() {
    try {
      if (places.tryAcquire(PLACES, GRACE.toSeconds(), TimeUnit.SECONDS)) {
        places.release(PLACES);
      } else {
        LOG.warn("{} submissions are still under way", PLACES - places.availablePermits());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the lease has run out, so that somebody else may be at it: a pause of this process. */
  private boolean isTooLate(Execution execution) {
    return execution
        .progress()
        .sentAt()
        .map(sent -> clock.instant().isAfter(sent.plus(timing.lease())))
        .orElse(true);
  }

  private Gateway gateway(Execution execution) {
    var name = execution.route().gateway().orElseThrow();
    return gateways
        .named(name)
        .orElseThrow(() -> new IllegalStateException("gateway %s is gone".formatted(name)));
  }
}
