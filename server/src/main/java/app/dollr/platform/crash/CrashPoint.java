package app.dollr.platform.crash;

/** A place between two steps of a payment, around each commit and each call of a gateway. */
public enum CrashPoint {
  /** The request is read and found in order, nothing is written. */
  BEFORE_ACCEPTANCE,
  /** The passcode was right, which is counted; nothing else is written. */
  AFTER_PASSCODE,
  /** The execution is committed; neither the caller nor the gateway has heard of it. */
  AFTER_ACCEPTANCE,
  /** It is committed that it is being sent, for the first time or again; it is not sent. */
  BEFORE_SUBMISSION,
  /** The gateway has answered; the answer is not written down. */
  AFTER_SUBMISSION,
  /** The gateway's answer is committed. */
  AFTER_APPLICATION,
  /** The gateway is about to be asked what became of it. */
  BEFORE_QUESTION,
  /** The gateway has said what became of it; that is not written down. */
  AFTER_QUESTION,
  /** It is committed that it is being called off; the gateway has not heard of it. */
  BEFORE_CANCELLATION,
  /** The gateway has called it off, or said that it cannot; the answer is not written down. */
  AFTER_CANCELLATION,
  /** The gateway has called back; nothing of it is written down. */
  BEFORE_CALLBACK,
  /** What the gateway called back is committed; it does not know that it arrived. */
  AFTER_CALLBACK,
  /** It is committed that an event is to be delivered; nobody is at it. */
  AFTER_FAN_OUT,
  /** It is committed that the event is being delivered; it is not sent. */
  BEFORE_DELIVERY,
  /** The merchant's server has the event; that is not written down. */
  AFTER_DELIVERY
}
