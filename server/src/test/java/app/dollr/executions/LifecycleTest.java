package app.dollr.executions;

import static app.dollr.executions.ExecutionState.ACCEPTED;
import static app.dollr.executions.ExecutionState.COMPLETED;
import static app.dollr.executions.ExecutionState.FAILED;
import static app.dollr.executions.ExecutionState.UNCERTAIN;
import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.executions.Lifecycle.Event;
import app.dollr.testing.MachineWalk;
import app.dollr.testing.Page;
import app.dollr.wire.ExecutionStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private final MachineWalk<ExecutionState, Event> walk =
      new MachineWalk<>(Lifecycle.MACHINE, ExecutionState.class, Event.class);

  @Test
  void takesTheListedStepsAndNoOthers() {
    walk.tryEveryPair();
  }

  @Test
  void whatIsFinalIsLeftByNoStep() {
    assertThat(walk.ends()).contains(COMPLETED, FAILED);
    assertThat(ExecutionState.values())
        .filteredOn(ExecutionState::isFinal)
        .containsExactly(COMPLETED, FAILED);
    assertThat(walk.reachableFrom(ACCEPTED)).containsExactlyInAnyOrder(ExecutionState.values());
  }

  @Test
  void notKnowingIsNotFailing() {
    assertThat(Lifecycle.MACHINE.next(ACCEPTED, Event.LOST)).contains(UNCERTAIN);
    assertThat(Lifecycle.MACHINE.steps())
        .filteredOn(step -> step.event() == Event.LOST)
        .noneMatch(step -> step.to().isFinal());
  }

  @Test
  void everyStateIsShownToCallers() {
    assertThat(
            Arrays.stream(ExecutionState.values()).filter(s -> s.wire() == ExecutionStatus.PENDING))
        .containsExactly(ACCEPTED);
    assertThat(ExecutionState.values())
        .allMatch(state ->
            state.isFinal()
                == (state.wire() == ExecutionStatus.COMPLETED
                    || state.wire() == ExecutionStatus.FAILED));
  }

  @Test
  void isWrittenDown() throws Exception {
    Page.of("lifecycles.md").has("executions", walk.page());
  }
}
