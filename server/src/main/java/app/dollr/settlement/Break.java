package app.dollr.settlement;

import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import java.util.Optional;

/**
 * Where a statement and the books disagree.
 *
 * @param line of the statement; none where it has none
 * @param said in words, with what was expected
 */
record Break(
    Kind kind,
    Optional<String> line,
    Optional<MerchantId> merchant,
    Optional<ReferenceId> reference,
    String said) {

  /** How they disagree, and what is to be done about it. */
  enum Kind {
    /** The statement has it, and the books have not. */
    MISSING_HERE(
        "ask the gateway what it is; of one of ours the callback or the reconciler is due, so"
            + " import the statement again in an hour"),
    /** The books have it, and the statement has not. */
    MISSING_THERE(
        "import the statement of the day before or after; if that has not got it, ask the gateway"),
    /** Another amount. */
    AMOUNT_DIFFERS("settle it with dollr admin exceptions; if it is not there, ask the gateway"),
    /** Another fee than the schedule says. */
    FEE_DIFFERS(
        "mend the schedule with dollr admin fees, or complain to the gateway; what it charged is"
            + " posted"),
    /** Another currency. */
    CURRENCY_DIFFERS("settle it with dollr admin exceptions; if it is not there, ask the gateway"),
    /** The statement has it twice. */
    TWICE("if the gateway moved it twice, have it given back; else leave it"),
    /** No execution explains it, nor is it a fee or a payout to the bank. */
    UNEXPLAINED("ask the gateway what it is, then book it with dollr admin settlements book");

    private final String next;

    Kind(String next) {
      this.next = next;
    }

    /** What an operator does about it. */
    String next() {
      return next;
    }
  }
}
