package app.dollr.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Trips to a database that is played: it keeps the first trips back until it is told to go on. */
class SharedTripsTest {
  private static final Sql SQL = Sql.of("select :number");
  private static final Sql OTHER = Sql.of("select :number, :number");

  private final ConcurrentLinkedQueue<List<List<Step<?>>>> sent = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<List<Step<?>>> sentAlone = new ConcurrentLinkedQueue<>();
  private final CountDownLatch underWay = new CountDownLatch(SharedTrips.LANES);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final SharedTrips trips = new SharedTrips(this::together, this::alone);

  /** What makes a trip fail that it is part of. */
  private final List<Step<?>> poison = new ArrayList<>();

  private RuntimeException failure = new GuardFailed("poison");

  @Test
  void whoeverFindsALaneFreeGoesAtOnce() {
    goOn.countDown();
    var step = step(SQL);
    assertThat(trips.run(List.of(step)).of(step)).isEqualTo(Done.DONE);
    assertThat(sent).containsExactly(List.of(List.of(step)));
  }

  @Test
  void thoseWhoWaitGoTogether() throws Exception {
    fillLanes();
    List<CompletableFuture<Done>> waiting = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      waiting.add(inBackground(step(SQL)));
    }
    goOn.countDown();
    assertThat(waiting).allSatisfy(one -> assertThat(one.join()).isEqualTo(Done.DONE));
    var sizes = sent.stream().skip(SharedTrips.LANES).map(List::size).toList();
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(9);
    assertThat(sizes).anyMatch(size -> size >= 4).allMatch(size -> Integer.bitCount(size) == 1);
  }

  @Test
  void onlyThoseOfOneKindGoTogether() throws Exception {
    fillLanes();
    goOn.countDown();
    var other = step(OTHER);
    assertThat(trips.run(List.of(other)).of(other)).isEqualTo(Done.DONE);
    assertThat(sent).contains(List.of(List.of(other)));
  }

  @Test
  void oneThatIsRefusedHarmsNoOther() throws Exception {
    fillLanes();
    var bad = step(SQL);
    poison.add(bad);
    var refused = inBackground(bad);
    var good = new ArrayList<CompletableFuture<Done>>();
    for (int i = 0; i < 7; i++) {
      good.add(inBackground(step(SQL)));
    }
    goOn.countDown();
    assertThatThrownBy(refused::join).cause().isSameAs(failure);
    assertThat(good).allSatisfy(one -> assertThat(one.join()).isEqualTo(Done.DONE));
    assertThat(sentAlone).contains(List.of(bad));
  }

  @Test
  void oneThatIsRefusedWithoutCompanyIsNotSentAgain() {
    goOn.countDown();
    var bad = step(SQL);
    poison.add(bad);
    assertThatThrownBy(() -> trips.run(List.of(bad))).isSameAs(failure);
    assertThat(sentAlone).isEmpty();
  }

  @Test
  void aDatabaseThatIsNotThereIsToldToAllAndNotAskedAgain() throws Exception {
    failure = Refused.of(ErrorCode.UNAVAILABLE, Map.of());
    fillLanes();
    var bad = step(SQL);
    poison.add(bad);
    var all = new ArrayList<>(List.of(inBackground(bad)));
    for (int i = 0; i < 7; i++) {
      all.add(inBackground(step(SQL)));
    }
    goOn.countDown();
    assertThatThrownBy(all.getFirst()::join).cause().isSameAs(failure);
    all.forEach(SharedTripsTest::awaitEnd);
    assertThat(sentAlone).isEmpty();
  }

  @Test
  void lanesAreFreeAgainAfterFailures() {
    goOn.countDown();
    var bad = step(SQL);
    poison.add(bad);
    for (int i = 0; i < 3 * SharedTrips.LANES; i++) {
      assertThatThrownBy(() -> trips.run(List.of(bad))).isSameAs(failure);
    }
    var good = step(SQL);
    assertThat(trips.run(List.of(good)).of(good)).isEqualTo(Done.DONE);
  }

  private Answers together(List<List<Step<?>>> transactions) {
    sent.add(transactions);
    underWay.countDown();
    await(goOn);
    return answers(transactions.stream().flatMap(List::stream).toList());
  }

  private Answers alone(List<Step<?>> steps) {
    sentAlone.add(steps);
    return answers(steps);
  }

  private Answers answers(List<Step<?>> steps) {
    if (steps.stream().anyMatch(poison::contains)) {
      throw failure;
    }
    var answers = new Answers();
    steps.forEach(step -> put(answers, step));
    return answers;
  }

  @SuppressWarnings("unchecked") // All steps of this test answer Done.
  private static void put(Answers answers, Step<?> step) {
    answers.put((Step<Done>) step, Done.DONE);
  }

  private void fillLanes() throws InterruptedException {
    for (int i = 0; i < SharedTrips.LANES; i++) {
      var step = step(SQL);
      Thread.startVirtualThread(() -> trips.run(List.of(step)));
    }
    await(underWay);
  }

  /** Runs a step in a thread of its own, and returns once it waits in the queue. */
  private CompletableFuture<Done> inBackground(Step<Done> step) {
    var answer = new CompletableFuture<Done>();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                answer.complete(trips.run(List.of(step)).of(step));
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    while (thread.getState() != Thread.State.WAITING && !answer.isDone()) {
      Thread.onSpinWait();
    }
    return answer;
  }

  private static void awaitEnd(CompletableFuture<Done> one) {
    assertThat(one.handle((done, failed) -> true).join()).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Step<Done> step(Sql sql) {
    return sql.with("number", 1).done();
  }
}
