package app.dollr.app;

import app.dollr.access.Access;
import app.dollr.access.Credentials;
import app.dollr.ledger.Ledger;
import app.dollr.merchants.CreateMerchant;
import app.dollr.merchants.Merchant;
import app.dollr.merchants.Merchants;
import app.dollr.merchants.NewPasscode;
import app.dollr.platform.random.Randomness;
import app.dollr.values.ClientId;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.PhoneNumber;
import app.dollr.values.Secret;
import app.dollr.values.WalletId;
import app.dollr.wire.MerchantType;
import java.util.LinkedHashMap;
import java.util.List;
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
  private static final String STRIPE_KEY = "DOLLR_STRIPE_PUBLISHABLE_KEY";
  private static final String PASSCODE = "DOLLR_PASSCODE";
  private static final String PASSCODE_PHONE = "DOLLR_PASSCODE_PHONE";
  private static final List<Money> FUNDS =
      List.of(
          Money.parse("10000.00", CurrencyCode.USD),
          Money.parse("1000000.00", CurrencyCode.LRD),
          Money.parse("10000000", CurrencyCode.RWF));
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
  private final Ledger ledger;

  SandboxMerchant(
      Config config, HomeFolder home, Access access, Merchants merchants, Ledger ledger) {
    this.config = config;
    this.home = home;
    this.access = access;
    this.merchants = merchants;
    this.ledger = ledger;
  }

  /** Sees to it that the merchant is there, and that the file tells how to be it. */
  void settle(String baseUrl, String anonKey) {
    var credentials = credentials();
    var merchant = merchants.find(credentials.merchant()).orElseThrow();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("DOLLR_BASE_URL", baseUrl);
    values.put(CLIENT_ID, credentials.client().value());
    values.put(CLIENT_SECRET, credentials.secret().reveal());
    values.put("DOLLR_MERCHANT_ID", merchant.id().toString());
    values.put("DOLLR_MERCHANT_TYPE", merchant.type().name());
    var passcode = passcode(merchant.id());
    values.put(PASSCODE, passcode.code().reveal());
    values.put(PASSCODE_PHONE, passcode.phone().digits());
    values.put("DOLLR_WALLET_ID", wallet(merchant.id()).toString());
    values.put(STRIPE_KEY, stripeKey());
    values.put("SUPABASE_URL", baseUrl);
    values.put("SUPABASE_ANON_KEY", anonKey);
    home.writeSandboxEnvironment(values);
  }

  /** What browsers name to the stand-in for Stripe; it opens nothing. */
  private String stripeKey() {
    var written = home.sandboxEnvironment().get(STRIPE_KEY);
    return written == null ? Randomness.name("pk_sandbox_") : written;
  }

  /** The passcode that is asked for, or written; else a new one. */
  private NewPasscode passcode(MerchantId merchant) {
    var written = home.sandboxEnvironment();
    var code =
        config
            .passcode()
            .or(() -> Optional.ofNullable(written.get(PASSCODE)).map(Secret::of))
            .orElseGet(() -> Secret.of(Randomness.digits(6)));
    var phone =
        config
            .passcodePhone()
            .or(() -> Optional.ofNullable(written.get(PASSCODE_PHONE)).map(PhoneNumber::new))
            .orElseGet(() -> new PhoneNumber("23177" + Randomness.digits(7)));
    var wished = new NewPasscode(code, phone);
    return merchants.passcodes().isKnown(merchant, wished)
        ? wished
        : merchants.passcodes().set(merchant, wished);
  }

  /** The merchant's wallets, with money in them from the beginning; answers the dollars'. */
  private WalletId wallet(MerchantId merchant) {
    if (ledger.wallets(merchant, Optional.empty()).isEmpty()) {
      FUNDS.forEach(amount -> ledger.fund(merchant, amount));
    }
    return ledger.wallet(merchant, CurrencyCode.USD);
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
