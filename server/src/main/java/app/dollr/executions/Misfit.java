package app.dollr.executions;

import app.dollr.executions.Lifecycle.Event;
import app.dollr.gateways.News;
import app.dollr.gateways.Outcome;
import app.dollr.ledger.Journal;
import app.dollr.ledger.Ledger;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.GuardFailed;
import app.dollr.platform.database.Step;
import app.dollr.values.Money;
import app.dollr.wire.OperationType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about a gateway's word that does not fit: it is written down, once, the money it
 * speaks of is put into SUSPENSE in the same commit, and an alarm is raised. An operator settles
 * it.
 *
 * <p>One thing needs no operator: a payout or refund that was reported done and comes back is
 * turned back by a journal of its own.
 */
final class Misfit {
  private static final Logger LOG = LoggerFactory.getLogger(Misfit.class);

  private final Database database;
  private final ExecutionStore store;
  private final ExceptionStore exceptions;
  private final Ledger ledger;
  private final Journals journals;
  private final Counts counts;
  private final Clock clock;

  Misfit(
      Database database,
      ExecutionStore store,
      ExceptionStore exceptions,
      Ledger ledger,
      Journals journals,
      Counts counts,
      Clock clock) {
    this.database = database;
    this.store = store;
    this.exceptions = exceptions;
    this.ledger = ledger;
    this.journals = journals;
    this.counts = counts;
    this.clock = clock;
  }

  /** Notes a word that comes too late to move anything, if it says something new. */
  void note(Execution execution, Event event, Outcome outcome) {
    kind(execution.state(), event)
        .ifPresent(kind -> {
          var finding = finding(execution, kind, outcome);
          var now = clock.instant();
          boolean turnsBack = turnsBack(execution, kind);
          var journal =
              turnsBack
                  ? Optional.of(journals.turnedBack(execution, now))
                  : unexplained(finding, now);
          var resolution =
              turnsBack ? Optional.of(Resolution.COMPENSATED) : Optional.<Resolution>empty();
          var told =
              turnsBack
                  ? Optional.of(store.tellTurnedBack(execution, cameBack(outcome)))
                  : Optional.<Step<Done>>empty();
          write(finding, resolution, told, journal, now);
        });
  }

  /** Notes what a gateway says of a reference that is not known. */
  void unknown(News news) {
    LOG.error("{} speaks of {}, which is not known: {}", news.gateway(), news.reference(), news);
    counts.unknownReference();
    if (news.outcome() instanceof Outcome.Confirmed confirmed) {
      var finding =
          new Finding(
              news.merchant(),
              news.reference(),
              news.operation(),
              Optional.empty(),
              news.gateway(),
              ExceptionKind.UNKNOWN_REFERENCE,
              positive(confirmed.amount()).map(m -> Unexplained.moved(m, news.operation())),
              confirmed.transaction(),
              Optional.empty(),
              "%s has moved; nobody asked for it".formatted(confirmed.amount()));
      var now = clock.instant();
      write(finding, Optional.empty(), Optional.empty(), unexplained(finding, now), now);
    }
  }

  /** The steps by which an execution is put on hold, beside its change of state. */
  List<Step<?>> held(Execution execution, Outcome outcome, Instant now) {
    var finding = finding(execution, ExceptionKind.OTHER_AMOUNT, outcome);
    return steps(finding, Optional.empty(), Optional.empty(), unexplained(finding, now), now);
  }

  /** Raises the alarm for an execution that was put on hold. */
  void alarm(Execution execution, Outcome outcome) {
    LOG.error("{} is put on hold: {}", execution.reference(), outcome);
    counts.exception(ExceptionKind.OTHER_AMOUNT);
  }

  private void write(
      Finding finding,
      Optional<Resolution> resolution,
      Optional<Step<Done>> told,
      Optional<Journal> journal,
      Instant now) {
    try {
      database.run(steps(finding, resolution, told, journal, now));
      LOG.error("{} {}: {}", finding.kind(), finding.reference(), finding.said());
      counts.exception(finding.kind());
    } catch (GuardFailed failed) {
      if (!failed.guard().equals(ExceptionStore.NOTED)) {
        throw failed;
      }
    }
  }

  private List<Step<?>> steps(
      Finding finding,
      Optional<Resolution> resolution,
      Optional<Step<Done>> told,
      Optional<Journal> journal,
      Instant now) {
    List<Step<?>> steps = new ArrayList<>();
    steps.add(exceptions.note(finding, resolution, now));
    told.ifPresent(steps::add);
    journal.ifPresent(written -> steps.addAll(ledger.post(written)));
    return steps;
  }

  private Optional<Journal> unexplained(Finding finding, Instant now) {
    return finding.money().map(money -> journals.unexplained(finding, money, now));
  }

  private static Finding finding(Execution execution, ExceptionKind kind, Outcome outcome) {
    return new Finding(
        execution.merchant(),
        execution.reference(),
        execution.operation(),
        Optional.of(execution.id()),
        execution.route().gateway().orElseThrow(),
        kind,
        turnsBack(execution, kind) ? Optional.empty() : money(execution, outcome),
        GatewayWord.of(outcome).transaction(),
        Optional.empty(),
        "%s; asked for %s, then %s".formatted(said(outcome), execution.moved(), execution.state()));
  }

  /** What does not fit about an event in a state; empty when it only repeats what is known. */
  private static Optional<ExceptionKind> kind(ExecutionState state, Event event) {
    return switch (event) {
      case MISMATCHED -> Optional.of(ExceptionKind.OTHER_AMOUNT);
      case CONFIRMED ->
          state == ExecutionState.COMPLETED
              ? Optional.empty()
              : Optional.of(ExceptionKind.LATE_SUCCESS);
      case DECLINED ->
          state == ExecutionState.FAILED
              ? Optional.empty()
              : Optional.of(ExceptionKind.LATE_FAILURE);
      case TAKEN, ACTION_REQUIRED, REJECTED, CALLED_OFF, LOST, GIVEN_UP, SETTLED, DROPPED ->
          Optional.empty();
    };
  }

  /** What the gateway was said to have done, and is undone in the books. */
  private static boolean turnsBack(Execution execution, ExceptionKind kind) {
    return kind == ExceptionKind.LATE_FAILURE
        && execution.state() == ExecutionState.COMPLETED
        && execution.operation() != OperationType.COLLECTION;
  }

  /**
   * The money that the books do not explain. Of an execution on hold all that moved stands in
   * SUSPENSE already, so what contradicts that adds nothing.
   */
  private static Optional<Unexplained> money(Execution execution, Outcome outcome) {
    var operation = execution.operation();
    if (execution.state() == ExecutionState.HELD) {
      return Optional.empty();
    }
    return switch (outcome) {
      case Outcome.Confirmed confirmed -> {
        var said = confirmed.amount();
        yield execution.state() == ExecutionState.COMPLETED
            ? difference(execution.moved(), said, operation)
            : positive(said).map(amount -> Unexplained.moved(amount, operation));
      }
      case Outcome.Contradicted contradicted -> {
        var said = contradicted.amount();
        yield execution.state() == ExecutionState.COMPLETED
            ? Optional.<Unexplained>empty()
            : positive(said).map(amount -> Unexplained.moved(amount, operation));
      }
      case Outcome.Declined declined ->
          Optional.of(Unexplained.missing(execution.moved(), operation));
      case Outcome.Taken taken -> Optional.empty();
      case Outcome.ActionRequired action -> Optional.empty();
      case Outcome.Rejected rejected -> Optional.empty();
      case Outcome.Absent absent -> Optional.empty();
      case Outcome.NotNow notNow -> Optional.empty();
      case Outcome.Uncertain uncertain -> Optional.empty();
    };
  }

  /** What a gateway says has moved beyond what the books have of it already. */
  private static Optional<Unexplained> difference(
      Money booked, Money said, OperationType operation) {
    if (!booked.currency().equals(said.currency())) {
      return positive(said).map(amount -> Unexplained.moved(amount, operation));
    }
    var more = said.minus(booked);
    return Optional.of(
        more.isPositive()
            ? Unexplained.moved(more, operation)
            : Unexplained.missing(more.negated(), operation));
  }

  private static Optional<Money> positive(Money amount) {
    return Optional.of(amount).filter(Money::isPositive);
  }

  private static String cameBack(Outcome outcome) {
    return outcome instanceof Outcome.Declined declined
        ? "It was reported done, and has come back: %s".formatted(declined.message())
        : "It was reported done, and has come back.";
  }

  private static String said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Confirmed confirmed -> "%s has moved".formatted(confirmed.amount());
      case Outcome.Contradicted contradicted ->
          "%s has moved, but %s".formatted(contradicted.amount(), contradicted.how());
      case Outcome.Declined declined -> "declined: %s".formatted(declined.code());
      case Outcome.Rejected rejected -> "rejected: %s".formatted(rejected.code());
      case Outcome.ActionRequired action -> "the payer has to act";
      case Outcome.Taken taken -> "taken";
      case Outcome.Absent absent -> "not known";
      case Outcome.NotNow notNow -> notNow.why();
      case Outcome.Uncertain uncertain -> uncertain.why();
    };
  }
}
