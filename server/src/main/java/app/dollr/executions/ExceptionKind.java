package app.dollr.executions;

/** How what a gateway says may not fit what is known, and what an operator does about it. */
public enum ExceptionKind {
  /** Another amount, or currency, has moved than was asked for. */
  OTHER_AMOUNT(
      "look it up at the gateway; then --credit when it is the merchant's (as paid, when at least"
          + " as much has moved), --refund when the gateway has given it back, --write-off else"),
  /** The money has moved, though the execution had failed. */
  LATE_SUCCESS(
      "have the gateway give it back and --refund, or let the merchant have it: --credit;"
          + " --write-off when nobody can say whose it is"),
  /** The money has not moved, or came back, though the execution was completed. */
  LATE_FAILURE(
      "ask the gateway; then --refund when it moves after all, --credit when the merchant bears it,"
          + " --write-off when the platform does"),
  /** Money has moved that nobody here asked for. */
  UNKNOWN_REFERENCE(
      "find out at the gateway whose it is; then --refund when it goes back, --credit when it is"
          + " this merchant's, --write-off else"),
  /** A payer disputes a payment; the gateway is to be answered in time. */
  DISPUTE(
      "answer it at the gateway in time; it is settled by itself once it is closed, or, where an"
          + " amount stands here, by --refund, --credit or --write-off");

  private final String next;

  ExceptionKind(String next) {
    this.next = next;
  }

  /** What an operator does about it. */
  String next() {
    return next;
  }
}
