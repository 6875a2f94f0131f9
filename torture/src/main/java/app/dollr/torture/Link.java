package app.dollr.torture;

/** A network that can break. */
enum Link {
  /** Between the clients and the server. */
  CLIENTS,
  /** Between the server and PostgreSQL. */
  DATABASE,
  /** Between the server and the gateway, where that is outside. */
  GATEWAY,
  /** Between the gateway and the server, where it calls back. */
  CALLBACKS
}
