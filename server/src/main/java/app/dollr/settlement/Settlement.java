package app.dollr.settlement;

import app.dollr.executions.Executions;
import app.dollr.executions.Settled;
import app.dollr.fees.Fees;
import app.dollr.ledger.AccountType;
import app.dollr.ledger.Ledger;
import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.ConstraintViolated;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.GuardFailed;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Resource;
import app.dollr.settlement.Break.Kind;
import app.dollr.settlement.SettlementStore.Listed;
import app.dollr.settlement.SettlementStore.Total;
import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of gateways. */
public final class Settlement {
  private static final int LINES_AT_ONCE = 100;
  private static final int MOST_LISTED = 100;
  private static final int MOST_COLLISIONS = 3;

  private final Database database;
  private final SettlementStore store = new SettlementStore();
  private final Executions executions;
  private final Ledger ledger;
  private final SettlementJournals journals;
  private final Comparison comparison;
  private final Clock clock;

  public Settlement(
      Database database, Executions executions, Ledger ledger, Fees fees, Clock clock) {
    this.database = database;
    this.executions = executions;
    this.ledger = ledger;
    this.journals = new SettlementJournals(ledger::nextId);
    this.comparison = new Comparison(fees);
    this.clock = clock;
  }

  /** The routes of this room for the operator. */
  public Resource adminResource() {
    return new SettlementsAdminResource(this);
  }

  /**
   * Imports a statement and holds it against the books. Safe to repeat: what is known is not added
   * again, what is posted is not posted again, and the report says how it stands now. One that was
   * cut off is gone on with when it is imported again.
   *
   * @param closing what the gateway owes us at its end, where the statement does not say it itself
   * @throws UnreadableStatement when nothing was imported, for it cannot be read
   */
  Report reconcile(Format format, String name, String content, List<Money> closing) {
    var lines = format.read(content);
    var from = lines.stream().map(Line::happenedAt).min(Comparator.naturalOrder()).orElseThrow();
    var until = lines.stream().map(Line::happenedAt).max(Comparator.naturalOrder()).orElseThrow();
    var gateway = format.gateway();
    long statement =
        database.run(store.addStatement(gateway, name, content, from, until, clock.instant()));
    CrashPoints.reach(CrashPoint.AFTER_STATEMENT);
    var once = once(lines);
    var booked = new Booked(executions.settled(gateway, keys(once), transactions(once)));
    int added = 0;
    for (var some : batches(once)) {
      added += taken(gateway, statement, some, booked);
    }
    List<Break> breaks = new ArrayList<>();
    for (var some : batches(once)) {
      breaks.addAll(compared(gateway, some, booked));
    }
    breaks.addAll(repeated(lines, booked));
    int matched = lines.size() - breaks.size();
    breaks.addAll(missingThere(gateway, from, until));
    return new Report(
        statement,
        gateway,
        name,
        from,
        until,
        lines.size(),
        added,
        matched,
        List.copyOf(breaks),
        standing(gateway, lines, closing));
  }

  List<Listed> list() {
    return database.run(store.list(MOST_LISTED));
  }

  /**
   * Books a line that nothing explains where an operator says that it belongs.
   *
   * @param account GATEWAY_COST or BANK
   * @throws Refused with NOT_FOUND, or SETTLEMENT_LINE_EXPLAINED
   */
  void book(Format format, String line, AccountType account) {
    var gateway = format.gateway();
    var found =
        database
            .run(store.unexplained(gateway, line))
            .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
    if (!found.isOpen()) {
      throw Refused.body("line_id", ErrorCode.SETTLEMENT_LINE_EXPLAINED);
    }
    List<Step<?>> steps = new ArrayList<>();
    steps.add(store.book(gateway, line, found.net()));
    journals
        .explained(gateway, found.net(), account, clock.instant())
        .ifPresent(journal -> steps.addAll(ledger.post(journal)));
    try {
      database.run(steps);
    } catch (GuardFailed failed) {
      if (!failed.guard().equals(SettlementStore.POSTED)) {
        throw failed;
      }
      throw Refused.body("line_id", ErrorCode.SETTLEMENT_LINE_EXPLAINED);
    }
  }

  /** What the books have, by what a line may know it. */
  private static final class Booked {
    private final Map<UUID, Settled> byKey = new HashMap<>();
    private final Map<String, Settled> byTransaction = new HashMap<>();

    Booked(List<Settled> all) {
      for (var one : all) {
        one.key().ifPresent(key -> byKey.put(key, one));
        one.transaction().ifPresent(id -> byTransaction.put(id, one));
      }
    }

    Optional<Settled> of(Line line) {
      return line.transaction().map(byTransaction::get).or(() -> line.key().map(byKey::get));
    }
  }

  private static List<Line> once(List<Line> lines) {
    Set<String> seen = new HashSet<>();
    return lines.stream().filter(line -> seen.add(line.id())).toList();
  }

  private static List<Break> repeated(List<Line> lines, Booked booked) {
    Set<String> seen = new HashSet<>();
    return lines.stream()
        .filter(line -> !seen.add(line.id()))
        .map(line -> Comparison.again(line, booked.of(line)))
        .toList();
  }

  private static Set<UUID> keys(List<Line> lines) {
    Set<UUID> keys = new HashSet<>();
    lines.forEach(line -> line.key().ifPresent(keys::add));
    return keys;
  }

  private static Set<String> transactions(List<Line> lines) {
    Set<String> transactions = new HashSet<>();
    lines.forEach(line -> line.transaction().ifPresent(transactions::add));
    return transactions;
  }

  private static List<List<Line>> batches(List<Line> lines) {
    List<List<Line>> batches = new ArrayList<>();
    for (int begin = 0; begin < lines.size(); begin += LINES_AT_ONCE) {
      batches.add(lines.subList(begin, Math.min(lines.size(), begin + LINES_AT_ONCE)));
    }
    return batches;
  }

  /**
   * Adds what is not known, and posts what a line itself means and is not posted yet, in one
   * transaction.
   *
   * @return how many were not known
   */
  private int taken(String gateway, long statement, List<Line> lines, Booked booked) {
    for (int attempt = 1; ; attempt++) {
      var known = database.run(store.known(gateway, lines));
      List<Step<?>> steps = new ArrayList<>();
      for (var line : lines) {
        steps.addAll(taken(gateway, statement, line, booked.of(line), known.get(line.id())));
      }
      if (steps.isEmpty()) {
        return 0;
      }
      try {
        database.run(steps);
        CrashPoints.reach(CrashPoint.AFTER_LINES);
        return lines.size() - known.size();
      } catch (ConstraintViolated | GuardFailed elsewhere) {
        if (attempt == MOST_COLLISIONS) {
          throw elsewhere;
        }
      }
    }
  }

  /**
   * The steps that take in a line.
   *
   * @param posted whether its journal is written; null for a line that is not known yet
   */
  private List<Step<?>> taken(
      String gateway,
      long statement,
      Line line,
      Optional<Settled> settled,
      @Nullable Boolean posted) {
    if (Boolean.TRUE.equals(posted)) {
      return List.of();
    }
    var journal = journals.of(gateway, line, settled, clock.instant());
    List<Step<?>> steps = new ArrayList<>();
    if (posted == null) {
      steps.add(store.add(gateway, statement, line, settled, journal.isPresent()));
    } else if (journal.isPresent()) {
      steps.add(store.post(gateway, line));
    }
    journal.ifPresent(written -> steps.addAll(ledger.post(written)));
    return steps;
  }

  /** Holds lines against the books, and writes down how they stand. */
  private List<Break> compared(String gateway, List<Line> lines, Booked booked) {
    var known = store.known(gateway, lines);
    var settled = lines.stream().flatMap(line -> booked.of(line).stream()).toList();
    var sayings = store.sayings(gateway, settled);
    var read = database.run(List.of(known, sayings));
    var posted = read.of(known);
    var first = new Comparison.First(read.of(sayings));
    List<Break> breaks = new ArrayList<>();
    List<Step<?>> steps = new ArrayList<>();
    for (var line : lines) {
      var explains = booked.of(line);
      var found = comparison.compare(line, explains, first, posted.getOrDefault(line.id(), false));
      found.wrong().ifPresent(breaks::add);
      steps.add(
          store.explain(gateway, line, explains, found.wrong().map(Break::kind), found.booked()));
    }
    database.run(steps);
    return breaks;
  }

  private List<Break> missingThere(String gateway, Instant from, Instant until) {
    var here = executions.settledBetween(gateway, from, until);
    var there = database.run(store.settled(gateway, here));
    return here.stream()
        .filter(known -> !there.contains(known.id().value()))
        .map(known ->
            new Break(
                Kind.MISSING_THERE,
                Optional.empty(),
                Optional.of(known.merchant()),
                Optional.of(known.reference()),
                "%s of %s is in no statement".formatted(known.operation(), known.moved())))
        .toList();
  }

  private List<Standing> standing(String gateway, List<Line> lines, List<Money> closing) {
    Map<CurrencyCode, Money> owed = new TreeMap<>();
    ledger.owedBy(gateway).forEach(money -> owed.put(money.currency(), money));
    Map<CurrencyCode, Total> totals = new TreeMap<>();
    database.run(store.totals(gateway)).forEach(one -> totals.put(one.lines().currency(), one));
    var words = closing(lines);
    closing.forEach(money -> words.put(money.currency(), money));
    Set<CurrencyCode> currencies = new TreeSet<>(owed.keySet());
    currencies.addAll(totals.keySet());
    currencies.addAll(words.keySet());
    return currencies.stream()
        .map(currency -> {
          var nothing = Money.zero(currency);
          var total = totals.getOrDefault(currency, new Total(nothing, nothing));
          return new Standing(
              owed.getOrDefault(currency, nothing),
              total.lines(),
              total.booked(),
              Optional.ofNullable(words.get(currency)));
        })
        .toList();
  }

  /** What our account has after the last line in each currency, by the statement itself. */
  private static Map<CurrencyCode, Money> closing(List<Line> lines) {
    boolean newestFirst = lines.getFirst().happenedAt().isAfter(lines.getLast().happenedAt());
    Map<CurrencyCode, Money> last = new TreeMap<>();
    (newestFirst ? lines.reversed() : lines)
        .stream()
            .sorted(Comparator.comparing(Line::happenedAt))
            .flatMap(line -> line.balance().stream())
            .forEach(balance -> last.put(balance.currency(), balance));
    return last;
  }
}
