package app.dollr.client.internal;

/** What sending a call does, and so whether it may be sent again after a failure. */
public enum Effect {
  /** Nothing that lasts. */
  NONE,

  /** Something, but twice is what once is. */
  SAME_TWICE,

  /**
   * Something new each time: sent again only when the failed try is certain to have done nothing.
   */
  NEW_EACH_TIME
}
