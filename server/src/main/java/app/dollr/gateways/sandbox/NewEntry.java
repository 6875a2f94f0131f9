package app.dollr.gateways.sandbox;

import app.dollr.gateways.Instruction;
import app.dollr.simulators.mobile.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * An instruction about to be written into the books.
 *
 * @param verdict empty for one that is left waiting
 * @param settled whether it is settled at once, which the answer then tells
 * @param settleAt when it will be settled otherwise
 * @param callbacks how often what became of it will be told
 * @param callbackAt when, for one that is settled at once
 * @param paidMinor what moves, in minor units
 */
record NewEntry(
    Instruction instruction,
    Optional<Verdict> verdict,
    boolean settled,
    Optional<Instant> settleAt,
    int callbacks,
    Optional<Instant> callbackAt,
    long paidMinor,
    String transaction,
    Instant now) {

  Entry.Status status() {
    if (!settled || verdict.isEmpty()) {
      return Entry.Status.PENDING;
    }
    return verdict.get().completed() ? Entry.Status.COMPLETED : Entry.Status.FAILED;
  }

  Optional<Instant> settledAt() {
    return status() == Entry.Status.PENDING ? Optional.empty() : Optional.of(now);
  }
}
