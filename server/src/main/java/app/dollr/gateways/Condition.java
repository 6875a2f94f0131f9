package app.dollr.gateways;

/** How it stands with the way to a gateway. */
public enum Condition {
  /** It answers. */
  UP,
  /** It did not answer for a while, and a few calls are let through to see whether it does now. */
  PROBING,
  /** It does not answer, and is left alone for a while. */
  DOWN
}
