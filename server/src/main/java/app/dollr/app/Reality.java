package app.dollr.app;

/** Which gateways live mode is connected to. */
enum Reality {
  /** The real ones, by https. */
  REAL,
  /** Simulators on this machine, with which no real money can move. */
  SIMULATED
}
