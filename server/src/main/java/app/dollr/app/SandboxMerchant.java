package app.dollr.app;

import app.dollr.access.Access;
import app.dollr.access.Credentials;
import app.dollr.merchants.CreateMerchant;
import app.dollr.merchants.Merchant;
import app.dollr.merchants.Merchants;
import app.dollr.platform.random.Randomness;
import app.dollr.values.ClientId;
import app.dollr.values.Secret;
import app.dollr.wire.MerchantType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The merchant the sandbox comes with. Its credentials are random at the first start and lie in
 * {@code sandbox.env}; those given in the environment are taken instead, a new secret replacing the
 * old.
 */
final class SandboxMerchant {
  private static final String CLIENT_ID = "DOLLR_CLIENT_ID";
  private static final String CLIENT_SECRET = "DOLLR_CLIENT_SECRET";
  private static final CreateMerchant WISH =
      new CreateMerchant(
          "Sandbox Merchant",
          MerchantType.ORGANIZATION,
          Optional.of("sandbox@example.com"),
          Optional.empty(),
          true);

  private final Config config;
  private final HomeFolder home;
  private final Access access;
  private final Merchants merchants;

  SandboxMerchant(Config config, HomeFolder home, Access access, Merchants merchants) {
    this.config = config;
    this.home = home;
    this.access = access;
    this.merchants = merchants;
  }

  /** Sees to it that the merchant is there, and that the file tells how to be it. */
  void settle(String baseUrl) {
    var credentials = credentials();
    var merchant = merchants.find(credentials.merchant()).orElseThrow();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("DOLLR_BASE_URL", baseUrl);
    values.put(CLIENT_ID, credentials.client().value());
    values.put(CLIENT_SECRET, credentials.secret().reveal());
    values.put("DOLLR_MERCHANT_ID", merchant.id().toString());
    values.put("DOLLR_MERCHANT_TYPE", merchant.type().name());
    home.writeSandboxEnvironment(values);
  }

  private Credentials credentials() {
    var written = home.sandboxEnvironment();
    var client =
        config
            .sandboxClient()
            .or(() -> Optional.ofNullable(written.get(CLIENT_ID)).map(ClientId::new))
            .orElseGet(() -> new ClientId(Randomness.name("client_")));
    var secret =
        config
            .sandboxSecret()
            .or(() -> Optional.ofNullable(written.get(CLIENT_SECRET)).map(Secret::of))
            .orElseGet(() -> Randomness.secret("secret_"));
    return access
        .merchantOf(client)
        .map(owner ->
            access.matches(client, secret)
                ? new Credentials(owner, client, secret)
                : access.changeSecret(client, secret))
        .orElseGet(() -> issue(client, secret));
  }

  /** Credentials that are new: for the merchant of an earlier start, or for a new one. */
  private Credentials issue(ClientId client, Secret secret) {
    return merchants.list().stream()
        .filter(merchant -> merchant.name().equals(WISH.name()))
        .map(Merchant::id)
        .findFirst()
        .map(merchant -> access.add(access.issue(merchant, client, secret)))
        .orElseGet(() ->
            merchants
                .create(WISH, merchant -> access.issue(merchant, client, secret))
                .credentials());
  }
}
