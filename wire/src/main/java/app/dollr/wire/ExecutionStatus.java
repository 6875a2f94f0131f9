package app.dollr.wire;

/** Where an execution stands; the last two are final. */
public enum ExecutionStatus {
  PENDING,
  PROCESSING,
  COMPLETED,
  FAILED
}
