package app.dollr.gateways.pawapay;

import app.dollr.platform.config.Readers;
import app.dollr.values.Secret;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.Provider;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of pawaPay.
 *
 * @param url what the paths of its API come after, without a slash at its end
 * @param token of the account
 * @param signing by which requests are signed; empty for no signatures
 * @param callbacks what is done about them
 * @param providers by method, as pawaPay calls them; a method that is missing is not connected
 * @param haste by how much waiting times are divided, for tests
 */
public record PawapayConfig(
    URI url,
    Secret token,
    Optional<SigningKey> signing,
    Callbacks callbacks,
    Map<PaymentMethod, String> providers,
    int haste) {
  /** The methods that are connected unless told otherwise: those of Rwanda. */
  public static final String USUAL_METHODS = "MTN_MOMO_RWA=MTN_MOMO_RWA,AIRTEL_RWA=AIRTEL_RWA";

  private static final Pattern PROVIDER = Pattern.compile("[A-Z][A-Z0-9_]{1,63}");
  private static final Duration TO_SUBMIT = Duration.ofSeconds(10);
  private static final Duration TO_ASK = Duration.ofSeconds(30);
  private static final Duration LEAST = Duration.ofSeconds(1);

  /** What is done about callbacks. */
  public enum Callbacks {
    /** They have to be signed, and are believed. */
    SIGNED,
    /** They are not signed: each is a hint to ask. */
    HINTS
  }

  public PawapayConfig {
    providers = Map.copyOf(providers);
  }

  /** How long an instruction may be under way. */
  Duration toSubmit() {
    return hastened(TO_SUBMIT);
  }

  /** How long a question may be under way. */
  Duration toAsk() {
    return hastened(TO_ASK);
  }

  /** Such as {@code MTN_MOMO_RWA=MTN_MOMO_RWA}, several separated by commas. */
  public static Map<PaymentMethod, String> methods(String text) {
    Map<PaymentMethod, String> providers = new EnumMap<>(PaymentMethod.class);
    for (var pair : Readers.list(text)) {
      var parts = pair.split("=", -1);
      if (parts.length != 2 || !PROVIDER.matcher(parts[1]).matches()) {
        throw new IllegalArgumentException(
            "'%s' is not like MTN_MOMO_RWA=MTN_MOMO_RWA".formatted(pair));
      }
      var method = Readers.word(PaymentMethod.class).apply(parts[0]);
      if (method == PaymentMethod.CREDIT_CARD || method == PaymentMethod.WALLET) {
        throw new IllegalArgumentException(
            "%s is not carried by %s".formatted(method, Provider.PAWAPAY));
      }
      if (providers.put(method, parts[1]) != null) {
        throw new IllegalArgumentException("%s stands there twice".formatted(method));
      }
    }
    return providers;
  }

  /** A waiting time as tests have it: shorter, but a second at least. */
  Duration hastened(Duration usual) {
    var shorter = usual.dividedBy(haste);
    return shorter.compareTo(LEAST) < 0 ? LEAST : shorter;
  }
}
