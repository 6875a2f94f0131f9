package app.dollr.paypage;

import app.dollr.executions.Execution;
import app.dollr.values.Secret;
import java.util.Optional;

/**
 * Where payers enter a card: a form that Stripe's script, or in the sandbox what stands in for it,
 * puts into the page. No card passes through this server.
 *
 * @param script that makes it
 * @param key by which that script knows us
 * @param policy what a page with it may do besides, as a part of its Content-Security-Policy
 */
public record CardForm(String script, String key, Policy policy) {
  /** Where scripts, frames and calls may come from and go to, besides ourselves. */
  record Policy(String scripts, String frames, String calls) {
    static final Policy NONE = new Policy("", "", "");
  }

  /** The sandbox's own. */
  public static CardForm ofSandbox() {
    return new CardForm("/sandbox/stripe.js", "pk_sandbox_pay_page", new Policy("", " 'self'", ""));
  }

  /**
   * Stripe's.
   *
   * @param key the publishable one, {@code pk_…}
   */
  public static CardForm ofStripe(String key) {
    return new CardForm(
        "https://js.stripe.com/endive/stripe.js",
        key,
        new Policy(
            " https://js.stripe.com https://*.js.stripe.com",
            " https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
            " https://api.stripe.com"));
  }

  /** Whether a payment waits for a card, or for its payer's word to his bank. */
  static boolean isFor(Optional<Execution> payment) {
    return payment.filter(Execution::requiresAction).isPresent();
  }

  /** By which the browser finishes a payment. */
  String secret(Execution payment) {
    return payment.word().clientSecret().map(Secret::reveal).orElse("");
  }
}
