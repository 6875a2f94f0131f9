package app.dollr.ledger;

import app.dollr.ledger.LedgerStore.Credit;
import app.dollr.merchants.Merchants;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.IdBlocks;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.platform.jobs.Job;
import app.dollr.values.CurrencyCode;
import app.dollr.values.JournalId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.PartyId;
import app.dollr.values.WalletId;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The ledger. */
public final class Ledger {
  /** The guard of {@link #post}: a wallet would go below zero, or may not be used. */
  public static final String INSUFFICIENT = "ledger.insufficient";

  private static final int MOST_KNOWN = 200_000;

  private record Owner(MerchantId merchant, Optional<PartyId> party, CurrencyCode currency) {}

  private final Database database;
  private final LedgerStore store = new LedgerStore();
  private final IdBlocks ids;
  private final LoadingCache<Owner, WalletId> wallets;
  private final Clock clock;

  public Ledger(Database database, Clock clock) {
    this.database = database;
    this.ids = new IdBlocks(database, store.nextIds(), LedgerStore.ID_BLOCK);
    this.wallets = Caffeine.newBuilder().maximumSize(MOST_KNOWN).build(this::walletOf);
    this.clock = clock;
  }

  /**
   * The routes of this room for merchants.
   *
   * @param isParty whether a merchant has such a party
   */
  public Resource resource(BiPredicate<MerchantId, PartyId> isParty) {
    return new WalletsResource(this, isParty);
  }

  /** The routes of this room for the operator. */
  public Resource adminResource(Merchants merchants) {
    return new LedgerAdminResource(this, new Verification(database), merchants);
  }

  /** The highest number of a transaction that is remembered here. */
  public String lastTransaction() {
    return database.run(new SealStore().lastTransaction());
  }

  /** The job that folds credits into their wallets' rows. */
  public Job folder() {
    return new Folder(database, store, clock);
  }

  /** The job that seals what was added. */
  public Job sealer() {
    return new Sealer(database, clock);
  }

  /** An id for a journal that is about to be added. */
  public JournalId nextId() {
    return new JournalId(ids.next());
  }

  /** The merchant's own wallet in a currency, which is made if there is none. */
  public WalletId wallet(MerchantId merchant, CurrencyCode currency) {
    return wallets.get(new Owner(merchant, Optional.empty(), currency));
  }

  /** The wallet of a merchant's party in a currency, which is made if there is none. */
  public WalletId partyWallet(MerchantId merchant, PartyId party, CurrencyCode currency) {
    return wallets.get(new Owner(merchant, Optional.of(party), currency));
  }

  /** Puts money into a merchant's wallet out of nowhere; only a sandbox may do so. */
  public WalletId fund(MerchantId merchant, Money amount) {
    var wallet = wallet(merchant, amount.currency());
    var postings =
        new Journal.Postings().add(AccountType.FUNDING, AccountType.WALLET, amount).all();
    database.run(
        post(
            new Journal(
                merchant,
                nextId(),
                JournalKind.FUNDING,
                Optional.empty(),
                Optional.of(wallet),
                Optional.empty(),
                Optional.empty(),
                postings,
                clock.instant())));
    return wallet;
  }

  /** Recomputes the whole ledger. */
  public Verification.Report verify() {
    return new Verification(database).run();
  }

  /**
   * What a gateway owes the platform by the books, in each currency; negative where it is owed. It
   * reads all journals.
   */
  public List<Money> owedBy(String gateway) {
    return database.run(store.owed(gateway));
  }

  /** The merchant's wallets, or those of one of its parties. */
  public List<Wallet> wallets(MerchantId merchant, Optional<PartyId> party) {
    return database.run(store.wallets(merchant, party));
  }

  /** A wallet in the merchant's books. */
  public Optional<Wallet> find(MerchantId merchant, WalletId wallet) {
    return database.run(store.wallet(merchant, wallet));
  }

  /**
   * The lines of a wallet's statement, the newest first.
   *
   * @throws Refused with CURSOR_UNKNOWN
   */
  public Paging.Page<Entry> statement(MerchantId merchant, Wallet wallet, Paging paging) {
    if (paging.after().isPresent()
        && !database.run(store.touches(merchant, wallet.id(), paging.after().get()))) {
      throw Refused.query("starting_after", ErrorCode.CURSOR_UNKNOWN);
    }
    var entries = database.run(store.statement(merchant, wallet, paging));
    boolean more = entries.size() > paging.limit();
    return new Paging.Page<>(
        entries, more ? database.run(store.countStatement(merchant, wallet.id())) : entries.size());
  }

  /**
   * The steps that add a journal, with all it does to wallets. A wallet that is only credited is
   * not touched; one that is debited, or reserved of, is locked, folded and checked, guarded by
   * {@link #INSUFFICIENT}.
   */
  public List<Step<?>> post(Journal journal) {
    List<Step<?>> steps = new ArrayList<>();
    List<Credit> unfolded = new ArrayList<>();
    journal.wallet().ifPresent(wallet -> own(journal, wallet, steps, unfolded));
    journal.partyWallet().ifPresent(wallet -> partys(journal, wallet, unfolded));
    steps.add(store.record(journal, unfolded));
    return steps;
  }

  private void own(Journal journal, WalletId wallet, List<Step<?>> steps, List<Credit> unfolded) {
    long available = net(journal, AccountType.WALLET);
    long reserved = net(journal, AccountType.RESERVED);
    if (available > 0 && reserved == 0) {
      unfolded.add(new Credit(wallet, credited(journal, AccountType.WALLET, available)));
    } else if (available != 0 || reserved != 0) {
      steps.add(store.lock(journal.merchant(), wallet));
      steps.add(store.take(journal.merchant(), wallet, -available, -reserved, journal.createdAt()));
    }
  }

  private static void partys(Journal journal, WalletId wallet, List<Credit> unfolded) {
    long available = net(journal, AccountType.PARTY_WALLET);
    if (available < 0) {
      throw new IllegalStateException("nothing takes from a party's wallet");
    }
    if (available > 0) {
      unfolded.add(new Credit(wallet, credited(journal, AccountType.PARTY_WALLET, available)));
    }
  }

  /** What a journal adds to an account, in minor units of the one currency it has there. */
  private static long net(Journal journal, AccountType account) {
    long net = 0;
    for (var posting : journal.postings()) {
      if (posting.to() == account) {
        net = Math.addExact(net, posting.amount().minorUnits());
      }
      if (posting.from() == account) {
        net = Math.subtractExact(net, posting.amount().minorUnits());
      }
    }
    return net;
  }

  private static Money credited(Journal journal, AccountType account, long minor) {
    return journal.postings().stream()
        .filter(posting -> posting.to() == account)
        .findFirst()
        .map(posting -> new Money(minor, posting.amount().currency()))
        .orElseThrow();
  }

  private WalletId walletOf(Owner owner) {
    var make = store.makeWallet(owner.merchant(), owner.party(), owner.currency(), clock.instant());
    var all = store.wallets(owner.merchant(), owner.party());
    return database.apart(() -> database.run(List.of(make, all))).of(all).stream()
        .filter(wallet -> wallet.currency().equals(owner.currency()))
        .map(Wallet::id)
        .findFirst()
        .orElseThrow();
  }
}
