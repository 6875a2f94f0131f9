package app.dollr.torture;

/** A network that can break. */
enum Link {
  /** Between the clients and the server. */
  CLIENTS,
  /** Between the server and PostgreSQL. */
  DATABASE,
  /** Between the server and pawaPay, where that is outside. */
  PAWAPAY,
  /** Between pawaPay and the server, where it calls back. */
  PAWAPAY_CALLBACKS,
  /** Between the server and Stripe, where that is outside. */
  STRIPE,
  /** Between Stripe and the server, where it calls back. */
  STRIPE_CALLBACKS;

  /** Whether callers get no answer while it is broken. */
  boolean isNeededToAnswer() {
    return this == CLIENTS || this == DATABASE;
  }
}
