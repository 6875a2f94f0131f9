package app.dollr.ledger;

import app.dollr.ledger.SealStore.Head;
import app.dollr.ledger.SealStore.Unsealed;
import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Transaction;
import app.dollr.platform.jobs.Job;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The job that seals what was added to the ledger. Payments do not hash; this job takes all
 * journals whose transactions are over, some thousands at a time, and appends one seal to the chain
 * of each merchant among them.
 *
 * <p>It goes by transaction ids, since journal ids do not commit in order: it takes what was
 * written by transactions older than every one still running.
 */
final class Sealer implements Job {
  private static final int MOST_AT_ONCE = 5000;

  private final Database database;
  private final SealStore store = new SealStore();
  private final Clock clock;

  Sealer(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean runOnce() {
    var round = database.inTransaction(this::seal);
    if (round.sealed()) {
      CrashPoints.reach(CrashPoint.AFTER_SEAL);
    }
    return round.more();
  }

  /**
   * What a round has done.
   *
   * @param more whether there was as much as can be taken at once
   */
  private record Round(boolean sealed, boolean more) {}

  @Override
  public Optional<Instant> oldestDue() {
    return Optional.empty();
  }

  /** Seals what there is. */
  private Round seal(Transaction transaction) {
    var span = transaction.run(store.hold());
    if (span.isEmpty()) {
      return new Round(false, false);
    }
    int most = MOST_AT_ONCE;
    var found = unsealed(transaction, span.get(), most);
    while (found.size() == most && wholeTransactions(found).isEmpty()) {
      most *= 2;
      found = unsealed(transaction, span.get(), most);
    }
    boolean more = found.size() == most;
    var whole = more ? wholeTransactions(found) : found;
    if (!whole.isEmpty()) {
      transaction.run(store.seal(seals(transaction, whole), clock.instant()));
      var end = more ? found.getLast().transaction() : span.get().settledBefore();
      transaction.run(store.advance(end));
      CrashPoints.reach(CrashPoint.BEFORE_SEAL);
    }
    return new Round(!whole.isEmpty(), more);
  }

  private List<Unsealed> unsealed(Transaction transaction, SealStore.Span span, int most) {
    return transaction.run(store.unsealed(span.sealedBefore(), span.settledBefore(), most));
  }

  /** What was found, without the last transaction, of which there may be more. */
  private static List<Unsealed> wholeTransactions(List<Unsealed> found) {
    var last = found.getLast().transaction();
    return found.stream().filter(journal -> !journal.transaction().equals(last)).toList();
  }

  private List<Seal> seals(Transaction transaction, List<Unsealed> journals) {
    Map<Long, List<Unsealed>> byMerchant =
        journals.stream()
            .collect(Collectors.groupingBy(Unsealed::merchant, TreeMap::new, Collectors.toList()));
    Map<Long, Head> heads =
        transaction.run(store.heads(List.copyOf(byMerchant.keySet()))).stream()
            .collect(Collectors.toMap(Head::merchant, Function.identity()));
    var beginning = HexFormat.of().formatHex(Chain.BEGINNING);
    List<Seal> seals = new ArrayList<>();
    byMerchant.forEach((merchant, added) -> {
      var head = heads.getOrDefault(merchant, new Head(merchant, 0, beginning));
      seals.add(next(head, added));
    });
    return seals;
  }

  private static Seal next(Head head, List<Unsealed> journals) {
    var hex = HexFormat.of();
    var root = Chain.root(journals.stream().map(Unsealed::canonical).toList());
    long number = head.number() + 1;
    var hash = Chain.hash(hex.parseHex(head.hash()), head.merchant(), number, root);
    return new Seal(
        head.merchant(),
        number,
        head.hash(),
        journals.stream().map(Unsealed::journal).toList(),
        hex.formatHex(root),
        hex.formatHex(hash));
  }
}
