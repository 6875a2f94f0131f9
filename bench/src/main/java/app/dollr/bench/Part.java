package app.dollr.bench;

/** What can be measured. */
enum Part {
  /** Complete collections, spread over the merchants. */
  SPREAD,
  /** Complete collections, all of one merchant. */
  HOT,
  /** Each hot call alone. */
  CALLS,
  /** Complete collections with many payments loaded before. */
  LOADED
}
