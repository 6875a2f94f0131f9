package app.dollr.client;

import static app.dollr.client.FakeServer.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenTest {
  private static final String REVOKED = "{\"detail\":\"Could not validate credentials\"}";

  private final Scene scene = new Scene();
  private final FakeServer server = scene.server;

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void isFetchedBeforeTheFirstCallAndKept() {
    list();
    list();

    assertThat(server.tokenCalls()).isEqualTo(1);
    assertThat(server.lastTokenCall().body())
        .isEqualTo("{\"client_id\":\"client-1\",\"client_secret\":\"the-secret\"}");
    assertThat(server.seen())
        .extracting(call -> call.header("Authorization"))
        .containsExactly("Bearer token-1", "Bearer token-1");
  }

  @Test
  void isFetchedOnceForFiftyThreads() throws Exception {
    var gate = new CountDownLatch(1);
    server.thenTokenAfter(gate);
    var threads = fifty(this::list);

    awaitAllWaiting(threads);
    gate.countDown();
    joinAll(threads);

    assertThat(server.tokenCalls()).isEqualTo(1);
    assertThat(server.seen()).hasSize(50);
  }

  @Test
  void failsOnceForAllWhoWaitForIt() throws Exception {
    var gate = new CountDownLatch(1);
    server.thenToken(exchange -> {
      try {
        gate.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      answering(401, REVOKED).to(exchange);
    });
    var failures = new ConcurrentLinkedQueue<DollrException>();
    var threads =
        fifty(() -> {
          try {
            list();
          } catch (AuthenticationException refused) {
            failures.add(refused);
          }
        });

    awaitAllWaiting(threads);
    gate.countDown();
    joinAll(threads);

    assertThat(failures).hasSize(50);
    assertThat(server.tokenCalls()).isEqualTo(1);
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void isNotWaitedForByAThreadThatIsInterrupted() throws Exception {
    var gate = new CountDownLatch(1);
    server.thenTokenAfter(gate);
    var fetching = start(this::list);
    awaitAllWaiting(List.of(fetching));
    var failures = new ConcurrentLinkedQueue<DollrException>();
    var waiting =
        start(() -> {
          try {
            scene.dollr.executions().collect(55, 18, "USD");
          } catch (ConnectionException stopped) {
            failures.add(stopped);
          }
        });
    awaitAllWaiting(List.of(waiting));

    waiting.interrupt();
    joinAll(List.of(waiting));
    gate.countDown();
    joinAll(List.of(fetching));

    assertThat(failures).hasSize(1).noneMatch(DollrException::outcomeUnknown);
    assertThat(server.lines()).containsExactly("GET /v1/parties/list");
  }

  @Test
  void isRenewedBetweenEightyAndNinetyPercentOfItsMinutes() {
    list();
    scene.time.advance(Duration.ofMinutes(48).minusSeconds(1));
    list();
    assertThat(server.tokenCalls()).isEqualTo(1);

    scene.time.advance(Duration.ofMinutes(6).plusSeconds(1));
    list();

    assertThat(server.tokenCalls()).isEqualTo(2);
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer token-2");
  }

  @Test
  void servesOthersWhileOneThreadRenewsIt() throws Exception {
    list();
    scene.time.advance(Duration.ofMinutes(55));
    var gate = new CountDownLatch(1);
    server.thenTokenAfter(gate);
    var renewing = start(this::list);
    awaitAllWaiting(List.of(renewing));

    list();
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer token-1");

    gate.countDown();
    joinAll(List.of(renewing));
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer token-2");
    assertThat(server.tokenCalls()).isEqualTo(2);
  }

  @Test
  void servesOnWhenItCannotBeRenewed() {
    list();
    scene.time.advance(Duration.ofMinutes(55));
    server.thenToken(answering(503, "{}"));
    list();
    list();

    assertThat(server.last().header("Authorization")).isEqualTo("Bearer token-1");
    assertThat(server.tokenCalls()).isEqualTo(2);
    assertThat(scene.time.slept()).isEmpty();

    scene.time.advance(Duration.ofSeconds(10));
    list();
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer token-2");
  }

  @Test
  void isFetchedAnewOnceItHasExpired() {
    list();
    scene.time.advance(Duration.ofMinutes(60));
    server.thenToken(answering(503, "{}"));
    list();

    assertThat(server.tokenCalls()).isEqualTo(3);
    assertThat(scene.time.slept()).hasSize(1);
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer token-2");
  }

  @Test
  void isReplacedOnceWhenTheServerNoLongerTakesIt() {
    list();
    server.then(401, REVOKED).then(200, Samples.party(42));

    assertThat(scene.dollr.parties().retrieve(42).id()).isEqualTo(42);
    assertThat(server.tokenCalls()).isEqualTo(2);
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer token-2");
  }

  @Test
  void isReplacedForACreatingCallToo() {
    list();
    server.then(401, REVOKED).then(200, Samples.party(42));

    scene.dollr.parties().create(ServicesTest.PARTY);

    var creates = server.seen().subList(1, 3);
    assertThat(creates.get(0).header("Idempotency-Key"))
        .isEqualTo(creates.get(1).header("Idempotency-Key"));
  }

  @Test
  void isNotReplacedTwice() {
    list();
    server.then(401, REVOKED).then(401, REVOKED);

    assertThatExceptionOfType(AuthenticationException.class)
        .isThrownBy(() -> scene.dollr.parties().retrieve(42));
    assertThat(server.tokenCalls()).isEqualTo(2);
    assertThat(server.seen()).hasSize(3);
  }

  @Test
  void isNotReplacedWhenItIsFresh() {
    server.then(401, REVOKED);

    assertThatExceptionOfType(AuthenticationException.class)
        .isThrownBy(() -> scene.dollr.parties().retrieve(42));
    assertThat(server.tokenCalls()).isEqualTo(1);
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void isReplacedOnceForManyRefusals() throws Exception {
    list();
    var gate = new CountDownLatch(50);
    for (int i = 0; i < 50; i++) {
      server.then(exchange -> {
        gate.countDown();
        try {
          gate.await();
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
        answering(401, REVOKED).to(exchange);
      });
    }
    for (int i = 0; i < 50; i++) {
      server.then(200, Samples.party(42));
    }

    var threads = fifty(() -> scene.dollr.parties().retrieve(42));
    joinAll(threads);

    assertThat(server.tokenCalls()).isEqualTo(2);
    assertThat(server.seen()).hasSize(101);
  }

  @Test
  void isNotFetchedByACallThatTheServerNeverGot() {
    server.thenToken(answering(500, "{}"));
    server.thenToken(answering(500, "{}"));
    server.thenToken(answering(500, "{}"));
    server.thenToken(answering(500, "{}"));

    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> scene.dollr.parties().create(ServicesTest.PARTY))
        .matches(failed -> !failed.outcomeUnknown());
    assertThat(server.tokenCalls()).isEqualTo(4);
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void keepsAnUnknownOutcomeUnknownWhenItCannotBeReplaced() {
    list();
    server.thenLost().then(401, REVOKED);
    server.thenToken(answering(401, REVOKED));

    assertThatExceptionOfType(AuthenticationException.class)
        .isThrownBy(() -> scene.dollr.executions().collect(55, 18, "USD"))
        .matches(DollrException::outcomeUnknown);
  }

  @Test
  void mustBeAToken() {
    server.thenToken(answering(200, "{\"hello\":\"world\"}"));

    assertThatExceptionOfType(UnreadableAnswerException.class).isThrownBy(this::list);
  }

  @Test
  void canBeHadForOtherPrograms() {
    var token = scene.dollr.obtainToken();

    assertThat(token.accessToken()).isEqualTo("token-1");
    assertThat(token.expiresIn()).isEqualTo(60);
    assertThat(token.toString()).doesNotContain("token-1");
  }

  private void list() {
    server.then(200, "[]");
    assertThat(scene.dollr.parties().list()).isEmpty();
  }

  private static List<Thread> fifty(Runnable work) {
    return new ArrayList<>(IntStream.range(0, 50).mapToObj(i -> start(work)).toList());
  }

  private static Thread start(Runnable work) {
    var thread = new Thread(work);
    thread.start();
    return thread;
  }

  private static void awaitAllWaiting(List<Thread> threads) {
    while (!threads.stream().allMatch(t -> t.getState() == Thread.State.TIMED_WAITING)) {
      Thread.onSpinWait();
    }
  }

  private static void joinAll(List<Thread> threads) throws InterruptedException {
    for (var thread : threads) {
      thread.join();
    }
  }
}
