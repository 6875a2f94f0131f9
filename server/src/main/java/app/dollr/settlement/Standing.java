package app.dollr.settlement;

import app.dollr.values.Money;
import java.util.Optional;

/**
 * How it stands between us and a gateway, in one currency.
 *
 * @param ledger what the gateway owes us by the books
 * @param statements what it owes us by the sum of all lines of its that were ever imported
 * @param explained how much of that the books have too
 * @param closing what it owes us by its own word, at the end of the statement
 */
record Standing(Money ledger, Money statements, Money explained, Optional<Money> closing) {

  /** What the books have, and no statement so far. */
  Money unstated() {
    return ledger.minus(explained);
  }

  /** What the statements have beyond the books: the sum of the breaks. */
  Money broken() {
    return statements.minus(explained);
  }

  /** What its own word has beyond the lines that were imported. */
  Optional<Money> notImported() {
    return closing.map(word -> word.minus(statements));
  }
}
