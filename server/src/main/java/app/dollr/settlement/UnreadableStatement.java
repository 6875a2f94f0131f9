package app.dollr.settlement;

/** A statement that cannot be read; the message says where. */
final class UnreadableStatement extends RuntimeException {
  UnreadableStatement(String message) {
    super(message);
  }
}
