package app.dollr.torture;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.torture.Facts.BookEntry;
import app.dollr.torture.Facts.Booked;
import app.dollr.torture.Facts.Document;
import app.dollr.torture.Facts.Execution;
import app.dollr.torture.Facts.Misfit;
import app.dollr.torture.Facts.Reference;
import app.dollr.torture.Facts.Sum;
import app.dollr.torture.Violation.Rule;
import app.dollr.wire.ExecutionStatus;
import app.dollr.wire.OperationType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One payment of each kind as it should be; and each way in which it should not. */
class CheckerTest {
  private static final long MERCHANT = 1;
  private static final UUID COLLECTION = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final UUID PAYOUT = UUID.fromString("00000000-0000-4000-8000-000000000002");
  private static final Instant TAKEN = Instant.parse("2026-11-26T12:00:00Z");
  private static final Sum PAID = new Sum(25_750, "USD");
  private static final Sum SENT = new Sum(10_000, "USD");

  private final List<Execution> executions = new ArrayList<>();
  private final List<BookEntry> entries = new ArrayList<>();
  private final List<Booked> journals = new ArrayList<>();
  private final List<Misfit> exceptions = new ArrayList<>();
  private final List<Document> documents = new ArrayList<>();
  private final Map<Facts.Key, Integer> events = new HashMap<>();
  private final Map<UUID, Witness.Told> told = new HashMap<>();
  private final List<String> contradictions = new ArrayList<>();
  private final List<String> ledgerProblems = new ArrayList<>();

  CheckerTest() {
    executions.add(collection("COMPLETED"));
    executions.add(payout("COMPLETED"));
    entries.add(entry(collection(), "COMPLETED", PAID));
    entries.add(entry(payout(), "COMPLETED", SENT));
    journals.add(booked(1, "COLLECTION", 25_750, 0));
    journals.add(booked(2, "RESERVATION", 0, 10_150));
    journals.add(booked(2, "PAYOUT", -10_000, -10_150));
    documents.add(document("PAID"));
    events.put(new Facts.Key(MERCHANT, 1), 1);
    events.put(new Facts.Key(MERCHANT, 2), 1);
    told.put(
        COLLECTION,
        new Witness.Told(MERCHANT, OperationType.COLLECTION, ExecutionStatus.COMPLETED));
  }

  @Test
  void findsNothingWhereBothSidesAgree() {
    assertThat(violations()).isEmpty();
  }

  @Test
  void findsAnInstructionThatWasSentTwice() {
    entries.add(entry(collection(), "COMPLETED", PAID));
    assertThat(violations())
        .extracting(Violation::rule)
        .containsExactlyInAnyOrder(Rule.SENT_ONCE, Rule.BOOK_EQUALS_LEDGER);
    assertThat(violations())
        .allMatch(violation -> violation.subject().equals("COLLECTION " + COLLECTION))
        .anyMatch(violation ->
            violation
                .sides()
                .equals("the other side's book has {USD=51500}, the ledger {USD=25750}"));
  }

  @Test
  void findsAJournalThatIsLost() {
    journals.removeLast();
    assertThat(violations())
        .extracting(Violation::rule)
        .containsExactlyInAnyOrder(
            Rule.BOOK_EQUALS_LEDGER, Rule.ONE_JOURNAL, Rule.NOTHING_LEFT_RESERVED);
    assertThat(violations())
        .allMatch(violation -> violation.subject().equals("PAYOUT " + PAYOUT))
        .anyMatch(violation ->
            violation.sides().equals("the other side's book has {USD=10000}, the ledger {}"));
  }

  @Test
  void findsAJournalThatIsThereTwice() {
    journals.set(0, new Booked(new Facts.Key(MERCHANT, 1), "COLLECTION", "USD", 51_500, 0, 2));
    assertThat(violations())
        .extracting(Violation::rule)
        .containsExactlyInAnyOrder(Rule.BOOK_EQUALS_LEDGER, Rule.ONE_JOURNAL);
  }

  @Test
  void findsAnotherAmount() {
    entries.set(0, entry(collection(), "COMPLETED", new Sum(25_751, "USD")));
    assertThat(violations())
        .extracting(Violation::rule)
        .containsExactlyInAnyOrder(Rule.BOOK_EQUALS_LEDGER, Rule.STATE_EQUALS_BOOK);
  }

  @Test
  void findsAnotherCurrency() {
    entries.set(0, entry(collection(), "COMPLETED", new Sum(25_750, "LRD")));
    assertThat(violations())
        .extracting(Violation::rule)
        .containsExactlyInAnyOrder(Rule.BOOK_EQUALS_LEDGER, Rule.STATE_EQUALS_BOOK);
  }

  @Test
  void takesAnotherAmountThatAnOperatorGaveBack() {
    fail(TAKEN.plusSeconds(60));
    entries.set(0, entry(collection(), "COMPLETED", new Sum(25_751, "USD")));
    journals.set(0, booked(1, "EXCEPTION", 25_751, 0));
    journals.add(booked(1, "RESOLUTION", -25_751, 0));
    exceptions.add(
        new Misfit(
            collection(),
            "OTHER_AMOUNT",
            Optional.of(new Sum(25_751, "USD")),
            true,
            Optional.of("REFUND")));
    assertThat(violations()).isEmpty();
  }

  @Test
  void takesADisputeThatTheLedgerHas() {
    entries.set(0, disputed());
    journals.add(booked(1, "DISPUTE", -25_750, 0));
    assertThat(violations()).isEmpty();
  }

  @Test
  void findsADisputeThatTheLedgerDoesNotHaveOrHasTwice() {
    entries.set(0, disputed());
    assertThat(violations()).extracting(Violation::rule).containsExactly(Rule.BOOK_EQUALS_LEDGER);
    journals.add(booked(1, "DISPUTE", 2 * -25_750, 0));
    assertThat(violations()).extracting(Violation::rule).containsExactly(Rule.BOOK_EQUALS_LEDGER);
  }

  @Test
  void takesAPayoutThatCameBackAndWasTurnedBack() {
    entries.set(1, entry(payout(), "FAILED", SENT));
    exceptions.add(cameBack());
    journals.add(booked(2, "COMPENSATION", 10_000, 0));
    assertThat(violations()).isEmpty();
  }

  @Test
  void findsAPayoutThatWasTurnedBackAndHasMoved() {
    exceptions.add(cameBack());
    journals.add(booked(2, "COMPENSATION", 10_000, 0));
    assertThat(violations())
        .extracting(Violation::rule)
        .containsExactlyInAnyOrder(Rule.STATE_EQUALS_BOOK, Rule.BOOK_EQUALS_LEDGER);
  }

  @Test
  void findsAPayoutThatCameBackUnnoticed() {
    entries.set(1, entry(payout(), "FAILED", SENT));
    assertThat(violations())
        .extracting(Violation::rule)
        .containsExactlyInAnyOrder(Rule.STATE_EQUALS_BOOK, Rule.BOOK_EQUALS_LEDGER);
  }

  @Test
  void findsATimeOutThatWasTakenAsANo() {
    fail(TAKEN.plusSeconds(60));
    journals.removeFirst();
    assertThat(violations())
        .extracting(Violation::rule)
        .containsExactlyInAnyOrder(Rule.NO_EARLY_FAILURE, Rule.BOOK_EQUALS_LEDGER);
  }

  @Test
  void findsItEvenWhereTheMoneyWasPutIntoSuspense() {
    fail(TAKEN.plusSeconds(60));
    journals.set(0, booked(1, "EXCEPTION", 25_750, 0));
    exceptions.add(lateSuccess());
    assertThat(violations())
        .singleElement()
        .satisfies(violation -> {
          assertThat(violation.rule()).isEqualTo(Rule.NO_EARLY_FAILURE);
          assertThat(violation.subject()).contains(COLLECTION.toString());
        });
  }

  @Test
  void takesAnInstructionThatArrivedOnceAllWasGivenUpAndWasNoted() {
    fail(TAKEN.minusSeconds(1));
    journals.set(0, booked(1, "EXCEPTION", 25_750, 0));
    exceptions.add(lateSuccess());
    assertThat(violations()).isEmpty();
  }

  @Test
  void findsAnInstructionThatArrivedLateAndWasNotNoted() {
    fail(TAKEN.minusSeconds(1));
    journals.removeFirst();
    assertThat(violations())
        .extracting(Violation::rule)
        .containsExactlyInAnyOrder(Rule.STATE_EQUALS_BOOK, Rule.BOOK_EQUALS_LEDGER);
  }

  @Test
  void findsMoneyThatNobodyAskedFor() {
    var stranger = new Reference(MERCHANT, UUID.randomUUID(), OperationType.COLLECTION);
    entries.add(entry(stranger, "COMPLETED", PAID));
    assertThat(violations())
        .singleElement()
        .satisfies(violation -> {
          assertThat(violation.rule()).isEqualTo(Rule.SENT_ONCE);
          assertThat(violation.subject()).isEqualTo(stranger.id().toString());
        });
  }

  @Test
  void findsADocumentThatIsPaidWithoutAPayment() {
    documents.add(new Document(new Facts.Key(MERCHANT, 78), "PAID"));
    assertThat(violations()).extracting(Violation::rule).containsExactly(Rule.PAID_ONCE);
  }

  @Test
  void findsAPaymentWithoutItsDocument() {
    documents.set(0, document("ACTIVE"));
    assertThat(violations()).extracting(Violation::rule).containsExactly(Rule.PAID_ONCE);
  }

  @Test
  void findsADocumentThatIsPaidTwice() {
    var second = new Reference(MERCHANT, UUID.randomUUID(), OperationType.COLLECTION);
    executions.add(execution(3, second, "COMPLETED", PAID));
    entries.add(entry(second, "COMPLETED", PAID));
    journals.add(booked(3, "COLLECTION", 25_750, 0));
    events.put(new Facts.Key(MERCHANT, 3), 1);
    assertThat(violations()).extracting(Violation::rule).containsExactly(Rule.PAID_ONCE);
  }

  @Test
  void findsADocumentThatIsLeftInTheMiddle() {
    documents.add(new Document(new Facts.Key(MERCHANT, 78), "PROCESSING"));
    assertThat(violations()).extracting(Violation::rule).containsExactly(Rule.PAID_ONCE);
  }

  @Test
  void findsAWordThatWasNotKept() {
    told.put(PAYOUT, new Witness.Told(MERCHANT, OperationType.PAYOUT, ExecutionStatus.FAILED));
    assertThat(violations())
        .singleElement()
        .satisfies(violation -> {
          assertThat(violation.rule()).isEqualTo(Rule.WORD_IS_KEPT);
          assertThat(violation.sides()).isEqualTo("a client was told FAILED, and it is COMPLETED");
        });
  }

  @Test
  void findsAnAcceptanceThatWasForgotten() {
    told.put(
        UUID.randomUUID(),
        new Witness.Told(MERCHANT, OperationType.PAYOUT, ExecutionStatus.PENDING));
    assertThat(violations()).extracting(Violation::rule).containsExactly(Rule.WORD_IS_KEPT);
  }

  @Test
  void findsAnEndThatIsToldTwiceOrNever() {
    events.put(new Facts.Key(MERCHANT, 1), 2);
    events.remove(new Facts.Key(MERCHANT, 2));
    assertThat(violations())
        .extracting(Violation::rule)
        .containsExactly(Rule.TOLD_ONCE, Rule.TOLD_ONCE);
  }

  @Test
  void tellsWhatTheLedgerAndTheClientsFoundThemselves() {
    ledgerProblems.add("wallet 7 does not balance");
    contradictions.add("it was COMPLETED and then FAILED");
    assertThat(violations())
        .extracting(Violation::sides)
        .containsExactly("wallet 7 does not balance", "it was COMPLETED and then FAILED");
  }

  private List<Violation> violations() {
    return Checker.violations(
        new Facts(
            executions,
            entries,
            journals,
            exceptions,
            documents,
            events,
            told,
            contradictions,
            ledgerProblems));
  }

  /** The collection fails instead, and the document can be paid again. */
  private void fail(Instant at) {
    executions.set(
        0,
        new Execution(
            new Facts.Key(MERCHANT, 1),
            collection(),
            "FAILED",
            PAID,
            true,
            Optional.of(77L),
            Optional.of(at)));
    documents.set(0, document("ACTIVE"));
    told.remove(COLLECTION);
  }

  private static BookEntry disputed() {
    return new BookEntry(Gateway.CARDS, collection(), "COMPLETED", PAID, PAID.minor(), TAKEN);
  }

  private static Misfit cameBack() {
    return new Misfit(
        payout(), "LATE_FAILURE", Optional.empty(), false, Optional.of("COMPENSATED"));
  }

  private static Misfit lateSuccess() {
    return new Misfit(collection(), "LATE_SUCCESS", Optional.of(PAID), true, Optional.of("CREDIT"));
  }

  private static Execution collection(String state) {
    return execution(1, collection(), state, PAID);
  }

  private static Execution payout(String state) {
    return new Execution(
        new Facts.Key(MERCHANT, 2),
        payout(),
        state,
        SENT,
        true,
        Optional.empty(),
        Optional.of(TAKEN.plusSeconds(2)));
  }

  private static Execution execution(long id, Reference reference, String state, Sum moves) {
    return new Execution(
        new Facts.Key(MERCHANT, id),
        reference,
        state,
        moves,
        true,
        Optional.of(77L),
        Optional.of(TAKEN.plusSeconds(2)));
  }

  private static Reference collection() {
    return new Reference(MERCHANT, COLLECTION, OperationType.COLLECTION);
  }

  private static Reference payout() {
    return new Reference(MERCHANT, PAYOUT, OperationType.PAYOUT);
  }

  private static BookEntry entry(Reference reference, String status, Sum paid) {
    return new BookEntry(Gateway.CARDS, reference, status, paid, 0, TAKEN);
  }

  private static Booked booked(long execution, String kind, long clearing, long reserved) {
    return new Booked(new Facts.Key(MERCHANT, execution), kind, "USD", clearing, reserved, 1);
  }

  private static Document document(String status) {
    return new Document(new Facts.Key(MERCHANT, 77), status);
  }
}
