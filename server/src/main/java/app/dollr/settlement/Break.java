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

  /** How they disagree. */
  enum Kind {
    /** The statement has it, and the books have not. */
    MISSING_HERE,
    /** The books have it, and the statement has not. */
    MISSING_THERE,
    /** Another amount. */
    AMOUNT_DIFFERS,
    /** Another fee than the schedule says. */
    FEE_DIFFERS,
    /** Another currency. */
    CURRENCY_DIFFERS,
    /** The statement has it twice. */
    TWICE
  }
}
