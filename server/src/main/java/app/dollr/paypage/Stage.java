package app.dollr.paypage;

/** What a pay page is about. */
enum Stage {
  /** It can be paid. */
  OPEN,
  /** A payment is under way. */
  WAITING,
  PAID,
  CANCELED,
  /** The page's time has run out; the document may still be paid otherwise. */
  EXPIRED,
  /** It cannot be paid, and never could. */
  CLOSED
}
