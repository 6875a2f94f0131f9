package app.dollr.torture;

/** How a network can be broken. */
enum Trouble {
  /** Connections are reset, and new ones too. */
  CUT,
  /** What is said arrives later. */
  SLOW,
  /** What the caller says is lost, on connections that look alive. */
  DEAF,
  /** What the callee answers is lost, on connections that look alive. */
  MUTE
}
