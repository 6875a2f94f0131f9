package app.dollr.client;

import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.ExecutionStatus;

/**
 * How a payment stood when it was last looked at. There are three cases and not two: one that is
 * {@linkplain #isOpen() open} may still end either way, however long it was waited for.
 *
 * @param execution the payment
 */
public record Outcome(ExecutionResponse execution) {
  /** The money was moved. This does not change again. */
  public boolean isCompleted() {
    return execution.status() == ExecutionStatus.COMPLETED;
  }

  /** The money was not moved and never will be under this reference. */
  public boolean isFailed() {
    return execution.status() == ExecutionStatus.FAILED;
  }

  /** Not decided yet: ask again later, with the same reference. */
  public boolean isOpen() {
    return !isCompleted() && !isFailed();
  }
}
