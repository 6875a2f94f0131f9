package app.dollr.torture;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A merchant with everything it needs to move money, and its token. */
final class Shop {
  private static final Map<String, String> PHONES =
      Map.of(
          "MTN_MOMO_LBR", "231881234",
          "ORANGE_MONEY_LBR", "231771234",
          "MTN_MOMO_RWA", "250783456",
          "AIRTEL_RWA", "250733456");

  /** Those that pay are there more often; the last ones pay, and take no refund. */
  private static final List<String> PAYERS =
      List.of("567", "568", "569", "570", "019", "029", "039", "049", "069", "129", "089", "109");

  private static final List<String> RECIPIENTS =
      List.of("567", "568", "569", "570", "089", "099", "109", "119", "129");

  private static final Map<String, String> FUNDS =
      Map.of("USD", "50000", "LRD", "5000000", "RWF", "50000000");

  private static final String UNDECIDED = "129";
  private static final long REFRESH_NANOS = Duration.ofMinutes(20).toNanos();

  private final long id;
  private final String passcode;
  private final Map<String, Object> credentials;
  private final Caller anonymous;
  private final Map<String, Long> wallets = new LinkedHashMap<>();
  private final List<Account> payers = new ArrayList<>();
  private final List<Account> recipients = new ArrayList<>();
  private final List<Long> counterparties = new ArrayList<>();
  private long party;
  private Optional<Caller> caller = Optional.empty();
  private long obtained;

  /**
   * A payment account, and what can be paid with it.
   *
   * @param suffix of its phone number, by which the operator decides
   */
  record Account(long id, List<String> currencies, String suffix) {}

  private Shop(long id, String passcode, Map<String, Object> credentials, Caller anonymous) {
    this.id = id;
    this.passcode = passcode;
    this.credentials = credentials;
    this.anonymous = anonymous;
  }

  /**
   * Opens one, while all is well.
   *
   * @param rich whether its wallets begin with money
   */
  static Shop open(Caller admin, Caller anonymous, String name, boolean rich)
      throws InterruptedException {
    var merchant = Map.of("name", name, "type", "ORGANIZATION", "verified", true);
    var created = needed(admin.post("/admin/v1/merchants", merchant));
    var shop =
        new Shop(
            created.body().get("merchant_id").longValue(),
            created.body().get("passcode").stringValue(),
            Map.of(
                "client_id", created.body().get("client_id").stringValue(),
                "client_secret", created.body().get("client_secret").stringValue()),
            anonymous);
    shop.furnish(admin, rich);
    return shop;
  }

  long id() {
    return id;
  }

  String passcode() {
    return passcode;
  }

  long wallet(String currency) {
    return Optional.ofNullable(wallets.get(currency)).orElseThrow();
  }

  Account payer(RandomGenerator dice) {
    return payers.get(dice.nextInt(payers.size()));
  }

  /** A payer whom the operator waits for until somebody decides. */
  Account undecidedPayer() {
    return payer(UNDECIDED);
  }

  /** A Liberian payer whose number ends so, by which the operator decides. */
  Account payer(String suffix) {
    return liberian(payers, suffix);
  }

  /** A Liberian recipient whose number ends so. */
  Account recipient(String suffix) {
    return liberian(recipients, suffix);
  }

  /** A new account for one card payment; empty when it could not be made. */
  Optional<Long> card(Caller own) throws InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("account_name", "Ma Hawa's card");
    body.put("provider", "STRIPE");
    body.put("method", "CREDIT_CARD");
    body.put("party_id", party);
    var made = own.create("/v1/payment-accounts/create?operation_type=COLLECTION", body);
    return made.ok() ? Optional.of(made.body().get("id").longValue()) : Optional.empty();
  }

  Account recipient(RandomGenerator dice) {
    return recipients.get(dice.nextInt(recipients.size()));
  }

  long counterparty(RandomGenerator dice) {
    return counterparties.get(dice.nextInt(counterparties.size()));
  }

  /** Calls as this merchant; empty while no token is to be had. */
  synchronized Optional<Caller> caller() throws InterruptedException {
    if (caller.isEmpty() || System.nanoTime() - obtained > REFRESH_NANOS) {
      var reply = Caller.persist(() -> anonymous.post("/v1/jwt/client/obtain/token", credentials));
      if (reply.ok()) {
        caller = Optional.of(anonymous.with(reply.body().get("access_token").stringValue()));
        obtained = System.nanoTime();
      }
    }
    return caller;
  }

  private void furnish(Caller admin, boolean rich) throws InterruptedException {
    for (var fund : FUNDS.entrySet()) {
      var wallet = fund(admin, fund.getKey(), rich ? fund.getValue() : "100");
      wallets.put(fund.getKey(), needed(wallet).body().get("wallet_id").longValue());
    }
    var own = caller().orElseThrow();
    for (var phone : List.of("231771234567", "231771234568")) {
      party = id(own, "/v1/parties/create", Map.of("fullname", "Ma Hawa", "phone", phone));
      var body = Map.of("relationship_type", "CUSTOMER", "party_id", party);
      counterparties.add(id(own, "/v1/counterparties/create", body));
    }
    for (var method : PHONES.entrySet()) {
      var currencies = method.getKey().endsWith("LBR") ? List.of("USD", "LRD") : List.of("RWF");
      for (var suffix : PAYERS) {
        payers.add(
            new Account(account(own, party, "COLLECTION", method, suffix), currencies, suffix));
      }
      for (var suffix : RECIPIENTS) {
        recipients.add(
            new Account(account(own, party, "PAYOUT", method, suffix), currencies, suffix));
      }
    }
  }

  private Caller.Reply fund(Caller admin, String currency, String amount)
      throws InterruptedException {
    return admin.post(
        "/admin/v1/sandbox/fund",
        Map.of("merchant_id", id, "currency", currency, "amount", new BigDecimal(amount)));
  }

  private static Account liberian(List<Account> accounts, String suffix) {
    return accounts.stream()
        .filter(account -> account.suffix().equals(suffix) && account.currencies().contains("USD"))
        .findFirst()
        .orElseThrow();
  }

  private static long account(
      Caller own, long party, String operation, Map.Entry<String, String> method, String suffix)
      throws InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("account_name", "Ma Hawa's phone");
    body.put("provider", "PAWAPAY");
    body.put("method", method.getKey());
    body.put("party_id", party);
    body.put("insensitive_account_number", method.getValue() + suffix);
    return id(own, "/v1/payment-accounts/create?operation_type=" + operation, body);
  }

  private static long id(Caller caller, String path, Object body) throws InterruptedException {
    return needed(caller.post(path, body)).body().get("id").longValue();
  }

  private static Caller.Reply needed(Caller.Reply reply) {
    if (!reply.ok()) {
      throw new IllegalStateException("%d: %s".formatted(reply.status(), reply.body()));
    }
    return reply;
  }
}
