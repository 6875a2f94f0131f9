package app.dollr.wire;

/** Where an invoice or order stands. */
public enum SourceStatus {
  IDLE,
  ACTIVE,
  PROCESSING,
  PAID,
  CANCELED
}
