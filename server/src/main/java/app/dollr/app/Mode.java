package app.dollr.app;

/** What kind of platform this is. */
public enum Mode {
  /** Simulated gateways; nothing can move real money. */
  SANDBOX,
  /** Real gateways; no sandbox route exists. */
  LIVE
}
