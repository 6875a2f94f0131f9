package app.dollr.gateways.stripe;

import app.dollr.values.Secret;
import java.time.Duration;
import java.util.List;

/**
 * How Stripe is reached.
 *
 * @param key the secret one, {@code sk_…} or {@code rk_…}
 * @param webhookSecrets by which its webhooks are signed, {@code whsec_…}; two while they change
 * @param url what the URLs of its API begin with
 * @param patience how long an answer is waited for; less than whoever sends may take
 * @param haste by how much waiting times are divided, for tests
 */
public record StripeConfig(
    Secret key, List<Secret> webhookSecrets, String url, Duration patience, int haste) {
  /** Where the real one is. */
  public static final String STRIPE = "https://api.stripe.com";

  public StripeConfig {
    webhookSecrets = List.copyOf(webhookSecrets);
  }

  /** Whether real cards are charged, by what the key says of itself. */
  boolean isLive() {
    return key.reveal().matches("[a-z]+_live_.*");
  }
}
