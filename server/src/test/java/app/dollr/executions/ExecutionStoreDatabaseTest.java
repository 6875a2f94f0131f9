package app.dollr.executions;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.documents.DocumentKind;
import app.dollr.executions.Books.PaidDocument;
import app.dollr.executions.Route.Reach;
import app.dollr.gateways.GatewayKey;
import app.dollr.gateways.Instrument;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.GuardFailed;
import app.dollr.platform.database.Step;
import app.dollr.platform.events.Events;
import app.dollr.platform.secrets.Vault;
import app.dollr.testing.Eventually;
import app.dollr.testing.SettableClock;
import app.dollr.testing.TestDatabase;
import app.dollr.testing.TestSession;
import app.dollr.testing.Together;
import app.dollr.values.CurrencyCode;
import app.dollr.values.DocumentId;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.PhoneNumber;
import app.dollr.values.ReferenceId;
import app.dollr.values.Secret;
import app.dollr.values.SessionId;
import app.dollr.values.WalletId;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExecutionStoreDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00.123456Z");
  private static final Instant LEASE = NOW.plus(new Timing(ExecutionsConfig.DEFAULT).lease());
  private static final MerchantId MERCHANT = new MerchantId(1);
  private static final Money AMOUNT = new Money(25_000, new CurrencyCode("USD"));
  private static final Money NOTHING = new Money(0, new CurrencyCode("USD"));
  private static final AtomicLong IDS = new AtomicLong();

  private final ExceptionStore exceptions = new ExceptionStore();
  private final ExecutionStore store =
      new ExecutionStore(
          new Events(database(), new SettableClock(NOW)), new Vault(new byte[Vault.KEY_BYTES]));

  @BeforeEach
  void emptyTables() {
    DATABASE.run("truncate executions.execution cascade");
  }

  @Test
  void anExecutionComesBackAsItWentIn() {
    var execution = execution(ReferenceId.parse(UUID.randomUUID().toString()));
    database().run(store.claim(execution, Optional.of(LEASE), Optional.empty()));
    assertThat(found(execution)).isEqualTo(execution);
  }

  @Test
  void ofManyClaimsOfOneReferenceOneIsMade() {
    var reference = newReference();
    var made = Together.run(32, i -> claims(execution(reference)));
    assertThat(made).containsOnlyOnce(true);
    assertThat(DATABASE.number("select count(*) from executions.execution")).isOne();
  }

  @Test
  void twoMerchantsMayChooseTheSameReference() {
    var reference = newReference();
    assertThat(claims(execution(reference))).isTrue();
    assertThat(claims(execution(new MerchantId(2), reference))).isTrue();
  }

  @Test
  void aClaimWaitsForTheOneUnderWayAndIsMadeWhenThatIsUndone() throws Exception {
    assertThat(claimBeside("rollback")).isTrue();
  }

  @Test
  void aClaimWaitsForTheOneUnderWayAndIsRefusedWhenThatIsMade() throws Exception {
    assertThat(claimBeside("commit")).isFalse();
  }

  @Test
  void whatIsDueIsGivenToOneOfMany() {
    int count = 300;
    IntStream.range(0, count).forEach(i -> claimDueAt(NOW.minusSeconds(i)));
    var nodes = List.of(database(), DATABASE.pool(4));
    var taken = Together.run(8, i -> takeAll(nodes.get(i % 2)));
    var ids = taken.stream().flatMap(List::stream).map(Execution::id).toList();
    assertThat(ids).hasSize(count).doesNotHaveDuplicates();
    assertThat(database().run(store.claimDue(NOW, LEASE, 64))).isEmpty();
  }

  @Test
  void neverMoreIsTakenThanWasAskedFor() {
    IntStream.range(0, 40).forEach(i -> claimDueAt(NOW));
    // Without statistics, as in a young database, and with them.
    assertThat(database().run(store.claimDue(NOW, LEASE, 7))).hasSize(7);
    DATABASE.run("analyze executions.execution");
    assertThat(database().run(store.claimDue(NOW, LEASE, 7))).hasSize(7);
  }

  @Test
  void whatSomebodyHoldsIsPassedOver() throws Exception {
    var held = claimDueAt(NOW);
    var free = claimDueAt(NOW);
    try (var other = TestSession.open(DATABASE.superuser())) {
      other.run(
          "begin; select * from executions.execution where id = %s for update"
              .formatted(held.id()));
      assertThat(database().run(store.claimDue(NOW, LEASE, 64)))
          .extracting(Execution::id)
          .containsExactly(free.id());
      other.run("rollback");
    }
    assertThat(database().run(store.claimDue(NOW, LEASE, 64)))
        .extracting(Execution::id)
        .containsExactly(held.id());
  }

  @Test
  void whatIsNotDueYetIsLeftAndTheLongestDueComesFirst() {
    claimDueAt(NOW.plusNanos(1000));
    var late = claimDueAt(NOW.minusSeconds(1));
    claimDueAt(NOW);
    assertThat(database().run(store.oldestDue())).contains(NOW.minusSeconds(1));
    assertThat(database().run(store.claimDue(NOW, LEASE, 1)))
        .extracting(Execution::id)
        .containsExactly(late.id());
  }

  @Test
  void whatWasTakenIsDueAgainOnceItsLeaseHasRunOut() {
    claimDueAt(NOW);
    assertThat(database().run(store.claimDue(NOW, LEASE, 64))).hasSize(1);
    assertThat(database().run(store.claimDue(LEASE.minusNanos(1000), LEASE, 64))).isEmpty();
    assertThat(database().run(store.claimDue(LEASE, LEASE.plusSeconds(30), 64))).hasSize(1);
  }

  @Test
  void ofManyMovesFromOneVersionOneIsMade() {
    var execution = claimDueAt(NOW);
    var moved = Together.run(16, i -> moves(execution, ExecutionState.SENT));
    assertThat(moved).containsOnlyOnce(true);
    assertThat(found(execution).version()).isOne();
    assertThat(found(execution).state()).isEqualTo(ExecutionState.SENT);
  }

  @Test
  void anExecutionThatHasMovedIsMovedFromItsNewVersionOnly() {
    var execution = claimDueAt(NOW);
    assertThat(moves(execution, ExecutionState.SENT)).isTrue();
    assertThat(moves(execution, ExecutionState.COMPLETED)).isFalse();
    assertThat(moves(found(execution), ExecutionState.COMPLETED)).isTrue();
    assertThat(database().run(store.oldestDue())).isEmpty();
  }

  @Test
  void whatAGatewayHasSaidIsKeptWhenItSaysNoMore() {
    var execution = claimDueAt(NOW);
    var word =
        new GatewayWord(
            Optional.of("T1"), Optional.of("CODE"), Optional.of("why"), Optional.empty());
    database().run(store.move(execution, ExecutionState.SENT, word, Optional.of(LEASE), NOW));
    moves(found(execution), ExecutionState.FAILED);
    assertThat(found(execution).word()).isEqualTo(word);
  }

  @Test
  void whyNotIsForgottenOnceTheMoneyHasMoved() {
    var execution = claimDueAt(NOW);
    var word =
        new GatewayWord(
            Optional.of("T1"), Optional.of("CODE"), Optional.of("why"), Optional.empty());
    database().run(store.move(execution, ExecutionState.SENT, word, Optional.of(LEASE), NOW));
    moves(found(execution), ExecutionState.COMPLETED);
    assertThat(found(execution).word())
        .isEqualTo(
            new GatewayWord(
                Optional.of("T1"), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void theSecretOfAPayerLiesSealedAndComesBackOpen() {
    var execution = claimDueAt(NOW);
    var secret = Secret.of("pi_1_secret_2");
    var word =
        new GatewayWord(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(secret));
    database().run(store.move(execution, ExecutionState.SENT, word, Optional.of(LEASE), NOW));
    assertThat(found(execution).word().clientSecret()).contains(secret);
    assertThat(
            DATABASE.number(
                "select count(*) from executions.execution"
                    + " where position('pi_1_secret_2'::bytea in client_secret) > 0"))
        .isZero();
  }

  @Test
  void onlyTheVersionThatIsThereIsMarkedAsSent() {
    var execution = claimDueAt(NOW);
    assertThat(database().run(store.markSent(execution, NOW, LEASE))).isOne();
    assertThat(found(execution).progress().sentAt()).contains(NOW);
    moves(execution, ExecutionState.SENT);
    assertThat(database().run(store.markSent(execution, NOW, LEASE))).isZero();
    assertThat(database().run(store.markSent(found(execution), NOW, LEASE))).isZero();
  }

  @Test
  void anExecutionThatHasEndedIsNotLookedAtAgain() {
    var execution = claimDueAt(NOW);
    assertThat(database().run(store.lookAgain(execution, LEASE, Optional.of(NOW)))).isOne();
    assertThat(found(execution).progress().absentAt()).contains(NOW);
    assertThat(found(execution).progress().checks()).isOne();
    moves(execution, ExecutionState.FAILED);
    assertThat(database().run(store.lookAgain(found(execution), LEASE, Optional.empty()))).isZero();
    assertThat(database().run(store.oldestDue())).isEmpty();
  }

  @Test
  void whatDoesNotFitIsNotedOnceForEachKind() {
    var execution = claimDueAt(NOW);
    var late = finding(execution, ExceptionKind.LATE_SUCCESS);
    var noted = Together.run(8, i -> passes(exceptions.note(late, Optional.empty(), NOW)));
    assertThat(noted).containsOnlyOnce(true);
    var other = finding(execution, ExceptionKind.OTHER_AMOUNT);
    assertThat(passes(exceptions.note(other, Optional.empty(), NOW))).isTrue();
    assertThat(database().run(exceptions.list(10)))
        .extracting(GatewayException::finding)
        .containsExactly(other, late);
  }

  @Test
  void whatDoesNotFitIsSettledOnce() {
    var late = finding(claimDueAt(NOW), ExceptionKind.LATE_SUCCESS);
    database().run(exceptions.note(late, Optional.empty(), NOW));
    var exception = database().run(exceptions.list(1)).getFirst();
    var settled =
        Together.run(8, i -> passes(exceptions.resolve(exception, Resolution.WRITE_OFF, NOW)));
    assertThat(settled).containsOnlyOnce(true);
    assertThat(database().run(exceptions.find(exception.id())))
        .get()
        .extracting(GatewayException::resolution)
        .isEqualTo(Optional.of(Resolution.WRITE_OFF));
  }

  @Test
  void anotherMerchantFindsNothing() {
    var execution = claimDueAt(NOW);
    assertThat(database().run(store.find(new MerchantId(2), execution.reference()))).isEmpty();
  }

  private static boolean passes(Step<Done> guarded) {
    try {
      database().run(guarded);
      return true;
    } catch (GuardFailed failed) {
      return false;
    }
  }

  private static Finding finding(Execution execution, ExceptionKind kind) {
    return new Finding(
        MERCHANT,
        execution.reference(),
        execution.operation(),
        Optional.of(execution.id()),
        "sandbox",
        kind,
        Optional.of(new Unexplained(AMOUNT, true)),
        Optional.of("777"),
        Optional.empty(),
        "said");
  }

  private boolean claimBeside(String end) throws Exception {
    var reference = newReference();
    try (var other = TestSession.open(DATABASE.server())) {
      other.run("begin");
      insertLike(other, claimDueAt(NOW), reference);
      return Together.call(
              2,
              i ->
                  () -> {
                    if (i == 0) {
                      return claims(execution(reference));
                    }
                    Eventually.holds("the claim waits", DATABASE::somebodyWaitsForALock);
                    other.run(end);
                    return false;
                  })
          .getFirst();
    }
  }

  /** As another node does whose transaction is not at its end yet. */
  private static void insertLike(TestSession other, Execution like, ReferenceId reference)
      throws Exception {
    other.run(
        """
        insert into executions.execution
        select (jsonb_populate_record(e, '{"id": %d, "reference_id": "%s"}')).*
        from executions.execution e where id = %s
        """
            .formatted(IDS.incrementAndGet(), reference, like.id()));
  }

  private List<Execution> takeAll(Database node) {
    List<Execution> all = new ArrayList<>();
    var some = node.run(store.claimDue(NOW, LEASE, 10));
    while (!some.isEmpty()) {
      all.addAll(some);
      some = node.run(store.claimDue(NOW, LEASE, 10));
    }
    return all;
  }

  private boolean claims(Execution execution) {
    return guarded(
        ExecutionStore.CLAIMED,
        () -> database().run(store.claim(execution, Optional.of(LEASE), Optional.empty())));
  }

  private boolean moves(Execution execution, ExecutionState to) {
    var next = to.isFinal() ? Optional.<Instant>empty() : Optional.of(LEASE);
    var move = store.move(execution, to, GatewayWord.NONE, next, NOW);
    return guarded(ExecutionStore.MOVED, () -> database().run(move));
  }

  private static boolean guarded(String guard, Runnable work) {
    try {
      work.run();
      return true;
    } catch (GuardFailed failed) {
      assertThat(failed.guard()).isEqualTo(guard);
      return false;
    }
  }

  private Execution claimDueAt(Instant next) {
    var execution = execution(newReference());
    database().run(store.claim(execution, Optional.of(next), Optional.empty()));
    return execution;
  }

  private Execution found(Execution execution) {
    return database().run(store.find(execution.merchant(), execution.reference())).orElseThrow();
  }

  private static ReferenceId newReference() {
    return new ReferenceId(UUID.randomUUID());
  }

  private static Execution execution(ReferenceId reference) {
    return execution(MERCHANT, reference);
  }

  private static Execution execution(MerchantId merchant, ReferenceId reference) {
    return new Execution(
        merchant,
        new ExecutionId(IDS.incrementAndGet()),
        OperationType.COLLECTION,
        reference,
        "0f".repeat(32),
        ExecutionState.ACCEPTED,
        0,
        new SessionId(1),
        new Route(
            Optional.of(new PaymentAccountId(1)),
            PaymentMethod.ORANGE_MONEY_LBR,
            Optional.of(
                new Reach(
                    "sandbox",
                    GatewayKey.of(merchant, OperationType.COLLECTION, reference),
                    new Instrument.Phone(new PhoneNumber("231771234567")),
                    Optional.empty()))),
        new Books(
            new WalletId(1),
            Optional.empty(),
            Optional.of(new PaidDocument(DocumentKind.INVOICE, new DocumentId(1))),
            Optional.empty()),
        new Amounts(AMOUNT, NOTHING, NOTHING, NOTHING, NOTHING, AMOUNT, AMOUNT),
        NOW.minus(Duration.ofMinutes(1)),
        GatewayWord.NONE,
        Optional.empty(),
        Progress.accepted(NOW.minus(Duration.ofSeconds(5)), Optional.empty()).sent(NOW));
  }

  private static Database database() {
    return DATABASE.database();
  }
}
