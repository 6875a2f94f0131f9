package app.dollr.accounts;

import app.dollr.parties.Parties;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Resource;
import app.dollr.routing.Routing;
import app.dollr.values.MerchantId;
import app.dollr.values.PaymentAccountId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The payment accounts of merchants' parties. */
public final class Accounts {
  /** The guard of {@link #requireActive}: the account is not active any more. */
  public static final String NOT_ACTIVE = AccountStore.NOT_ACTIVE;

  /** The guard of {@link #use}: it was used before. */
  public static final String USED = "accounts.used";

  private static final int MOST_KNOWN = 50_000;
  private static final Duration KNOWN_FOR = Duration.ofMinutes(30);

  private record Key(MerchantId merchant, PaymentAccountId id) {}

  private final Database database;
  private final AccountStore store = new AccountStore();
  private final Parties parties;
  private final Routing routing;
  private final Clock clock;
  private final Cache<Key, PaymentAccount> known =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(KNOWN_FOR).build();

  public Accounts(Database database, Parties parties, Routing routing, Clock clock) {
    this.database = database;
    this.parties = parties;
    this.routing = routing;
    this.clock = clock;
  }

  /** The routes of this room. */
  public Resource resource() {
    return new AccountsResource(this, routing);
  }

  /**
   * Registers an account; the same wallet again becomes another account.
   *
   * @throws Refused with PARTY_UNKNOWN when the party is none of the merchant's
   */
  public PaymentAccount create(MerchantId merchant, CreatePaymentAccount wish) {
    if (parties.find(merchant, wish.party()).isEmpty()) {
      throw Refused.body("party_id", ErrorCode.PARTY_UNKNOWN);
    }
    return known(merchant, database.run(store.add(merchant, wish, clock.instant())));
  }

  /** Uses an account that serves once, guarded by {@link #USED}. */
  public Step<Done> use(MerchantId merchant, PaymentAccountId id, Instant now) {
    return store.use(merchant, id, now);
  }

  /** The merchant's account with this id. */
  public Step<Optional<PaymentAccount>> find(MerchantId merchant, PaymentAccountId id) {
    return store.find(merchant, id).map(found -> found.map(account -> known(merchant, account)));
  }

  /**
   * The account as this node has lately seen it: what it is never changes, but whether it is active
   * is for {@link #requireActive} to say.
   */
  public Optional<PaymentAccount> recall(MerchantId merchant, PaymentAccountId id) {
    return Optional.ofNullable(known.getIfPresent(new Key(merchant, id)));
  }

  /** Holds as long as the account is active, guarded by {@link #NOT_ACTIVE}. */
  public Step<Done> requireActive(MerchantId merchant, PaymentAccountId id) {
    return store.requireActive(merchant, id);
  }

  private PaymentAccount known(MerchantId merchant, PaymentAccount account) {
    known.put(new Key(merchant, account.id()), account);
    return account;
  }
}
