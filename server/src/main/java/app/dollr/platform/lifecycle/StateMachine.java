package app.dollr.platform.lifecycle;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The life of a thing: every step it can take, in one list. What is not listed is refused.
 *
 * @param <S> its states, in the order of life
 * @param <E> what can happen to it
 */
public final class StateMachine<S extends Enum<S>, E extends Enum<E>> {
  /** In {@code from}, {@code event} leads to {@code to}. */
  public record Step<S, E>(S from, E event, S to) {}

  private final Class<S> states;
  private final List<Step<S, E>> steps;

  private StateMachine(Class<S> states, List<Step<S, E>> steps) {
    this.states = states;
    this.steps = List.copyOf(steps);
  }

  /**
   * The life made of these steps.
   *
   * @throws IllegalArgumentException when one state and event lead to two states
   */
  public static <S extends Enum<S>, E extends Enum<E>> StateMachine<S, E> of(
      Class<S> states, List<Step<S, E>> steps) {
    var machine = new StateMachine<>(states, steps);
    for (var step : steps) {
      if (machine.steps(step.from(), step.event()).size() > 1) {
        throw new IllegalArgumentException(
            "%s in %s leads to two states".formatted(step.event(), step.from()));
      }
    }
    return machine;
  }

  public static <S, E> Step<S, E> step(S from, E event, S to) {
    return new Step<>(from, event, to);
  }

  /** Where {@code event} leads; empty where it is refused. */
  public Optional<S> next(S from, E event) {
    return steps(from, event).stream().findFirst().map(Step::to);
  }

  /** The states that {@code event} may happen in. */
  public Set<S> from(E event) {
    return steps.stream()
        .filter(step -> step.event() == event)
        .map(Step::from)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(states)));
  }

  /** Whether no step leads out of {@code state}. */
  public boolean isTerminal(S state) {
    return steps.stream().allMatch(step -> step.from() != state || step.to() == state);
  }

  public List<Step<S, E>> steps() {
    return steps;
  }

  /** The steps as a Mermaid diagram. */
  public String diagram() {
    var lines =
        steps.stream()
            .map(step -> "  %s --> %s : %s".formatted(step.from(), step.to(), step.event()));
    return "stateDiagram-v2\n" + lines.collect(Collectors.joining("\n")) + "\n";
  }

  private List<Step<S, E>> steps(S from, E event) {
    return steps.stream().filter(step -> step.from() == from && step.event() == event).toList();
  }
}
