package app.dollr.executions;

import app.dollr.gateways.DisputeNews;
import app.dollr.ledger.Ledger;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.GuardFailed;
import app.dollr.platform.database.Step;
import app.dollr.values.ExecutionId;
import app.dollr.wire.OperationType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Disputes among the exceptions: each under its own id. One of what was collected is noted for the
 * person who has to answer it. One of what was not, as far as the books know, is a stray: what the
 * gateway takes for it stands in SUSPENSE until an operator settles it, and when the gateway gives
 * it back, it goes where it has come to lie meanwhile.
 */
final class StrayDisputes {
  private static final Logger LOG = LoggerFactory.getLogger(StrayDisputes.class);

  private final Database database;
  private final ExceptionStore exceptions;
  private final Ledger ledger;
  private final Journals journals;
  private final Counts counts;
  private final Clock clock;

  StrayDisputes(
      Database database,
      ExceptionStore exceptions,
      Ledger ledger,
      Journals journals,
      Counts counts,
      Clock clock) {
    this.database = database;
    this.exceptions = exceptions;
    this.ledger = ledger;
    this.journals = journals;
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * What was written down of a dispute that has taken money into SUSPENSE; whatever became of it.
   */
  Optional<GatewayException> find(DisputeNews news) {
    return database.run(exceptions.stray(news.merchant(), news.gateway(), news.dispute()));
  }

  /**
   * Takes in a dispute of what was not collected. Safe to repeat.
   *
   * @return whether it is done; if not, somebody else was faster, and it is to be looked at again
   */
  boolean takenIn(
      DisputeNews news, Optional<Execution> execution, Optional<GatewayException> known) {
    LOG.error("{} disputes {}, which was not collected", news.gateway(), news.reference());
    if (execution.isEmpty()) {
      counts.unknownReference();
    }
    var now = clock.instant();
    boolean isTaken = known.filter(stray -> stray.reinstatedAt().isEmpty()).isPresent();
    if (news.withdrawn() == isTaken) {
      return true;
    }
    return written(
        news.withdrawn()
            ? taken(news, execution, known, now)
            : returned(known.orElseThrow(), Optional.of(Resolution.COMPENSATED), now));
  }

  /**
   * The steps by which what a stray has taken goes back where it came from; guarded by {@link
   * ExceptionStore#RESOLVED}.
   *
   * @param resolution how that settles it, unless an operator already has
   */
  List<Step<?>> returned(GatewayException stray, Optional<Resolution> resolution, Instant now) {
    List<Step<?>> steps = new ArrayList<>();
    steps.add(exceptions.reinstate(stray, resolution, now));
    journals.reinstated(stray, now).ifPresent(journal -> steps.addAll(ledger.post(journal)));
    return steps;
  }

  /** The step that notes a dispute, which a person has to answer at the gateway. */
  Step<Done> note(Execution execution, DisputeNews news, Instant now) {
    counts.exception(ExceptionKind.DISPUTE);
    var finding =
        finding(news, ExceptionKind.DISPUTE, Optional.of(execution.id()), Optional.empty());
    return exceptions.noteIfNew(finding, now);
  }

  private List<Step<?>> taken(
      DisputeNews news,
      Optional<Execution> execution,
      Optional<GatewayException> known,
      Instant now) {
    var kind = execution.isEmpty() ? ExceptionKind.UNKNOWN_REFERENCE : ExceptionKind.DISPUTE;
    var money = Unexplained.missing(news.amount(), OperationType.COLLECTION);
    var finding = finding(news, kind, execution.map(Execution::id), Optional.of(money));
    counts.exception(kind);
    List<Step<?>> steps = new ArrayList<>();
    steps.add(
        known
            .map(stray -> exceptions.takeAgain(stray, now))
            .orElseGet(() -> exceptions.note(finding, Optional.empty(), now)));
    var booked = known.map(GatewayException::finding).orElse(finding);
    steps.addAll(ledger.post(journals.unexplained(booked, booked.money().orElseThrow(), now)));
    return steps;
  }

  private boolean written(List<Step<?>> steps) {
    try {
      database.run(steps);
      return true;
    } catch (GuardFailed failed) {
      return switch (failed.guard()) {
        case ExceptionStore.NOTED, ExceptionStore.RESOLVED, Ledger.INSUFFICIENT -> false;
        default -> throw failed;
      };
    }
  }

  private static Finding finding(
      DisputeNews news,
      ExceptionKind kind,
      Optional<ExecutionId> execution,
      Optional<Unexplained> money) {
    return new Finding(
        news.merchant(),
        news.reference(),
        OperationType.COLLECTION,
        execution,
        news.gateway(),
        kind,
        money,
        Optional.of(news.dispute()),
        Optional.of(news.dispute()),
        "%s is disputed: %s; answer it at the gateway (%s)"
            .formatted(news.amount(), news.reason(), news.dispute()));
  }
}
