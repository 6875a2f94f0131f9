package app.dollr.executions;

import app.dollr.executions.Lifecycle.Event;
import app.dollr.gateways.Outcome;
import app.dollr.ledger.Ledger;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.GuardFailed;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.values.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The settling of what did not fit, as an operator decides: SUSPENSE is cleared, and an execution
 * that was put on hold comes to its end in the same commit.
 */
final class Resolver {
  private static final String FIELD = "resolution";
  private static final int MOST_COLLISIONS = 10;

  private final Database database;
  private final ExecutionStore store;
  private final ExceptionStore exceptions;
  private final Executions executions;
  private final Ledger ledger;
  private final Journals journals;
  private final Clock clock;

  Resolver(
      Database database,
      ExecutionStore store,
      ExceptionStore exceptions,
      Executions executions,
      Ledger ledger,
      Journals journals,
      Clock clock) {
    this.database = database;
    this.store = store;
    this.exceptions = exceptions;
    this.executions = executions;
    this.ledger = ledger;
    this.journals = journals;
    this.clock = clock;
  }

  /**
   * Settles one exception. Safe to repeat.
   *
   * @throws Refused with NOT_FOUND, EXCEPTION_RESOLVED when it was settled otherwise,
   *     EXCEPTION_NOT_CREDITABLE or WALLET_INSUFFICIENT
   */
  GatewayException resolve(long id, Resolution resolution) {
    var settled = find(id);
    for (int attempt = 0; settled.resolution().isEmpty(); attempt++) {
      if (attempt == MOST_COLLISIONS) {
        throw new IllegalStateException("exception %d keeps changing".formatted(id));
      }
      settle(settled, resolution);
      settled = find(id);
    }
    if (!settled.resolution().equals(Optional.of(resolution))) {
      throw Refused.body(
          FIELD,
          ErrorCode.EXCEPTION_RESOLVED,
          "it was settled by %s".formatted(settled.resolution().orElseThrow()));
    }
    return settled;
  }

  private void settle(GatewayException exception, Resolution resolution) {
    var now = clock.instant();
    var held = held(exception);
    List<Step<?>> steps = new ArrayList<>();
    steps.add(exceptions.resolve(exception, resolution, now));
    steps.addAll(clearing(exception, resolution, held, now));
    try {
      if (held.isPresent()) {
        conclude(held.get(), exception, resolution, steps);
      } else {
        database.run(steps);
      }
    } catch (GuardFailed failed) {
      switch (failed.guard()) {
        case ExceptionStore.RESOLVED, ExecutionStore.MOVED -> {}
        case Ledger.INSUFFICIENT -> throw Refused.body(FIELD, ErrorCode.WALLET_INSUFFICIENT);
        default -> throw failed;
      }
    }
  }

  private List<Step<?>> clearing(
      GatewayException exception, Resolution resolution, Optional<Execution> held, Instant now) {
    var finding = exception.finding();
    if (finding.money().isEmpty() || exception.reinstatedAt().isPresent()) {
      return List.of();
    }
    var money = finding.money().get();
    boolean paid = isPaid(exception, resolution, held);
    if (resolution == Resolution.CREDIT && held.isPresent() && !paid && !money.incoming()) {
      throw Refused.body(FIELD, ErrorCode.EXCEPTION_NOT_CREDITABLE);
    }
    var asked = paid ? held.map(Execution::moved) : Optional.<Money>empty();
    return ledger.post(journals.resolved(finding, money, resolution, asked, now));
  }

  /** Ends the execution: as paid when at least as much has moved, and counts for the merchant. */
  private void conclude(
      Execution held, GatewayException exception, Resolution resolution, List<Step<?>> steps) {
    if (isPaid(exception, resolution, Optional.of(held))) {
      var transaction = exception.finding().transaction();
      executions.conclude(
          held, Event.SETTLED, new Outcome.Confirmed(held.moved(), transaction), steps);
    } else {
      var why =
          new Outcome.Declined("OTHER_AMOUNT", "Another amount moved; the operator settled it.");
      executions.conclude(held, Event.DROPPED, why, steps);
    }
  }

  private static boolean isPaid(
      GatewayException exception, Resolution resolution, Optional<Execution> held) {
    return resolution == Resolution.CREDIT
        && held.isPresent()
        && exception
            .finding()
            .money()
            .map(Unexplained::amount)
            .filter(amount -> amount.currency().equals(held.get().moved().currency()))
            .filter(amount -> amount.compareTo(held.get().moved()) >= 0)
            .isPresent();
  }

  /** The execution that waits for this exception to be settled. */
  private Optional<Execution> held(GatewayException exception) {
    var finding = exception.finding();
    return finding.kind() == ExceptionKind.OTHER_AMOUNT
        ? finding
            .execution()
            .flatMap(id -> database.run(store.find(finding.merchant(), id)))
            .filter(execution -> execution.state() == ExecutionState.HELD)
        : Optional.empty();
  }

  private GatewayException find(long id) {
    return database.run(exceptions.find(id)).orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
  }
}
