package app.dollr.documents;

import app.dollr.wire.SourceStatus;

/** Where a document stands, in the order of life. */
public enum DocumentStatus {
  /** Being written; it can still be changed. */
  IDLE,
  /** Published: it can be paid. */
  ACTIVE,
  /** A payment for it is under way. */
  PROCESSING,
  /** Paid, for good; a refund does not change that. */
  PAID,
  /** Given up, for good. */
  CANCELED;

  public SourceStatus wire() {
    return switch (this) {
      case IDLE -> SourceStatus.IDLE;
      case ACTIVE -> SourceStatus.ACTIVE;
      case PROCESSING -> SourceStatus.PROCESSING;
      case PAID -> SourceStatus.PAID;
      case CANCELED -> SourceStatus.CANCELED;
    };
  }

  static DocumentStatus from(SourceStatus status) {
    return switch (status) {
      case IDLE -> IDLE;
      case ACTIVE -> ACTIVE;
      case PROCESSING -> PROCESSING;
      case PAID -> PAID;
      case CANCELED -> CANCELED;
    };
  }
}
