package app.dollr.ledger;

import app.dollr.ledger.SealStore.Head;
import app.dollr.platform.database.Database;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The recomputing of the whole ledger: chains, wallets, and the trial balance. */
public final class Verification {
  private static final int SEALS_AT_ONCE = 200;
  private static final int MOST_UNSEALED_NAMED = 100;

  private final Database database;
  private final SealStore store = new SealStore();

  public Verification(Database database) {
    this.database = database;
  }

  /**
   * What was found.
   *
   * @param problems in words; empty when all is well
   * @param unsealed how many journals no seal names yet
   * @param unsealedJournals which, the first hundred of each merchant
   * @param heads the last hash of each merchant's chain, to be kept elsewhere: a chain inside one
   *     database proves nothing against its owner
   */
  public record Report(
      List<String> problems,
      long journals,
      long unsealed,
      List<Unsealed> unsealedJournals,
      List<ChainHead> heads,
      List<Balance> trialBalance) {
    public boolean isSound() {
      return problems.isEmpty();
    }
  }

  /** Journals of a merchant's that no seal names yet, so that a change of them would not show. */
  public record Unsealed(long merchant, List<Long> journals) {
    public Unsealed {
      journals = List.copyOf(journals);
    }
  }

  /** The end of a merchant's chain. */
  public record ChainHead(long merchant, long number, String hash) {}

  /** Recomputes everything; it reads all there is, and takes as long. */
  public Report run() {
    List<String> problems = new ArrayList<>();
    List<ChainHead> heads = new ArrayList<>();
    List<Unsealed> named = new ArrayList<>();
    long journals = 0;
    long unsealed = 0;
    for (long merchant : database.run(store.merchants())) {
      heads.add(chain(merchant, problems));
      var coverage = database.run(store.coverage(merchant));
      if (coverage.named() != coverage.sealed()) {
        problems.add("merchant %d: a journal is sealed twice".formatted(merchant));
      }
      journals += coverage.journals();
      if (coverage.forgotten() > 0) {
        problems.add(
            "merchant %d: %d journals were passed over by the seals, or their seals are gone"
                .formatted(merchant, coverage.forgotten()));
      }
      unsealed += coverage.unsealed();
      if (coverage.unsealed() > 0) {
        named.add(
            new Unsealed(merchant, database.run(store.unsealedOf(merchant, MOST_UNSEALED_NAMED))));
      }
      database
          .run(store.wrongWallets(merchant))
          .forEach(wrong -> problems.add("merchant %d: %s".formatted(merchant, wrong)));
      long strays = database.run(store.strays(merchant));
      if (strays > 0) {
        problems.add(
            "merchant %d: %d journals or credits name a wallet that is not there, or another currency"
                .formatted(merchant, strays));
      }
    }
    var balances = database.run(store.trialBalance());
    checkSums(balances, problems);
    return new Report(
        List.copyOf(problems),
        journals,
        unsealed,
        List.copyOf(named),
        List.copyOf(heads),
        balances);
  }

  private ChainHead chain(long merchant, List<String> problems) {
    var hex = HexFormat.of();
    var head = new Head(merchant, 0, hex.formatHex(Chain.BEGINNING));
    while (true) {
      var seals = database.run(store.seals(merchant, head.number(), SEALS_AT_ONCE));
      if (seals.isEmpty()) {
        return new ChainHead(merchant, head.number(), head.hash());
      }
      for (var seal : seals) {
        check(seal, head, problems);
        head = new Head(merchant, seal.number(), seal.hash());
      }
    }
  }

  private void check(Seal seal, Head head, List<String> problems) {
    var hex = HexFormat.of();
    var name = "merchant %d, seal %d".formatted(seal.merchant(), seal.number());
    if (seal.number() != head.number() + 1 || !seal.previous().equals(head.hash())) {
      problems.add(name + ": does not follow the one before it");
    }
    var texts = database.run(store.journals(seal.merchant(), seal.journals()));
    if (texts.size() != seal.journals().size()) {
      problems.add(name + ": a journal is missing");
    }
    var root = Chain.root(texts);
    if (!hex.formatHex(root).equals(seal.root())) {
      problems.add(name + ": a journal was changed");
    }
    var hash =
        Chain.hash(
            hex.parseHex(seal.previous()),
            seal.merchant(),
            seal.number(),
            hex.parseHex(seal.root()));
    if (!hex.formatHex(hash).equals(seal.hash())) {
      problems.add(name + ": the seal itself was changed");
    }
  }

  private static void checkSums(List<Balance> balances, List<String> problems) {
    balances.stream()
        .map(Balance::currency)
        .distinct()
        .forEach(currency -> {
          long sum =
              balances.stream()
                  .filter(balance -> balance.currency().equals(currency))
                  .mapToLong(Balance::minorUnits)
                  .sum();
          if (sum != 0) {
            problems.add("the accounts in %s add up to %d".formatted(currency, sum));
          }
        });
  }
}
