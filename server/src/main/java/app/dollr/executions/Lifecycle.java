package app.dollr.executions;

import static app.dollr.executions.ExecutionState.ACCEPTED;
import static app.dollr.executions.ExecutionState.AWAITING_PAYER;
import static app.dollr.executions.ExecutionState.CANCELING;
import static app.dollr.executions.ExecutionState.COMPLETED;
import static app.dollr.executions.ExecutionState.FAILED;
import static app.dollr.executions.ExecutionState.HELD;
import static app.dollr.executions.ExecutionState.SENT;
import static app.dollr.executions.ExecutionState.UNCERTAIN;
import static app.dollr.executions.Lifecycle.Event.ACTION_REQUIRED;
import static app.dollr.executions.Lifecycle.Event.CALLED_OFF;
import static app.dollr.executions.Lifecycle.Event.CONFIRMED;
import static app.dollr.executions.Lifecycle.Event.DECLINED;
import static app.dollr.executions.Lifecycle.Event.DROPPED;
import static app.dollr.executions.Lifecycle.Event.GIVEN_UP;
import static app.dollr.executions.Lifecycle.Event.LOST;
import static app.dollr.executions.Lifecycle.Event.MISMATCHED;
import static app.dollr.executions.Lifecycle.Event.REJECTED;
import static app.dollr.executions.Lifecycle.Event.SETTLED;
import static app.dollr.executions.Lifecycle.Event.TAKEN;
import static app.dollr.platform.lifecycle.StateMachine.step;

import app.dollr.platform.lifecycle.StateMachine;
import java.util.List;

/**
 * Every step an execution can take. A timeout leads to UNCERTAIN, never to FAILED; and what a payer
 * could still pay is called off before it fails.
 */
final class Lifecycle {
  /** What can happen to an execution. */
  enum Event {
    /** The gateway has taken the instruction. */
    TAKEN,
    /** The gateway has taken the instruction, and the payer has to act in a browser. */
    ACTION_REQUIRED,
    /** An attempt of the payer was refused, and another is still possible. */
    REJECTED,
    /** The payer has given up, or their time is over. */
    CALLED_OFF,
    /** There is no telling whether the gateway has it. */
    LOST,
    /** The gateway says the money has moved, as much as was asked for. */
    CONFIRMED,
    /** The gateway says the money has not moved and will not. */
    DECLINED,
    /** The gateway says another amount has moved. */
    MISMATCHED,
    /** It was never sent in time, or the gateway has long known nothing of it. */
    GIVEN_UP,
    /** An operator takes what has moved as what was asked for. */
    SETTLED,
    /** An operator has dealt with what has moved otherwise. */
    DROPPED
  }

  static final StateMachine<ExecutionState, Event> MACHINE =
      StateMachine.of(
          ExecutionState.class,
          List.of(
              step(ACCEPTED, TAKEN, SENT),
              step(ACCEPTED, ACTION_REQUIRED, AWAITING_PAYER),
              step(ACCEPTED, REJECTED, CANCELING),
              step(ACCEPTED, LOST, UNCERTAIN),
              step(ACCEPTED, CONFIRMED, COMPLETED),
              step(ACCEPTED, DECLINED, FAILED),
              step(ACCEPTED, MISMATCHED, HELD),
              step(ACCEPTED, GIVEN_UP, FAILED),
              step(SENT, TAKEN, SENT),
              step(SENT, ACTION_REQUIRED, AWAITING_PAYER),
              step(SENT, REJECTED, CANCELING),
              step(SENT, LOST, SENT),
              step(SENT, CONFIRMED, COMPLETED),
              step(SENT, DECLINED, FAILED),
              step(SENT, MISMATCHED, HELD),
              step(SENT, GIVEN_UP, FAILED),
              step(AWAITING_PAYER, TAKEN, SENT),
              step(AWAITING_PAYER, ACTION_REQUIRED, AWAITING_PAYER),
              step(AWAITING_PAYER, REJECTED, CANCELING),
              step(AWAITING_PAYER, CALLED_OFF, CANCELING),
              step(AWAITING_PAYER, LOST, AWAITING_PAYER),
              step(AWAITING_PAYER, CONFIRMED, COMPLETED),
              step(AWAITING_PAYER, DECLINED, FAILED),
              step(AWAITING_PAYER, MISMATCHED, HELD),
              step(AWAITING_PAYER, GIVEN_UP, FAILED),
              step(CANCELING, TAKEN, CANCELING),
              step(CANCELING, ACTION_REQUIRED, CANCELING),
              step(CANCELING, REJECTED, CANCELING),
              step(CANCELING, CALLED_OFF, CANCELING),
              step(CANCELING, LOST, CANCELING),
              step(CANCELING, CONFIRMED, COMPLETED),
              step(CANCELING, DECLINED, FAILED),
              step(CANCELING, MISMATCHED, HELD),
              step(CANCELING, GIVEN_UP, FAILED),
              step(UNCERTAIN, TAKEN, SENT),
              step(UNCERTAIN, ACTION_REQUIRED, AWAITING_PAYER),
              step(UNCERTAIN, REJECTED, CANCELING),
              step(UNCERTAIN, LOST, UNCERTAIN),
              step(UNCERTAIN, CONFIRMED, COMPLETED),
              step(UNCERTAIN, DECLINED, FAILED),
              step(UNCERTAIN, MISMATCHED, HELD),
              step(UNCERTAIN, GIVEN_UP, FAILED),
              step(HELD, SETTLED, COMPLETED),
              step(HELD, DROPPED, FAILED)));

  private Lifecycle() {}
}
