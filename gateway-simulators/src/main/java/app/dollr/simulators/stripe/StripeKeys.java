package app.dollr.simulators.stripe;

/**
 * The keys of a simulated account.
 *
 * @param secret {@code sk_…}, of a server
 * @param publishable {@code pk_…}, of browsers
 */
public record StripeKeys(String secret, String publishable) {
  @Override
  public String toString() {
    return "StripeKeys[" + publishable + "]";
  }
}
