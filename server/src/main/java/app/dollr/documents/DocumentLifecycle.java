package app.dollr.documents;

import static app.dollr.documents.DocumentLifecycle.Action.CANCEL;
import static app.dollr.documents.DocumentLifecycle.Action.CHANGE;
import static app.dollr.documents.DocumentLifecycle.Action.PAY;
import static app.dollr.documents.DocumentLifecycle.Action.PUBLISH;
import static app.dollr.documents.DocumentLifecycle.Action.RELEASE;
import static app.dollr.documents.DocumentLifecycle.Action.SETTLE;
import static app.dollr.documents.DocumentStatus.ACTIVE;
import static app.dollr.documents.DocumentStatus.CANCELED;
import static app.dollr.documents.DocumentStatus.IDLE;
import static app.dollr.documents.DocumentStatus.PAID;
import static app.dollr.documents.DocumentStatus.PROCESSING;
import static app.dollr.platform.lifecycle.StateMachine.step;

import app.dollr.platform.lifecycle.StateMachine;
import java.util.List;

/** Every step a document can take. */
final class DocumentLifecycle {
  /** What can be done with a document. */
  enum Action {
    /** Changing it or its lines. */
    CHANGE,
    PUBLISH,
    /** A payment begins. */
    PAY,
    /** The payment was made. */
    SETTLE,
    /** The payment failed; another may be tried. */
    RELEASE,
    CANCEL
  }

  static final StateMachine<DocumentStatus, Action> MACHINE =
      StateMachine.of(
          DocumentStatus.class,
          List.of(
              step(IDLE, CHANGE, IDLE),
              step(IDLE, PUBLISH, ACTIVE),
              step(IDLE, CANCEL, CANCELED),
              step(ACTIVE, PAY, PROCESSING),
              step(ACTIVE, CANCEL, CANCELED),
              step(PROCESSING, SETTLE, PAID),
              step(PROCESSING, RELEASE, ACTIVE)));

  private DocumentLifecycle() {}

  /** The step that an action is, where one state alone allows it. */
  static StateMachine.Step<DocumentStatus, Action> only(Action action) {
    var steps = MACHINE.steps().stream().filter(step -> step.event() == action).toList();
    if (steps.size() != 1) {
      throw new IllegalArgumentException("%s is %d steps".formatted(action, steps.size()));
    }
    return steps.getFirst();
  }

  /** The names of the states that an action may be done in. */
  static String[] from(Action action) {
    return MACHINE.from(action).stream().map(Enum::name).toArray(String[]::new);
  }
}
