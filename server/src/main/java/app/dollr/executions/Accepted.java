package app.dollr.executions;

/**
 * An execution that was asked for.
 *
 * @param replayed whether it was asked for before, and nothing happened this time
 */
public record Accepted(Execution execution, boolean replayed) {}
