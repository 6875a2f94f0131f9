package app.dollr.executions;

import app.dollr.executions.Lifecycle.Event;
import app.dollr.gateways.Outcome;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Step;
import app.dollr.values.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about a gateway's word that does not fit: it is written down, and raises an alarm.
 */
final class Misfit {
  private static final Logger LOG = LoggerFactory.getLogger(Misfit.class);

  private final Database database;
  private final ExecutionStore store;
  private final Counts counts;
  private final Clock clock;

  Misfit(Database database, ExecutionStore store, Counts counts, Clock clock) {
    this.database = database;
    this.store = store;
    this.counts = counts;
    this.clock = clock;
  }

  /** Notes a word that comes too late to move anything, if it says something new. */
  void note(Execution execution, Event event, Outcome outcome) {
    kind(execution.state(), event)
        .ifPresent(kind -> {
          if (database.run(step(execution, event, outcome, clock.instant())) > 0) {
            LOG.error("{} is {}: {}", execution.reference(), execution.state(), outcome);
            counts.exception(kind);
          }
        });
  }

  /** The note of a word that does not fit, to be written with what else happens because of it. */
  Step<Integer> step(Execution execution, Event event, Outcome outcome, Instant now) {
    var kind = kind(execution.state(), event).orElse(ExceptionKind.OTHER_AMOUNT);
    var amount =
        outcome instanceof Outcome.Confirmed confirmed
            ? Optional.of(confirmed.amount())
            : Optional.<Money>empty();
    var said =
        "%s; asked for %s, then %s".formatted(said(outcome), execution.moved(), execution.state());
    return store.note(execution, kind, amount, said, now);
  }

  /** What does not fit about an event in a state; empty when it only repeats what is known. */
  private static Optional<ExceptionKind> kind(ExecutionState state, Event event) {
    return switch (event) {
      case MISMATCHED -> Optional.of(ExceptionKind.OTHER_AMOUNT);
      case CONFIRMED ->
          state == ExecutionState.FAILED
              ? Optional.of(ExceptionKind.LATE_SUCCESS)
              : Optional.empty();
      case DECLINED ->
          state == ExecutionState.FAILED
              ? Optional.empty()
              : Optional.of(ExceptionKind.LATE_FAILURE);
      case TAKEN, LOST, GIVEN_UP -> Optional.empty();
    };
  }

  private static String said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Confirmed confirmed -> "%s has moved".formatted(confirmed.amount());
      case Outcome.Declined declined -> "declined: %s".formatted(declined.code());
      case Outcome.Taken taken -> "taken";
      case Outcome.Absent absent -> "not known";
      case Outcome.Uncertain uncertain -> uncertain.why();
    };
  }
}
