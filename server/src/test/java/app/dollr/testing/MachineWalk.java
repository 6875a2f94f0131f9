package app.dollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.lifecycle.StateMachine;
import app.dollr.platform.lifecycle.StateMachine.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A walk over every state and event of a state machine, and its page. */
public final class MachineWalk<S extends Enum<S>, E extends Enum<E>> {
  private final StateMachine<S, E> machine;
  private final Class<S> states;
  private final Class<E> events;

  public MachineWalk(StateMachine<S, E> machine, Class<S> states, Class<E> events) {
    this.machine = machine;
    this.states = states;
    this.events = events;
  }

  /** Every listed pair leads where it is listed to, every other pair is refused. */
  public void tryEveryPair() {
    for (var state : states.getEnumConstants()) {
      for (var event : events.getEnumConstants()) {
        var listed = listed(state, event);
        assertThat(machine.next(state, event)).as("%s in %s", event, state).isEqualTo(listed);
        assertThat(machine.from(event).contains(state))
            .as("whether %s may happen in %s", event, state)
            .isEqualTo(listed.isPresent());
      }
    }
  }

  /** The states that nothing leads out of. */
  public Set<S> ends() {
    return Stream.of(states.getEnumConstants())
        .filter(machine::isTerminal)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(states)));
  }

  /** The states that can be reached from {@code first}, itself included. */
  public Set<S> reachableFrom(S first) {
    var reached = EnumSet.of(first);
    boolean grew = true;
    while (grew) {
      grew = false;
      for (var step : machine.steps()) {
        grew |= reached.contains(step.from()) && reached.add(step.to());
      }
    }
    return reached;
  }

  /** Every step as a table and as a diagram. */
  public String page() {
    var text = new StringBuilder("\n| In | when | it becomes |\n|---|---|---|\n");
    for (var step : machine.steps()) {
      text.append("| %s | %s | %s |\n".formatted(step.from(), step.event(), step.to()));
    }
    return text.append("\nAnything else is refused.\n\n```mermaid\n")
        .append(machine.diagram())
        .append("```\n\n")
        .toString();
  }

  private Optional<S> listed(S state, E event) {
    List<S> to =
        machine.steps().stream()
            .filter(step -> step.from() == state && step.event() == event)
            .map(Step::to)
            .toList();
    assertThat(to).as("%s in %s", event, state).hasSizeLessThan(2);
    return to.stream().findFirst();
  }
}
