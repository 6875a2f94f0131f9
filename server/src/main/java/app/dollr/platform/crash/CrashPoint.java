package app.dollr.platform.crash;

/** A place between two steps of a payment. */
public enum CrashPoint {
  /** The request is read, nothing is written. */
  BEFORE_ACCEPTANCE,
  /** The execution is committed; neither the caller nor the gateway has heard of it. */
  AFTER_ACCEPTANCE,
  /** The gateway has answered; the answer is not written down. */
  AFTER_SUBMISSION,
  /** The gateway's answer is committed. */
  AFTER_APPLICATION,
  /** The gateway has called it off, or said that it cannot; the answer is not written down. */
  AFTER_CANCELLATION,
  /** The operator has worked the instruction off and not called back. */
  BEFORE_CALLBACK,
  /** The callback is applied; the operator does not know that it arrived. */
  AFTER_CALLBACK
}
