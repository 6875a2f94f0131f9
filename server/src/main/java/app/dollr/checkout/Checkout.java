package app.dollr.checkout;

import app.dollr.accounts.Accounts;
import app.dollr.documents.CreateDocument;
import app.dollr.documents.DocumentRef;
import app.dollr.documents.Documents;
import app.dollr.documents.IssueDocument;
import app.dollr.ledger.Ledger;
import app.dollr.ledger.Wallet;
import app.dollr.merchants.Merchants;
import app.dollr.parties.Counterparty;
import app.dollr.parties.Parties;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.IdBlocks;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Resource;
import app.dollr.platform.secrets.Vault;
import app.dollr.routing.Routing;
import app.dollr.values.CounterpartyId;
import app.dollr.values.CurrencyCode;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.SessionId;
import app.dollr.values.WalletId;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.OperationType;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sessions in which money is moved. */
public final class Checkout {
  /** The guard of {@link #take}: the session was not ACTIVE any more, or its time had run out. */
  public static final String NOT_ACTIVE = SessionStore.NOT_ACTIVE;

  private static final Duration CHECKOUT_LIFETIME = Duration.ofMinutes(30);
  private static final Duration PAYOUT_LIFETIME = Duration.ofMinutes(15);
  private static final Duration LONGEST_LIFETIME = Duration.ofHours(24);
  private static final Duration LINK_LIFETIME = Duration.ofHours(24);
  private static final Duration LONGEST_LINK_LIFETIME = Duration.ofDays(30);
  private static final int MOST_ACTIVE = 100;
  private static final int MOST_KNOWN = 50_000;
  private static final String COUNTERPARTY = "counterparty_id";

  private record Key(MerchantId merchant, SessionId id) {}

  /** The rooms that sessions are opened with. */
  public record Rooms(
      Merchants merchants,
      Parties parties,
      Routing routing,
      Accounts accounts,
      Documents documents,
      Ledger ledger) {}

  private final Database database;
  private final SessionStore store = new SessionStore();
  private final IdBlocks ids;
  private final Rooms rooms;
  private final Links links;
  private final CheckoutConfig config;
  private final Clock clock;
  private final Cache<Key, Session> opened =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(CHECKOUT_LIFETIME).build();

  public Checkout(Database database, Rooms rooms, Vault vault, CheckoutConfig config, Clock clock) {
    this.database = database;
    this.ids = new IdBlocks(database, store.nextIds(), SessionStore.ID_BLOCK);
    this.rooms = rooms;
    this.links = new Links(database, vault, clock);
    this.config = config;
    this.clock = clock;
  }

  /** The routes of this room. */
  public List<Resource> resources() {
    return List.of(
        new SessionsResource(this, rooms.routing()),
        new CheckoutsResource(this, rooms.routing(), config),
        new LinksResource(links, rooms.documents(), rooms.merchants(), config));
  }

  /** The links to documents. */
  public Links links() {
    return links;
  }

  /**
   * Makes a document that can be paid, with its payer and a link, in one transaction.
   *
   * @throws Refused with MERCHANT_UNVERIFIED for a hosted one, COUNTERPARTY_UNKNOWN,
   *     COUNTERPARTY_WITHOUT_PARTY, EXPIRY_OUT_OF_RANGE or AMOUNT_TOO_LARGE
   */
  CreatedCheckout create(MerchantId merchant, CreateCheckout wish) {
    if (wish.mode() == CheckoutMode.HOSTED) {
      rooms.merchants().requireVerified(merchant);
    }
    var expiresAt = linkExpiry(wish.expiresAt());
    return database.joined(() -> {
      var payer = payer(merchant, wish);
      var document = rooms.documents().issue(merchant, document(wish, payer.id()));
      var link =
          links.add(
              merchant,
              new Links.Wish(
                  document.kind(),
                  document.id(),
                  wish.mode(),
                  wish.successUrl(),
                  wish.cancelUrl(),
                  Optional.of(expiresAt)));
      return new CreatedCheckout(document, payer.party().orElseThrow().id(), link);
    });
  }

  /**
   * Opens a session on an ACTIVE document, in one round trip; the same wish again opens another.
   *
   * @throws Refused with SOURCE_UNKNOWN, SOURCE_NOT_ACTIVE or SOURCE_TOO_MANY_SESSIONS
   */
  public Session openCheckout(DocumentRef ref) {
    return openCheckout(ref, clock.instant());
  }

  /**
   * Opens a session as of the moment whose amounts a payer was shown, as long as a session that had
   * been opened then would still live; otherwise as {@link #openCheckout(DocumentRef)}.
   *
   * @throws Refused with SESSION_EXPIRED too
   */
  public Session openCheckout(DocumentRef ref, Instant quotedAt) {
    var now = clock.instant();
    var expiresAt = quotedAt.plus(quoteLifetime());
    if (quotedAt.isAfter(now) || !expiresAt.isAfter(now)) {
      throw Refused.body("source_id", ErrorCode.SESSION_EXPIRED);
    }
    var open =
        store
            .openCheckout(new SessionId(ids.next()), quotedAt, now, expiresAt, MOST_ACTIVE)
            .fedBy(rooms.documents().payable(ref), SessionStore.PAYABLE);
    var session = database.runShared(List.of(open)).of(open).orElseThrow(() -> whyNotOpened(ref));
    opened.put(new Key(ref.merchant(), session.id()), session);
    return session;
  }

  /** How long a quote that was shown is good for. */
  public Duration quoteLifetime() {
    return CHECKOUT_LIFETIME.dividedBy(config.haste());
  }

  /**
   * Opens a session to pay out.
   *
   * @throws Refused with MERCHANT_UNVERIFIED, PAYMENT_ACCOUNT_UNKNOWN,
   *     PAYMENT_ACCOUNT_WRONG_OPERATION, METHOD_UNAVAILABLE, CURRENCY_UNSUPPORTED,
   *     AMOUNT_TOO_SMALL, AMOUNT_TOO_LARGE, TOO_MANY_DECIMALS or WALLET_UNKNOWN
   */
  Session openPayout(MerchantId merchant, OpenPayout wish) {
    rooms.merchants().requireVerified(merchant);
    requirePayable(merchant, wish);
    var source = ownWallet(merchant, wish.amount().currency(), wish.wallet());
    var purpose = new Purpose.Payout(source.id(), wish.account());
    var lifetime = PAYOUT_LIFETIME.dividedBy(config.haste());
    return open(merchant, purpose, wish.amount(), clock.instant().plus(lifetime));
  }

  /**
   * Opens a session to move money into the wallet of a counterparty's party.
   *
   * @throws Refused with MERCHANT_UNVERIFIED, WALLET_UNKNOWN, CURRENCY_MISMATCH,
   *     COUNTERPARTY_UNKNOWN, COUNTERPARTY_WITHOUT_PARTY or EXPIRY_OUT_OF_RANGE
   */
  public Session openTransfer(
      MerchantId merchant,
      WalletId wallet,
      CounterpartyId counterparty,
      Money amount,
      Instant expiresAt) {
    rooms.merchants().requireVerified(merchant);
    var source =
        rooms
            .ledger()
            .find(merchant, wallet)
            .filter(found -> found.party().isEmpty())
            .orElseThrow(() -> Refused.body("from_wallet_id", ErrorCode.WALLET_UNKNOWN));
    if (!source.currency().equals(amount.currency())) {
      throw Refused.body(
          "currency", ErrorCode.CURRENCY_MISMATCH, "the wallet's is " + source.currency());
    }
    var payee =
        rooms
            .parties()
            .findCounterparty(merchant, counterparty)
            .orElseThrow(() -> Refused.body("to_counterparty_id", ErrorCode.COUNTERPARTY_UNKNOWN));
    if (payee.party().isEmpty()) {
      throw Refused.body("to_counterparty_id", ErrorCode.COUNTERPARTY_WITHOUT_PARTY);
    }
    var purpose = new Purpose.Transfer(wallet, counterparty);
    return open(merchant, purpose, amount, boundedExpiry(expiresAt));
  }

  /**
   * Opens a session to give back a part of what was collected; whether there is so much to give
   * back is the caller's to know.
   *
   * @throws Refused with EXPIRY_OUT_OF_RANGE
   */
  public Session openRefund(
      MerchantId merchant,
      WalletId wallet,
      ExecutionId original,
      Money amount,
      Optional<String> reason,
      Instant expiresAt) {
    var purpose = new Purpose.Refund(wallet, original, reason);
    return open(merchant, purpose, amount, boundedExpiry(expiresAt));
  }

  /** The merchant's session with this id. */
  public Step<Optional<Session>> find(MerchantId merchant, SessionId id) {
    return store.find(merchant, id);
  }

  /**
   * A checkout session as this node opened it: what it was opened for never changes, but whether it
   * is still ACTIVE is for {@link #take} to say.
   */
  public Optional<Session> recall(MerchantId merchant, SessionId id) {
    return Optional.ofNullable(opened.getIfPresent(new Key(merchant, id)));
  }

  /** Executes a session: from ACTIVE to EXECUTED, guarded by {@link #NOT_ACTIVE}. */
  public Step<Done> take(MerchantId merchant, SessionId id) {
    return store.take(merchant, id, clock.instant());
  }

  /** The counterparty that is named; else one for the party with the phone. */
  private Counterparty payer(MerchantId merchant, CreateCheckout wish) {
    if (wish.counterparty().isPresent()) {
      var named =
          rooms
              .parties()
              .findCounterparty(merchant, wish.counterparty().get())
              .orElseThrow(() -> Refused.body(COUNTERPARTY, ErrorCode.COUNTERPARTY_UNKNOWN));
      if (named.party().isEmpty()) {
        throw Refused.body(COUNTERPARTY, ErrorCode.COUNTERPARTY_WITHOUT_PARTY);
      }
      return named;
    }
    var payer = wish.payer();
    var party = rooms.parties().match(merchant, payer.phone(), payer.name(), payer.email());
    return rooms.parties().matchCounterparty(merchant, party.id(), payer.relationship());
  }

  private static IssueDocument document(CreateCheckout wish, CounterpartyId payer) {
    return new IssueDocument(
        new CreateDocument(
            wish.kind(),
            payer,
            wish.currency(),
            wish.note(),
            FeeBearer.PAYER,
            true,
            wish.reference(),
            wish.dueAt()),
        wish.lines());
  }

  private Instant linkExpiry(Optional<Instant> wished) {
    var now = clock.instant();
    var expiresAt = wished.orElse(now.plus(LINK_LIFETIME));
    if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_LINK_LIFETIME))) {
      throw Refused.body(
          "expires_at", ErrorCode.EXPIRY_OUT_OF_RANGE, "it lies at most 30 days ahead");
    }
    return expiresAt;
  }

  private Session open(MerchantId merchant, Purpose purpose, Money amount, Instant expiresAt) {
    var wish = new OpenSession(merchant, purpose, amount, expiresAt);
    return database.run(store.open(wish, clock.instant()));
  }

  private Instant boundedExpiry(Instant expiresAt) {
    var now = clock.instant();
    if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_LIFETIME))) {
      throw Refused.body(
          "expires_at", ErrorCode.EXPIRY_OUT_OF_RANGE, "it lies at most 24 hours ahead");
    }
    return expiresAt;
  }

  private void requirePayable(MerchantId merchant, OpenPayout wish) {
    var account =
        database
            .run(rooms.accounts().find(merchant, wish.account()))
            .orElseThrow(() -> Refused.body(wish.accountKey(), ErrorCode.PAYMENT_ACCOUNT_UNKNOWN));
    if (account.operation() != OperationType.PAYOUT) {
      throw Refused.body(wish.accountKey(), ErrorCode.PAYMENT_ACCOUNT_WRONG_OPERATION);
    }
    var rail = rooms.routing().rail(account.method());
    rail.obstacle(OperationType.PAYOUT)
        .ifPresent(why -> {
          throw Refused.body(wish.accountKey(), ErrorCode.METHOD_UNAVAILABLE, why);
        });
    if (!rail.currencies().contains(wish.amount().currency())) {
      throw Refused.body("currency", ErrorCode.CURRENCY_UNSUPPORTED);
    }
    rail.objection(OperationType.PAYOUT, wish.amount())
        .ifPresent(why -> {
          throw Refused.body("amount", why.code(), why.message());
        });
  }

  private Wallet ownWallet(MerchantId merchant, CurrencyCode currency, Optional<WalletId> named) {
    var wallets = rooms.ledger().wallets(merchant, Optional.empty());
    var source =
        wallets.stream()
            .filter(wallet -> wallet.currency().equals(currency))
            .findFirst()
            .orElseThrow(() -> Refused.body("currency", ErrorCode.WALLET_UNKNOWN));
    if (named.isPresent() && !named.get().equals(source.id())) {
      throw Refused.body("wallet_id", ErrorCode.WALLET_UNKNOWN);
    }
    return source;
  }

  private Refused whyNotOpened(DocumentRef ref) {
    boolean payable = database.run(rooms.documents().payable(ref)).isPresent();
    var code = payable ? ErrorCode.SOURCE_TOO_MANY_SESSIONS : rooms.documents().whyNotPayable(ref);
    return Refused.body("source_id", code);
  }
}
