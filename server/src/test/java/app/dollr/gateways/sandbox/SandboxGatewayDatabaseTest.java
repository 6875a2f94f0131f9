package app.dollr.gateways.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.gateways.GatewayKey;
import app.dollr.gateways.Instruction;
import app.dollr.gateways.Instrument;
import app.dollr.gateways.News;
import app.dollr.gateways.Outcome;
import app.dollr.testing.Eventually;
import app.dollr.testing.SettableClock;
import app.dollr.testing.TestDatabase;
import app.dollr.testing.TestSession;
import app.dollr.testing.Together;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.PhoneNumber;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxGatewayDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final MerchantId MERCHANT = new MerchantId(7);
  private static final CurrencyCode USD = new CurrencyCode("USD");
  private static final Money AMOUNT = new Money(25_000, USD);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T09:00:00Z"));
  private final ConcurrentLinkedQueue<News> heard = new ConcurrentLinkedQueue<>();
  private final AtomicInteger deaf = new AtomicInteger();

  @BeforeEach
  void emptyBooks() {
    DATABASE.run("truncate sandbox.payment");
  }

  @ParameterizedTest
  @CsvSource({
    "COLLECTION, 789, ''",
    "COLLECTION, 000, ''",
    "COLLECTION, 019, PAYER_LIMIT_REACHED",
    "COLLECTION, 029, PAYER_NOT_FOUND",
    "COLLECTION, 039, PAYMENT_NOT_APPROVED",
    "COLLECTION, 049, INSUFFICIENT_BALANCE",
    "COLLECTION, 069, UNSPECIFIED_FAILURE",
    "COLLECTION, 089, ''",
    "COLLECTION, 099, ''",
    "COLLECTION, 109, ''",
    "COLLECTION, 119, ''",
    "PAYOUT, 789, ''",
    "PAYOUT, 019, ''",
    "PAYOUT, 029, ''",
    "PAYOUT, 039, ''",
    "PAYOUT, 049, ''",
    "PAYOUT, 069, ''",
    "PAYOUT, 089, RECIPIENT_NOT_FOUND",
    "PAYOUT, 099, WALLET_LIMIT_REACHED",
    "PAYOUT, 109, RECIPIENT_LIMIT_REACHED",
    "PAYOUT, 119, UNSPECIFIED_FAILURE",
    "REFUND, 789, ''",
    "REFUND, 039, ''",
    "REFUND, 089, RECIPIENT_NOT_FOUND",
    "REFUND, 099, WALLET_LIMIT_REACHED",
    "REFUND, 109, RECIPIENT_LIMIT_REACHED",
    "REFUND, 119, UNSPECIFIED_FAILURE"
  })
  void thePhoneNumberDecides(OperationType operation, String suffix, String code) {
    var sandbox = open(DELAY);
    var instruction = instruction(operation, suffix);
    assertThat(sandbox.submit(instruction)).isEqualTo(new Outcome.Taken());
    clock.advance(DELAY);
    sandbox.runOnce();
    var outcome = sandbox.ask(instruction);
    if (code.isEmpty()) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Confirmed.class,
              confirmed -> {
                assertThat(confirmed.amount()).isEqualTo(AMOUNT);
                assertThat(confirmed.transaction()).get().asString().matches("[0-9]{11}");
              });
    } else {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Declined.class,
              declined -> {
                assertThat(declined.code()).isEqualTo(code);
                assertThat(declined.message()).isNotBlank();
              });
    }
    assertThat(heard)
        .containsExactly(
            new News(
                "sandbox", MERCHANT, instruction.reference(), instruction.operation(), outcome));
  }

  @ParameterizedTest
  @EnumSource(OperationType.class)
  void a129WaitsUntilItIsToldOtherwise(OperationType operation) {
    var sandbox = open(DELAY);
    var completed = instruction(operation, "129");
    var failed = instruction(operation, "129");
    sandbox.submit(completed);
    sandbox.submit(failed);
    clock.advance(Duration.ofDays(30));
    assertThat(sandbox.runOnce()).isFalse();
    assertThat(sandbox.ask(completed)).isEqualTo(new Outcome.Taken());
    assertThat(sandbox.resolve(completed.reference(), true)).isTrue();
    assertThat(sandbox.resolve(failed.reference(), false)).isTrue();
    sandbox.runOnce();
    assertThat(sandbox.ask(completed)).isInstanceOf(Outcome.Confirmed.class);
    assertThat(sandbox.ask(failed)).isInstanceOf(Outcome.Declined.class);
    assertThat(heard).hasSize(2);
    assertThat(sandbox.resolve(completed.reference(), false)).isFalse();
  }

  @Test
  void whatIsNotKnownIsAbsent() {
    assertThat(open(DELAY).ask(collection())).isEqualTo(new Outcome.Absent());
  }

  @Nested
  class TheKeyOfAnInstruction {
    @Test
    void movesMoneyOnceHoweverOftenItIsSent() {
      var sandbox = open(DELAY);
      var instruction = collection();
      var outcomes = Together.run(24, i -> sandbox.submit(instruction));
      assertThat(outcomes).containsOnly(new Outcome.Taken());
      clock.advance(DELAY);
      sandbox.runOnce();
      var first = sandbox.submit(instruction);
      assertThat(first).isInstanceOf(Outcome.Confirmed.class).isEqualTo(sandbox.ask(instruction));
      assertThat(sandbox.runOnce()).isFalse();
      assertThat(payments()).isOne();
      assertThat(heard).hasSize(1);
    }

    @Test
    void answersWithTheFirstAmountWhateverIsAskedForLater() {
      var sandbox = open(Duration.ZERO);
      var first = collection();
      var more =
          new Instruction(
              first.key(),
              first.merchant(),
              first.reference(),
              first.operation(),
              first.method(),
              first.instrument(),
              new Money(99_999, USD),
              Optional.empty());
      var outcome = sandbox.submit(first);
      assertThat(sandbox.submit(more)).isEqualTo(outcome);
    }

    @Test
    void isApartForTwoMerchantsWithTheSameReference() {
      var sandbox = open(Duration.ZERO);
      var mine = collection();
      var theirs = instruction(new MerchantId(8), mine.reference(), "789");
      sandbox.submit(mine);
      assertThat(sandbox.ask(theirs)).isEqualTo(new Outcome.Absent());
      sandbox.submit(theirs);
      assertThat(payments()).isEqualTo(2);
    }
  }

  @Nested
  class TheSettlementDelay {
    @Test
    void isToldByTheClock() {
      var sandbox = open(DELAY);
      var instruction = collection();
      sandbox.submit(instruction);
      assertThat(sandbox.oldestDue()).contains(clock.instant().plus(DELAY));
      clock.advance(DELAY.minusNanos(1000));
      assertThat(sandbox.runOnce()).isFalse();
      assertThat(sandbox.ask(instruction)).isEqualTo(new Outcome.Taken());
      clock.advance(Duration.ofNanos(1000));
      assertThat(sandbox.runOnce()).isTrue();
      assertThat(sandbox.ask(instruction)).isInstanceOf(Outcome.Confirmed.class);
      assertThat(sandbox.oldestDue()).isEmpty();
    }

    @Test
    void ofZeroLetsTheAnswerItselfTell() {
      var sandbox = open(Duration.ZERO);
      assertThat(sandbox.submit(collection())).isInstanceOf(Outcome.Confirmed.class);
      assertThat(sandbox.submit(instruction(OperationType.COLLECTION, "039")))
          .isInstanceOf(Outcome.Declined.class);
      assertThat(sandbox.submit(instruction(OperationType.COLLECTION, "129")))
          .isEqualTo(new Outcome.Taken());
      assertThat(sandbox.runOnce()).isFalse();
      assertThat(heard).isEmpty();
    }
  }

  @Nested
  class AFault {
    @Test
    void timeoutLosesTheAnswerButNotTheInstruction() {
      var sandbox = open(DELAY);
      sandbox.faults().set(Fault.TIMEOUT, 1);
      var instruction = collection();
      assertThat(sandbox.submit(instruction)).isInstanceOf(Outcome.Uncertain.class);
      assertThat(sandbox.ask(instruction)).isEqualTo(new Outcome.Taken());
      settle(sandbox);
      assertThat(heard).hasSize(1);
    }

    @Test
    void unreachableLosesTheInstruction() {
      var sandbox = open(DELAY);
      sandbox.faults().set(Fault.UNREACHABLE, 1);
      var instruction = collection();
      assertThat(sandbox.submit(instruction)).isInstanceOf(Outcome.Uncertain.class);
      assertThat(sandbox.ask(instruction)).isEqualTo(new Outcome.Absent());
      assertThat(payments()).isZero();
    }

    @Test
    void duplicateTellsItTwice() {
      var sandbox = open(DELAY);
      sandbox.faults().set(Fault.DUPLICATE, 1);
      sandbox.submit(collection());
      settle(sandbox);
      assertThat(heard).hasSize(2);
      assertThat(heard.stream().distinct()).hasSize(1);
    }

    @Test
    void duplicateTellsTwiceWhatTheAnswerHasTold() {
      var sandbox = open(Duration.ZERO);
      sandbox.faults().set(Fault.DUPLICATE, 1);
      assertThat(sandbox.submit(collection())).isInstanceOf(Outcome.Confirmed.class);
      settle(sandbox);
      assertThat(heard).hasSize(2);
    }

    @Test
    void lateTellsItTenMinutesLater() {
      var sandbox = open(DELAY);
      sandbox.faults().set(Fault.LATE, 1);
      var instruction = collection();
      sandbox.submit(instruction);
      settle(sandbox);
      assertThat(sandbox.ask(instruction)).isInstanceOf(Outcome.Confirmed.class);
      assertThat(heard).isEmpty();
      clock.advance(Duration.ofMinutes(10).minusNanos(1000));
      settle(sandbox, Duration.ZERO);
      assertThat(heard).isEmpty();
      settle(sandbox, Duration.ofNanos(1000));
      assertThat(heard).hasSize(1);
    }

    @Test
    void noCallbackNeverTellsIt() {
      var sandbox = open(DELAY);
      sandbox.faults().set(Fault.NO_CALLBACK, 1);
      var instruction = collection();
      sandbox.submit(instruction);
      settle(sandbox);
      clock.advance(Duration.ofDays(1));
      settle(sandbox);
      assertThat(heard).isEmpty();
      assertThat(sandbox.ask(instruction)).isInstanceOf(Outcome.Confirmed.class);
    }

    @Test
    void otherAmountMovesAnotherAmount() {
      var sandbox = open(DELAY);
      sandbox.faults().set(Fault.OTHER_AMOUNT, 1);
      var instruction = collection();
      sandbox.submit(instruction);
      settle(sandbox);
      assertThat(sandbox.ask(instruction))
          .isInstanceOfSatisfying(
              Outcome.Confirmed.class,
              confirmed -> assertThat(confirmed.amount()).isEqualTo(new Money(25_001, USD)));
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "SLOW")
    void isForAsManyInstructionsAsItWasSetFor(Fault fault) {
      var sandbox = open(DELAY);
      sandbox.faults().set(fault, 3);
      Together.run(5, i -> sandbox.submit(collection()));
      assertThat(sandbox.faults().left()).containsEntry(fault, 0);
    }
  }

  @Test
  void manyAtTheSameTimeShareACommit() throws Exception {
    var sandbox = open(DELAY);
    var instructions = IntStream.range(0, 100).mapToObj(i -> collection()).toList();
    try (var other = TestSession.open(DATABASE.superuser())) {
      other.run("begin; lock table sandbox.payment in exclusive mode");
      var outcomes =
          Together.call(
              101, i -> i == 100 ? releasing(other) : () -> sandbox.submit(instructions.get(i)));
      assertThat(outcomes).containsOnly(new Outcome.Taken());
    }
    assertThat(payments()).isEqualTo(100);
    assertThat(DATABASE.number("select count(distinct xmin::text) from sandbox.payment"))
        .isLessThan(50);
    settle(sandbox);
    assertThat(heard).hasSize(100);
    assertThat(instructions)
        .allSatisfy(i -> assertThat(sandbox.ask(i)).isInstanceOf(Outcome.Confirmed.class));
  }

  @Test
  void theBooksOutliveTheGateway() {
    var instruction = collection();
    open(DELAY).submit(instruction);
    var second = open(DELAY);
    assertThat(second.ask(instruction)).isEqualTo(new Outcome.Taken());
    settle(second);
    assertThat(heard).hasSize(1);
  }

  @Test
  void booksOutOfReachAreNoAnswer() {
    var books = DATABASE.pool(4);
    var sandbox = new SandboxGateway(books, new SandboxConfig(DELAY, 1), clock, this::hear);
    sandbox.submit(collection());
    books.close();
    var outcomes = Together.run(4, i -> sandbox.submit(collection()));
    assertThat(outcomes).allSatisfy(o -> assertThat(o).isInstanceOf(Outcome.Uncertain.class));
  }

  @Test
  void whatCannotBeHeardIsToldAgain() {
    var sandbox = open(DELAY);
    deaf.set(3);
    sandbox.submit(collection());
    for (int i = 0; i < 6; i++) {
      settle(sandbox);
    }
    assertThat(deaf).hasValue(0);
    assertThat(heard).hasSize(1);
  }

  @Test
  void whatCannotBeHeardHoldsUpNothingElse() {
    var sandbox = open(DELAY);
    deaf.set(150);
    Together.run(150, i -> sandbox.submit(collection()));
    settle(sandbox);
    var last = collection();
    sandbox.submit(last);
    settle(sandbox);
    settle(sandbox);
    assertThat(heard).extracting(News::reference).contains(last.reference());
  }

  @Test
  void twoNodesSettleWhatIsDueOnceAndTellItAtLeastOnce() {
    var nodes = List.of(open(DELAY), open(DELAY));
    Together.run(60, i -> nodes.get(i % 2).submit(collection()));
    clock.advance(DELAY);
    Together.run(2, i -> settle(nodes.get(i), Duration.ZERO));
    assertThat(DATABASE.number("select count(*) from sandbox.payment where status = 'COMPLETED'"))
        .isEqualTo(60);
    assertThat(heard.stream().map(News::reference).distinct()).hasSize(60);
    assertThat(DATABASE.number("select count(*) from sandbox.payment where callbacks_left <> 0"))
        .isZero();
  }

  private SandboxGateway open(Duration delay) {
    return new SandboxGateway(DATABASE.database(), new SandboxConfig(delay, 1), clock, this::hear);
  }

  private void hear(News news) {
    if (deaf.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new IllegalStateException("not heard, on purpose");
    }
    heard.add(news);
  }

  private void settle(SandboxGateway sandbox) {
    settle(sandbox, DELAY);
  }

  private int settle(SandboxGateway sandbox, Duration after) {
    clock.advance(after);
    int rounds = 0;
    while (sandbox.runOnce()) {
      rounds++;
    }
    return rounds;
  }

  /** Lets the writer go on once it waits for the lock, the others queueing up behind it. */
  private static Callable<Outcome> releasing(TestSession holder) {
    return () -> {
      Eventually.holds("the writer waits", DATABASE::somebodyWaitsForALock);
      holder.run("rollback");
      return new Outcome.Taken();
    };
  }

  private static long payments() {
    return DATABASE.number("select count(*) from sandbox.payment");
  }

  private static Instruction collection() {
    return instruction(OperationType.COLLECTION, "789");
  }

  private static Instruction instruction(OperationType operation, String suffix) {
    var reference = new ReferenceId(UUID.randomUUID());
    return new Instruction(
        GatewayKey.of(MERCHANT, operation, reference),
        MERCHANT,
        reference,
        operation,
        PaymentMethod.ORANGE_MONEY_LBR,
        new Instrument.Phone(new PhoneNumber("231771234" + suffix)),
        AMOUNT,
        Optional.empty());
  }

  private static Instruction instruction(
      MerchantId merchant, ReferenceId reference, String suffix) {
    return new Instruction(
        GatewayKey.of(merchant, OperationType.COLLECTION, reference),
        merchant,
        reference,
        OperationType.COLLECTION,
        PaymentMethod.ORANGE_MONEY_LBR,
        new Instrument.Phone(new PhoneNumber("231771234" + suffix)),
        AMOUNT,
        Optional.empty());
  }
}
