package app.dollr.settlement;

import app.dollr.executions.Executions;
import app.dollr.executions.Settled;
import app.dollr.fees.Fees;
import app.dollr.ledger.AccountType;
import app.dollr.ledger.Journal;
import app.dollr.ledger.JournalKind;
import app.dollr.ledger.Ledger;
import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.ConstraintViolated;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Step;
import app.dollr.platform.http.Resource;
import app.dollr.settlement.Break.Kind;
import app.dollr.settlement.SettlementStore.Listed;
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
import java.util.UUID;

/** The statements of gateways. */
public final class Settlement {
  private static final int LINES_AT_ONCE = 100;
  private static final int MOST_LISTED = 100;
  private static final int MOST_COLLISIONS = 3;

  private final Database database;
  private final SettlementStore store = new SettlementStore();
  private final Executions executions;
  private final Ledger ledger;
  private final Fees fees;
  private final Clock clock;

  public Settlement(
      Database database, Executions executions, Ledger ledger, Fees fees, Clock clock) {
    this.database = database;
    this.executions = executions;
    this.ledger = ledger;
    this.fees = fees;
    this.clock = clock;
  }

  /** The routes of this room for the operator. */
  public Resource adminResource() {
    return new SettlementsAdminResource(this);
  }

  /**
   * Imports a statement and holds it against the books. Safe to repeat: what is known is not added
   * again, and the report says how it stands now.
   *
   * @throws UnreadableStatement when nothing was imported, for it cannot be read
   */
  Report reconcile(Format format, String name, String content) {
    var lines = format.read(content);
    if (lines.isEmpty()) {
      throw new UnreadableStatement("it has no lines");
    }
    var from = lines.stream().map(Line::happenedAt).min(Comparator.naturalOrder()).orElseThrow();
    var until = lines.stream().map(Line::happenedAt).max(Comparator.naturalOrder()).orElseThrow();
    var gateway = format.gateway();
    long statement =
        database.run(store.addStatement(gateway, name, content, from, until, clock.instant()));
    CrashPoints.reach(CrashPoint.AFTER_STATEMENT);
    var once = once(lines);
    var booked = new Booked(executions.settled(gateway, keys(once), transactions(once)));
    int added = added(gateway, statement, once, booked);
    List<Break> breaks = new ArrayList<>();
    int matched = compared(gateway, lines, booked, breaks);
    breaks.addAll(missingThere(gateway, from, until));
    return new Report(
        statement, gateway, name, from, until, lines.size(), added, matched, List.copyOf(breaks));
  }

  List<Listed> list() {
    return database.run(store.list(MOST_LISTED));
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

  private int added(String gateway, long statement, List<Line> lines, Booked booked) {
    int added = 0;
    for (int begin = 0; begin < lines.size(); begin += LINES_AT_ONCE) {
      var some = lines.subList(begin, Math.min(lines.size(), begin + LINES_AT_ONCE));
      added += addedTogether(gateway, statement, some, booked);
    }
    return added;
  }

  /** Adds what is not known, with what the gateway has charged for it, in one transaction. */
  private int addedTogether(String gateway, long statement, List<Line> lines, Booked booked) {
    for (int attempt = 1; ; attempt++) {
      var known = database.run(store.known(gateway, lines));
      var fresh = lines.stream().filter(line -> !known.contains(line.id())).toList();
      if (fresh.isEmpty()) {
        return 0;
      }
      List<Step<?>> steps = new ArrayList<>();
      for (var line : fresh) {
        var settled = booked.of(line);
        steps.add(store.add(gateway, statement, line, settled));
        charge(gateway, line, settled).ifPresent(journal -> steps.addAll(ledger.post(journal)));
      }
      try {
        database.run(steps);
        CrashPoints.reach(CrashPoint.AFTER_LINES);
        return fresh.size();
      } catch (ConstraintViolated elsewhere) {
        if (attempt == MOST_COLLISIONS) {
          throw elsewhere;
        }
      }
    }
  }

  private Optional<Journal> charge(String gateway, Line line, Optional<Settled> settled) {
    var fee = line.fee();
    if (fee.isEmpty() || settled.isEmpty()) {
      return Optional.empty();
    }
    var postings =
        new Journal.Postings()
            .add(AccountType.GATEWAY_COST, AccountType.GATEWAY_CLEARING, fee.get())
            .all();
    return Optional.of(
        new Journal(
            settled.get().merchant(),
            ledger.nextId(),
            JournalKind.GATEWAY_CHARGE,
            Optional.of(settled.get().id()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(gateway),
            postings,
            clock.instant()));
  }

  private int compared(String gateway, List<Line> lines, Booked booked, List<Break> breaks) {
    Set<String> seen = new HashSet<>();
    Set<String> moved = new HashSet<>();
    int matched = 0;
    List<Step<?>> steps = new ArrayList<>();
    for (var line : lines) {
      var settled = booked.of(line);
      var found = compared(line, settled, seen, moved);
      found.ifPresent(breaks::add);
      matched += found.isEmpty() ? 1 : 0;
      steps.add(store.explain(gateway, line, settled, found.map(Break::kind)));
      if (steps.size() == LINES_AT_ONCE) {
        database.run(steps);
        steps.clear();
      }
    }
    if (!steps.isEmpty()) {
      database.run(steps);
    }
    return matched;
  }

  private Optional<Break> compared(
      Line line, Optional<Settled> settled, Set<String> seen, Set<String> moved) {
    if (!seen.add(line.id())) {
      return Optional.of(wrong(Kind.TWICE, line, settled, "the statement has this line twice"));
    }
    if (line.kind() == LineKind.OTHER) {
      return Optional.empty();
    }
    if (settled.isEmpty()) {
      return Optional.of(
          wrong(
              Kind.MISSING_HERE,
              line,
              settled,
              "%s of %s is not in the books".formatted(line.kind(), line.amount())));
    }
    var known = settled.get();
    if (!moved.add(line.kind() + "/" + known.id().value())) {
      return Optional.of(
          wrong(Kind.TWICE, line, settled, "another line says the same of this execution"));
    }
    return whatDiffers(line, known);
  }

  private Optional<Break> whatDiffers(Line line, Settled known) {
    var settled = Optional.of(known);
    if (line.kind() == LineKind.FEE) {
      return feeDiffers(line, known);
    }
    if (!known.completed()) {
      return Optional.of(
          wrong(
              Kind.MISSING_HERE,
              line,
              settled,
              "%s has moved; the execution is not completed".formatted(line.amount())));
    }
    var expected = expected(line.kind(), known);
    if (!expected.currency().equals(line.amount().currency())) {
      return Optional.of(
          wrong(
              Kind.CURRENCY_DIFFERS,
              line,
              settled,
              "%s there, %s here".formatted(line.amount(), expected)));
    }
    if (!expected.equals(line.amount())) {
      return Optional.of(
          wrong(
              Kind.AMOUNT_DIFFERS,
              line,
              settled,
              "%s there, %s here".formatted(line.amount(), expected)));
    }
    return line.kind() == LineKind.PAYMENT || line.kind() == LineKind.PAYOUT
        ? feeDiffers(line, known)
        : Optional.empty();
  }

  /** Whether a fee is not what the schedule of the gateway's fees makes of what has moved. */
  private Optional<Break> feeDiffers(Line line, Settled known) {
    if (line.fee().isEmpty()) {
      return Optional.empty();
    }
    var charged = line.fee().get();
    var expected =
        fees.gatewayFee(known.method(), known.operation(), known.moved(), known.quotedAt());
    return charged.equals(expected)
        ? Optional.empty()
        : Optional.of(
            wrong(
                Kind.FEE_DIFFERS,
                line,
                Optional.of(known),
                "%s there, %s by the schedule".formatted(charged, expected)));
  }

  /** By how much our account at the gateway should have changed. */
  private static Money expected(LineKind kind, Settled known) {
    return switch (kind) {
      case PAYMENT, REFUND_RETURN, DISPUTE_REVERSAL -> known.moved();
      case PAYOUT, REFUND, DISPUTE -> known.moved().negated();
      case FEE, OTHER -> throw new IllegalArgumentException(kind.name());
    };
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

  private static Break wrong(Kind kind, Line line, Optional<Settled> settled, String said) {
    return new Break(
        kind,
        Optional.of(line.id()),
        settled.map(Settled::merchant),
        settled.map(Settled::reference),
        said);
  }
}
