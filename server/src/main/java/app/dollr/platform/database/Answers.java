package app.dollr.platform.database;

import java.util.IdentityHashMap;

/** What the steps of one round trip answered. */
public final class Answers {
  private final IdentityHashMap<Step<?>, Object> byStep = new IdentityHashMap<>();

  Answers() {}

  /** What {@code step} answered; it has to be one of those that ran. */
  @SuppressWarnings("unchecked") // Put in by run, with the step's own reader.
  public <T> T of(Step<T> step) {
    var answer = byStep.get(step);
    if (answer == null) {
      throw new IllegalArgumentException("the step did not run");
    }
    return (T) answer;
  }

  <T> void put(Step<T> step, T answer) {
    byStep.put(step, answer);
  }
}
