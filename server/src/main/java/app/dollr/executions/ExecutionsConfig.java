package app.dollr.executions;

/**
 * The settings of executions.
 *
 * @param haste by how much all waiting times are divided; 1 but in tests of crashes
 */
public record ExecutionsConfig(int haste) {
  public static final ExecutionsConfig DEFAULT = new ExecutionsConfig(1);
}
