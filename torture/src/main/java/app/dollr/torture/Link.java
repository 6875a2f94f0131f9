package app.dollr.torture;

/** A network that can break. */
enum Link {
  /** Between the clients and the server. */
  CLIENTS,
  /** Between the server and PostgreSQL. */
  DATABASE
}
