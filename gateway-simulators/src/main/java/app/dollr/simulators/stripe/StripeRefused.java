package app.dollr.simulators.stripe;

/** A request that Stripe refuses: an {@code invalid_request_error}. It has changed nothing. */
public final class StripeRefused extends RuntimeException {
  private final int status;
  private final String code;

  private StripeRefused(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** Nothing is known under that name. */
  public static StripeRefused missing(String what, String id) {
    return new StripeRefused(404, "resource_missing", "No such %s: '%s'".formatted(what, id));
  }

  static StripeRefused unexpectedState(IntentStatus status, String wish) {
    return new StripeRefused(
        400,
        "payment_intent_unexpected_state",
        "This PaymentIntent could not be %s because it has a status of %s."
            .formatted(wish, status.wire()));
  }

  static StripeRefused because(String code, String message) {
    return new StripeRefused(400, code, message);
  }

  /** The HTTP status it is answered with. */
  public int status() {
    return status;
  }

  /** Stripe's word for it. */
  public String code() {
    return code;
  }
}
