package app.dollr.merchants;

import app.dollr.access.Access;
import app.dollr.access.Issue;
import app.dollr.platform.database.Database;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Resource;
import app.dollr.values.MerchantId;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The merchants. What a call needs to know of its own merchant comes from memory and may be two
 * seconds old.
 */
public final class Merchants {
  private static final Duration KNOWN_FOR = Duration.ofSeconds(2);
  private static final int MOST_KNOWN = 100_000;
  private static final int MOST_LOOKS = 200;
  private static final int MOST_LISTED = 1000;

  private final Database database;
  private final MerchantStore store = new MerchantStore();
  private final Passcodes passcodes;
  private final Access access;
  private final Clock clock;
  private final LoadingCache<MerchantId, Optional<Merchant>> known;
  private final LoadingCache<MerchantId, Optional<Look>> looks;

  public Merchants(Database database, Access access, Clock clock) {
    this.database = database;
    this.access = access;
    this.clock = clock;
    this.passcodes = new Passcodes(database, clock);
    this.known =
        Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(KNOWN_FOR).build(this::find);
    this.looks =
        Caffeine.newBuilder()
            .maximumSize(MOST_LOOKS)
            .expireAfterWrite(KNOWN_FOR)
            .build(merchant -> database.run(store.look(merchant)));
  }

  /** The passcodes of merchants. */
  public Passcodes passcodes() {
    return passcodes;
  }

  /** The routes of this room for merchants. */
  public Resource resource() {
    return new MerchantsResource(this);
  }

  /** The routes of this room for the operator. */
  public Resource adminResource() {
    return new MerchantsAdminResource(this, access);
  }

  /** Creates a merchant with random credentials and a random passcode, in one transaction. */
  public NewMerchant create(CreateMerchant wish) {
    return create(wish, access::issue);
  }

  /** Creates a merchant with the credentials that {@code credentials} makes for it. */
  public NewMerchant create(CreateMerchant wish, Function<MerchantId, Issue> credentials) {
    var passcode = passcodes.prepare();
    return database.inTransaction(transaction -> {
      var merchant = transaction.run(store.add(wish, clock.instant()));
      var issue = credentials.apply(merchant.id());
      transaction.run(List.of(issue.step(), passcode.step().apply(merchant.id())));
      return new NewMerchant(merchant, issue.credentials(), passcode.passcode());
    });
  }

  /** The merchant who calls. */
  public Merchant caller(MerchantId id) {
    return known
        .get(id)
        .orElseThrow(() -> new IllegalStateException("no merchant %s".formatted(id)));
  }

  /**
   * Lets only merchants pass whom the operator knows.
   *
   * @throws Refused with MERCHANT_UNVERIFIED
   */
  public void requireVerified(MerchantId id) {
    if (!caller(id).verified()) {
      throw Refused.of(ErrorCode.MERCHANT_UNVERIFIED);
    }
  }

  /** The merchant with this id, as it is now. */
  public Optional<Merchant> find(MerchantId id) {
    return database.run(store.find(id));
  }

  /** The newest merchants, at most a thousand. */
  public List<Merchant> list() {
    return database.run(store.list(MOST_LISTED));
  }

  /**
   * Notes that the operator knows who this merchant is. Safe to repeat.
   *
   * @throws Refused with NOT_FOUND when there is no such merchant
   */
  public Merchant verify(MerchantId id) {
    var merchant =
        database
            .run(store.verify(id, clock.instant()))
            .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
    known.invalidate(id);
    return merchant;
  }

  /** How the merchant's pages look; empty where nobody has said. */
  public Optional<Look> look(MerchantId id) {
    return looks.get(id);
  }

  /**
   * Sets what is given of how a merchant's pages look. Safe to repeat.
   *
   * @throws Refused with NOT_FOUND when there is no such merchant
   */
  public Look dress(MerchantId id, Optional<String> colour, Optional<Logo> logo) {
    if (find(id).isEmpty()) {
      throw Refused.of(ErrorCode.NOT_FOUND);
    }
    var look = database.run(store.setLook(id, colour, logo, clock.instant()));
    looks.invalidate(id);
    return look;
  }
}
