package app.dollr.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.testing.Eventually;
import app.dollr.testing.SettableClock;
import app.dollr.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobsDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final Duration AT_ONCE = Duration.ofMillis(5);
  private static final Duration EVERY = Duration.ofMinutes(10);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T09:00:00Z"));
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Queue<Jobs> nodes = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void emptyTable() {
    DATABASE.run("truncate platform.scheduled_tasks");
  }

  @AfterEach
  void closeNodes() {
    nodes.forEach(Jobs::close);
  }

  @Test
  void runDueDoesAllThatIsDueAndThenReturns() {
    var left = new AtomicInteger(5);
    var chores = new AtomicInteger();
    var jobs = node();
    jobs.add("count", EVERY, job(() -> left.getAndUpdate(n -> Math.max(0, n - 1)) > 0));
    jobs.addChore("chore", EVERY, chores::incrementAndGet);
    jobs.runDue();
    assertThat(left).hasValue(0);
    assertThat(chores).hasValue(1);
  }

  @Test
  void runDueSeesWhatOneJobMakesForAnother() {
    var waiting = new AtomicInteger();
    var made = new AtomicInteger(3);
    var jobs = node();
    jobs.add("second", EVERY, job(() -> waiting.getAndUpdate(n -> Math.max(0, n - 1)) > 0));
    jobs.add(
        "first",
        EVERY,
        job(() -> {
          if (made.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
            return false;
          }
          waiting.incrementAndGet();
          return true;
        }));
    jobs.runDue();
    assertThat(waiting).hasValue(0);
    assertThat(made).hasValue(0);
  }

  @Test
  void runDueNeverGoesOnForEver() {
    var jobs = node();
    jobs.add("endless", EVERY, job(() -> true));
    assertThatThrownBy(jobs::runDue).hasMessageContaining("still find work");
  }

  @Test
  void aJobLooksForWorkAgainAndAgain() {
    var rounds = new AtomicInteger();
    var jobs = node();
    jobs.add("count", AT_ONCE, job(() -> rounds.incrementAndGet() < 0));
    start(jobs);
    Eventually.holds("it ran three times", () -> rounds.get() >= 3);
  }

  @Test
  void aJobThatFailsStopsNeitherItselfNorOthers() {
    var failures = new AtomicInteger();
    var errors = new AtomicInteger();
    var rounds = new AtomicInteger();
    var jobs = node();
    jobs.add("fails", AT_ONCE, job(() -> fail(failures, new IllegalStateException("on purpose"))));
    jobs.add("breaks", AT_ONCE, job(() -> fail(errors, new StackOverflowError("on purpose"))));
    jobs.add("works", AT_ONCE, job(() -> rounds.incrementAndGet() < 0));
    start(jobs);
    Eventually.holds(
        "all of them ran three times",
        () -> failures.get() >= 3 && errors.get() >= 3 && rounds.get() >= 3);
  }

  @Test
  void closingWaitsForWhatIsUnderWay() throws Exception {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var ended = new AtomicBoolean();
    var jobs = node();
    jobs.add(
        "slow",
        EVERY,
        job(() -> {
          begun.countDown();
          await(mayEnd);
          ended.set(true);
          return false;
        }));
    start(jobs);
    await(begun);
    var closing = Thread.startVirtualThread(jobs::close);
    Eventually.holds("it waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
    assertThat(ended).isFalse();
    mayEnd.countDown();
    assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
    assertThat(ended).isTrue();
  }

  @Test
  void aClosedJobRunsNoMore() {
    var rounds = new AtomicInteger();
    var jobs = node();
    jobs.add("count", AT_ONCE, job(() -> rounds.incrementAndGet() > 0));
    start(jobs);
    Eventually.holds("it runs", () -> rounds.get() > 0);
    jobs.close();
    int then = rounds.get();
    start(node());
    assertThat(rounds).hasValue(then);
  }

  @Test
  void jobsThatWereNeverStartedCanBeClosed() {
    var jobs = node();
    jobs.add("idle", EVERY, job(() -> false));
    jobs.close();
  }

  @Test
  void aChoreIsDoneByOneOfTwoNodesEachTimeItIsDue() {
    var done = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      var jobs = node();
      jobs.addChore("chore", EVERY, done::incrementAndGet);
      start(jobs);
    }
    for (int times = 1; times <= 3; times++) {
      int expected = times;
      Eventually.holds("it was done", () -> done.get() >= expected);
      Eventually.holds("its next time is written", () -> due().isAfter(clock.instant()));
      assertThat(done).hasValue(times);
      assertThat(due()).isEqualTo(clock.instant().plus(EVERY));
      clock.advance(EVERY);
    }
  }

  @Test
  void aChoreIsNotDoneBeforeItsTime() {
    var early = new AtomicInteger();
    var often = new AtomicInteger();
    var jobs = node();
    jobs.addChore("early", EVERY, early::incrementAndGet);
    jobs.addChore("often", Duration.ofMinutes(1), often::incrementAndGet);
    start(jobs);
    for (int times = 1; times <= 5; times++) {
      int expected = times;
      Eventually.holds("the other was done", () -> often.get() >= expected);
      Eventually.holds("and both are written", () -> due().isAfter(clock.instant()));
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(early).hasValue(1);
  }

  @Test
  void aChoreThatFailsIsDoneAgainAtItsNextTime() {
    var failures = new AtomicInteger();
    var jobs = node();
    jobs.addChore("fails", EVERY, () -> fail(failures, new IllegalStateException("on purpose")));
    start(jobs);
    Eventually.holds("it failed", () -> failures.get() == 1);
    Eventually.holds("its next time is written", () -> due().isAfter(clock.instant()));
    clock.advance(EVERY);
    Eventually.holds("it failed again", () -> failures.get() == 2);
  }

  @Test
  void theAgeOfTheOldestWorkIsShown() {
    var jobs = node();
    jobs.add("waits", EVERY, waiting(Optional.of(clock.instant().minusMillis(1500))));
    jobs.add("idle", EVERY, waiting(Optional.empty()));
    jobs.add("ahead", EVERY, waiting(Optional.of(clock.instant().plusSeconds(5))));
    assertThat(lag("waits")).isEqualTo(1.5);
    assertThat(lag("idle")).isZero();
    assertThat(lag("ahead")).isZero();
  }

  private double lag(String job) {
    return metrics.get("dollr.jobs.lag.seconds").tag("job", job).gauge().value();
  }

  /** When the first of the chores is due next. */
  private static Instant due() {
    var micros =
        DATABASE.number(
            """
            select coalesce((extract(epoch from min(execution_time)) * 1000000)::bigint, 0)
            from platform.scheduled_tasks
            where not picked
            """);
    return Instant.EPOCH.plusNanos(micros * 1000);
  }

  private Jobs node() {
    var jobs = new Jobs(clock, metrics, AT_ONCE);
    nodes.add(jobs);
    return jobs;
  }

  private static void start(Jobs jobs) {
    jobs.start(DATABASE.database().dataSource());
  }

  private static boolean fail(AtomicInteger count, RuntimeException with) {
    count.incrementAndGet();
    throw with;
  }

  private static boolean fail(AtomicInteger count, Error with) {
    count.incrementAndGet();
    throw with;
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Job job(BooleanSupplier work) {
    return new FakeJob(work, Optional.empty());
  }

  private static Job waiting(Optional<Instant> oldest) {
    return new FakeJob(() -> false, oldest);
  }

  private record FakeJob(BooleanSupplier work, Optional<Instant> oldestDue) implements Job {
    @Override
    public boolean runOnce() {
      return work.getAsBoolean();
    }
  }
}
