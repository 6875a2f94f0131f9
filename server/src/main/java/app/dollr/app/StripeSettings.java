package app.dollr.app;

import app.dollr.gateways.stripe.StripeConfig;
import app.dollr.platform.config.Environment;
import app.dollr.platform.config.Readers;
import app.dollr.platform.config.Setting;
import app.dollr.values.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is set of Stripe. */
final class StripeSettings {
  private static final int MOST_WEBHOOK_SECRETS = 2;
  private static final int LONGEST_PATIENCE_SECONDS = 20;

  static final Setting<String> PUBLISHABLE_KEY =
      Setting.optional(
          "DOLLR_STRIPE_PUBLISHABLE_KEY",
          "By which Stripe's script on the pay page knows this platform, in live: `pk_…`",
          "no cards on the pay page; the sandbox needs none",
          StripeSettings::publishableKey);
  private static final Setting<Secret> SECRET_KEY =
      Setting.optional(
          "DOLLR_STRIPE_SECRET_KEY",
          "Stripe's secret or restricted key, in live: `sk_…` or `rk_…`",
          "cards are not taken",
          StripeSettings::secretKey);
  private static final Setting<List<Secret>> WEBHOOK_SECRETS =
      Setting.of(
          "DOLLR_STRIPE_WEBHOOK_SECRETS",
          "By which Stripe signs its webhooks to `/callbacks/stripe`: `whsec_…`, two while they"
              + " change, separated by commas",
          "",
          StripeSettings::webhookSecrets);
  private static final Setting<String> URL =
      Setting.of("DOLLR_STRIPE_URL", "Where Stripe's API is", StripeConfig.STRIPE, Readers::url);
  private static final Setting<Duration> PATIENCE =
      Setting.of(
          "DOLLR_STRIPE_TIMEOUT",
          "How long an answer of Stripe is waited for, 1 to 20 seconds",
          "20s",
          StripeSettings::patience);

  /** In the order the documentation shows them. */
  static final List<Setting<?>> ALL =
      List.of(PUBLISHABLE_KEY, SECRET_KEY, WEBHOOK_SECRETS, URL, PATIENCE);

  private StripeSettings() {}

  /** How Stripe is reached; empty where cards are not taken. */
  static Optional<StripeConfig> read(
      Environment environment,
      Optional<String> publishable,
      Mode mode,
      Reality reality,
      int haste) {
    var secret = environment.optional(SECRET_KEY);
    var webhooks = environment.get(WEBHOOK_SECRETS);
    var url = environment.get(URL);
    var patience = environment.get(PATIENCE);
    if (secret.isEmpty()) {
      if (!webhooks.isEmpty()) {
        environment.refuse(
            "DOLLR_STRIPE_WEBHOOK_SECRETS is of no use without DOLLR_STRIPE_SECRET_KEY");
      }
      return Optional.empty();
    }
    refuseHalf(environment, secret.get(), publishable, webhooks);
    if (mode == Mode.SANDBOX) {
      environment.refuse("DOLLR_STRIPE_SECRET_KEY is for live; the sandbox simulates cards");
    } else if (reality == Reality.SIMULATED && url.equals(StripeConfig.STRIPE)) {
      environment.refuse("DOLLR_STRIPE_URL is needed while DOLLR_GATEWAYS is simulated");
    } else {
      reality.refuseUnsafe(environment, URL, URI.create(url));
    }
    return Optional.of(new StripeConfig(secret.get(), webhooks, url, patience, haste));
  }

  private static void refuseHalf(
      Environment environment, Secret secret, Optional<String> publishable, List<Secret> webhooks) {
    if (webhooks.isEmpty()) {
      environment.refuse("DOLLR_STRIPE_WEBHOOK_SECRETS is needed with DOLLR_STRIPE_SECRET_KEY");
    }
    if (publishable.isEmpty()) {
      environment.refuse("DOLLR_STRIPE_PUBLISHABLE_KEY is needed with DOLLR_STRIPE_SECRET_KEY");
    } else if (isLive(secret.reveal()) != isLive(publishable.get())) {
      environment.refuse(
          "DOLLR_STRIPE_PUBLISHABLE_KEY and DOLLR_STRIPE_SECRET_KEY are of different modes, test"
              + " and live");
    }
  }

  private static boolean isLive(String key) {
    return key.matches("[a-z]+_live_.*");
  }

  private static String publishableKey(String text) {
    if (!text.matches("pk_[A-Za-z0-9_]{1,252}")) {
      throw new IllegalArgumentException("a publishable key is pk_ and letters, digits or _");
    }
    return text;
  }

  private static Secret secretKey(String text) {
    if (!text.matches("(sk|rk)_[A-Za-z0-9_]{5,252}")) {
      throw new IllegalArgumentException("a secret key is sk_ or rk_ and letters, digits or _");
    }
    return Secret.of(text);
  }

  private static List<Secret> webhookSecrets(String text) {
    var secrets = Readers.list(text);
    if (secrets.size() > MOST_WEBHOOK_SECRETS
        || !secrets.stream().allMatch(secret -> secret.matches("whsec_[\\x21-\\x7e]{5,249}"))) {
      throw new IllegalArgumentException("it is at most two secrets that begin with whsec_");
    }
    return secrets.stream().map(Secret::of).toList();
  }

  private static Duration patience(String text) {
    var patience = Readers.duration(text);
    if (patience.toSeconds() < 1 || patience.toSeconds() > LONGEST_PATIENCE_SECONDS) {
      throw new IllegalArgumentException("it is 1 to 20 seconds");
    }
    return patience;
  }
}
