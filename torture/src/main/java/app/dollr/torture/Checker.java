package app.dollr.torture;

import app.dollr.torture.Facts.BookEntry;
import app.dollr.torture.Facts.Booked;
import app.dollr.torture.Facts.Execution;
import app.dollr.torture.Facts.Misfit;
import app.dollr.torture.Facts.Reference;
import app.dollr.torture.Violation.Rule;
import app.dollr.wire.ExecutionStatus;
import app.dollr.wire.OperationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether what must hold does, by what stands written: it reads facts and changes nothing. */
final class Checker {
  private static final String COMPLETED = "COMPLETED";
  private static final String FAILED = "FAILED";

  /** What the other side keeps for its service is in no entry of its book. */
  private static final String CHARGE = "GATEWAY_CHARGE";

  /** The kinds of journals that say what an execution was for has happened. */
  private static final Set<String> DONE = Set.of("COLLECTION", "PAYOUT", "TRANSFER", "REFUND");

  private final Facts facts;
  private final List<Violation> violations = new ArrayList<>();
  private final Map<Reference, Execution> executions;
  private final Map<Reference, List<BookEntry>> entries;
  private final Map<Facts.Key, List<Booked>> journals;
  private final Map<Reference, List<Misfit>> exceptions;

  private Checker(Facts facts) {
    this.facts = facts;
    this.executions =
        facts.executions().stream()
            .collect(Collectors.toMap(Execution::reference, Function.identity()));
    this.entries = facts.entries().stream().collect(Collectors.groupingBy(BookEntry::reference));
    this.journals = facts.journals().stream().collect(Collectors.groupingBy(Booked::execution));
    this.exceptions = facts.exceptions().stream().collect(Collectors.groupingBy(Misfit::reference));
  }

  /** Everything that does not hold. */
  static List<Violation> violations(Facts facts) {
    var checker = new Checker(facts);
    facts.ledgerProblems().forEach(problem -> checker.add(Rule.LEDGER_HOLDS, "ledger", problem));
    facts.contradictions().forEach(what -> checker.add(Rule.WORD_IS_KEPT, "a client", what));
    facts.executions().forEach(checker::execution);
    checker.strangers();
    checker.documents();
    checker.words();
    return List.copyOf(checker.violations);
  }

  private void execution(Execution execution) {
    var booked = journals.getOrDefault(execution.key(), List.of());
    if (execution.gateway()) {
      sentOnce(execution);
      bookEqualsLedger(execution, booked);
      stateEqualsBook(execution);
    }
    oneJournal(execution, booked);
    nothingReserved(execution, booked);
    toldOnce(execution);
  }

  private void sentOnce(Execution execution) {
    int count = of(execution).size();
    if (count > 1) {
      add(
          Rule.SENT_ONCE,
          execution,
          "the other side has it %d times: %s".formatted(count, of(execution)));
    }
  }

  /** What moved there, by their book and by our ledger, but for what an operator gave back. */
  private void bookEqualsLedger(Execution execution, List<Booked> booked) {
    Map<String, Long> theirs = new TreeMap<>();
    of(execution).stream()
        .filter(entry -> entry.status().equals(COMPLETED))
        .forEach(entry ->
            theirs.merge(
                entry.paid().currency(), entry.paid().minor() - entry.takenBack(), Long::sum));
    of(execution, exceptions).stream()
        .filter(misfit -> misfit.resolution().filter("REFUND"::equals).isPresent())
        .forEach(misfit ->
            misfit
                .amount()
                .ifPresent(sum ->
                    theirs.merge(
                        sum.currency(), back(execution, misfit) * sum.minor(), Long::sum)));
    Map<String, Long> ours = new TreeMap<>();
    int sign = isIncoming(execution) ? 1 : -1;
    booked.stream()
        .filter(sums -> !sums.kind().equals(CHARGE))
        .forEach(sums -> ours.merge(sums.currency(), sign * sums.clearing(), Long::sum));
    theirs.values().removeIf(minor -> minor == 0);
    ours.values().removeIf(minor -> minor == 0);
    if (!theirs.equals(ours)) {
      add(
          Rule.BOOK_EQUALS_LEDGER,
          execution,
          "the other side's book has %s, the ledger %s".formatted(theirs, ours));
    }
  }

  /** Whether what was put right by giving it back is less of what moved, or more. */
  private static int back(Execution execution, Misfit misfit) {
    return misfit.incoming() == isIncoming(execution) ? -1 : 1;
  }

  private static boolean isIncoming(Execution execution) {
    return execution.reference().operation() == OperationType.COLLECTION;
  }

  private void stateEqualsBook(Execution execution) {
    var misfits = of(execution, exceptions);
    boolean settledByOperator = misfits.stream().anyMatch(m -> m.kind().equals("OTHER_AMOUNT"));
    boolean turnedBack =
        misfits.stream()
            .filter(m -> m.kind().equals("LATE_FAILURE"))
            .anyMatch(m -> m.resolution().filter("COMPENSATED"::equals).isPresent());
    var moved = of(execution).stream().filter(entry -> entry.status().equals(COMPLETED)).toList();
    if (settledByOperator) {
      return;
    }
    if (turnedBack) {
      turnedBack(execution, moved);
      return;
    }
    if (execution.state().equals(COMPLETED)
        && moved.stream().noneMatch(entry -> entry.paid().equals(execution.moves()))) {
      add(
          Rule.STATE_EQUALS_BOOK,
          execution,
          "it is COMPLETED with %s, the other side has %s"
              .formatted(execution.moves(), of(execution)));
    }
    if (execution.state().equals(FAILED) && !moved.isEmpty()) {
      failedThoughMoved(execution, moved, misfits);
    }
  }

  /** What was reported done, and came back later, has not moved in the end. */
  private void turnedBack(Execution execution, List<BookEntry> moved) {
    if (!execution.state().equals(COMPLETED) || !moved.isEmpty()) {
      add(
          Rule.STATE_EQUALS_BOOK,
          execution,
          "it is %s and was turned back, the other side has %s"
              .formatted(execution.state(), of(execution)));
    }
  }

  /**
   * Allowed only when the instruction reached the other side after all had been given up, and what
   * it moved stands in SUSPENSE.
   */
  private void failedThoughMoved(Execution execution, List<BookEntry> moved, List<Misfit> misfits) {
    var early =
        moved.stream()
            .filter(
                entry -> execution.finalAt().map(end -> !entry.takenAt().isAfter(end)).orElse(true))
            .toList();
    if (!early.isEmpty()) {
      add(
          Rule.NO_EARLY_FAILURE,
          execution,
          "it FAILED at %s, the other side had taken it and has %s"
              .formatted(execution.finalAt(), early));
    } else if (misfits.stream().noneMatch(misfit -> misfit.kind().equals("LATE_SUCCESS"))) {
      add(
          Rule.STATE_EQUALS_BOOK,
          execution,
          "it FAILED, the other side has %s, and nobody has noted it".formatted(moved));
    }
  }

  private void oneJournal(Execution execution, List<Booked> booked) {
    var done =
        booked.stream().filter(sums -> DONE.contains(sums.kind())).map(Booked::kind).distinct();
    int count =
        (int)
            done.mapToLong(kind ->
                    booked.stream()
                        .filter(sums -> sums.kind().equals(kind))
                        .mapToInt(Booked::count)
                        .max()
                        .orElse(0))
                .sum();
    int expected = execution.state().equals(COMPLETED) ? 1 : 0;
    if (count != expected) {
      add(
          Rule.ONE_JOURNAL,
          execution,
          "it is %s, the ledger has it done %d times".formatted(execution.state(), count));
    }
  }

  private void nothingReserved(Execution execution, List<Booked> booked) {
    long reserved = booked.stream().mapToLong(Booked::reserved).sum();
    if (reserved != 0) {
      add(
          Rule.NOTHING_LEFT_RESERVED,
          execution,
          "it is %s, the ledger has %d set aside".formatted(execution.state(), reserved));
    }
  }

  private void toldOnce(Execution execution) {
    int told = facts.terminalEvents().getOrDefault(execution.key(), 0);
    if (told != 1) {
      add(
          Rule.TOLD_ONCE,
          execution,
          "it is %s, and %d events say that it is over".formatted(execution.state(), told));
    }
  }

  /** Nothing is at the other side that we do not know of. */
  private void strangers() {
    entries.forEach((reference, known) -> {
      if (!executions.containsKey(reference)) {
        add(
            Rule.SENT_ONCE,
            reference.id().toString(),
            "the other side has %s, and no execution asked for it".formatted(known));
      }
    });
  }

  private void documents() {
    Map<Facts.Key, List<Execution>> paying =
        facts.executions().stream()
            .filter(execution -> execution.reference().operation() == OperationType.COLLECTION)
            .filter(execution -> execution.state().equals(COMPLETED))
            .filter(execution -> execution.document().isPresent())
            .collect(
                Collectors.groupingBy(execution ->
                    new Facts.Key(execution.key().merchant(), execution.document().orElseThrow())));
    for (var document : facts.documents()) {
      var by = paying.getOrDefault(document.key(), List.of());
      boolean paid = document.status().equals("PAID");
      boolean asItShould = by.size() <= 1 && paid == (by.size() == 1);
      if (!asItShould || document.status().equals("PROCESSING")) {
        add(
            Rule.PAID_ONCE,
            "document %d of merchant %d".formatted(document.key().id(), document.key().merchant()),
            "it is %s, and paid by %s"
                .formatted(
                    document.status(),
                    by.stream().map(execution -> execution.reference().id()).toList()));
      }
    }
  }

  /** What clients were told holds: what was accepted is there, what was final is still so. */
  private void words() {
    facts
        .told()
        .forEach((id, told) -> {
          var reference = new Reference(told.merchant(), id, told.operation());
          var execution = executions.get(reference);
          if (execution == null) {
            add(
                Rule.WORD_IS_KEPT,
                id.toString(),
                "a client was told it is accepted, and it is not");
          } else if (told.isFinal() && !execution.state().equals(word(told.last()))) {
            add(
                Rule.WORD_IS_KEPT,
                execution,
                "a client was told %s, and it is %s".formatted(told.last(), execution.state()));
          }
        });
  }

  private static String word(ExecutionStatus status) {
    return status == ExecutionStatus.COMPLETED ? COMPLETED : FAILED;
  }

  private List<BookEntry> of(Execution execution) {
    return of(execution, entries);
  }

  private static <T> List<T> of(Execution execution, Map<Reference, List<T>> all) {
    return all.getOrDefault(execution.reference(), List.of());
  }

  private void add(Rule rule, Execution execution, String sides) {
    add(
        rule,
        "%s %s".formatted(execution.reference().operation(), execution.reference().id()),
        sides);
  }

  private void add(Rule rule, String subject, String sides) {
    violations.add(new Violation(rule, subject, sides));
  }
}
