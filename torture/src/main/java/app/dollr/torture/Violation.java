package app.dollr.torture;

/**
 * Something that must hold and does not.
 *
 * @param rule which
 * @param subject the reference, or what else it is about
 * @param sides what the one side says and what the other
 */
record Violation(Rule rule, String subject, String sides) {
  /** What must hold. */
  enum Rule {
    /** Every journal and every wallet balances, and the chain of seals is whole. */
    LEDGER_HOLDS,
    /** The other side's book and the ledger tell of the same money, reference by reference. */
    BOOK_EQUALS_LEDGER,
    /** An instruction is at the other side once, and only what was asked for. */
    SENT_ONCE,
    /** What is completed has moved money at the other side, and what has failed has not. */
    STATE_EQUALS_BOOK,
    /** Nothing has failed that the other side had taken, unless by its word. */
    NO_EARLY_FAILURE,
    /** An execution that is completed has the journal of that, once; no other has it. */
    ONE_JOURNAL,
    /** Nothing stays set aside for what is over. */
    NOTHING_LEFT_RESERVED,
    /** A document is paid exactly when one collection of it is completed, and never by two. */
    PAID_ONCE,
    /** What a client was told is so, and stays so. */
    WORD_IS_KEPT,
    /** Of each execution that is over, exactly one event says so. */
    TOLD_ONCE,
    /** Once the faults have stopped, everything comes to its end. */
    COMES_TO_AN_END,
    /** Only the nemesis ends the server. */
    SERVER_STAYS_UP
  }

  @Override
  public String toString() {
    return "%s %s: %s".formatted(rule, subject, sides);
  }
}
