package app.dollr.platform.crash;

/** A place between two steps, around each commit that money hangs on and each gateway call. */
public enum CrashPoint {
  /** The request is read and found in order, nothing is written. */
  BEFORE_ACCEPTANCE,
  /** The passcode was right, which is counted; nothing else is written. */
  AFTER_PASSCODE,
  /** The execution is committed; neither the caller nor the gateway has heard of it. */
  AFTER_ACCEPTANCE,
  /** It is committed that it is being sent, for the first time or again; it is not sent. */
  BEFORE_SUBMISSION,
  /** It is committed that the card gateway is about to be told; it has not heard of it. */
  AFTER_ATTEMPT,
  /** The card gateway has made an object of it, whose name is not written down. */
  BEFORE_NAMING,
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
  /** It is committed that the card gateway speaks of it; the gateway does not know it arrived. */
  AFTER_NOTE,
  /** It is committed that somebody looks into what was noted; the gateway is not asked. */
  BEFORE_LOOK,
  /** The gateway has called back, or was asked after; nothing of it is written down. */
  BEFORE_CALLBACK,
  /** What the gateway called back is committed; it does not know that it arrived. */
  AFTER_CALLBACK,
  /** It is known how a dispute stands; nothing of that is written down. */
  BEFORE_DISPUTE,
  /** How a dispute stands is committed, with its journal. */
  AFTER_DISPUTE,
  /** Seals are written, and not committed. */
  BEFORE_SEAL,
  /** Seals are committed. */
  AFTER_SEAL,
  /** A wallet has credits to fold; none is folded. */
  BEFORE_FOLD,
  /** A wallet's credits are folded, which is committed. */
  AFTER_FOLD,
  /** It is committed that there is a gateway's statement; none of its lines is. */
  AFTER_STATEMENT,
  /** Lines of a statement are committed, with what the gateway charged; what they mean is not. */
  AFTER_LINES,
  /** It is committed that an event is to be delivered; nobody is at it. */
  AFTER_FAN_OUT,
  /** It is committed that the event is being delivered; it is not sent. */
  BEFORE_DELIVERY,
  /** The merchant's server has the event; that is not written down. */
  AFTER_DELIVERY
}
