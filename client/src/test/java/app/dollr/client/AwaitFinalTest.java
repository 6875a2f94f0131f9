package app.dollr.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.dollr.wire.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwaitFinalTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Scene scene = new Scene();
  private final FakeServer server = scene.server;
  private final DollrClient dollr = scene.builder().retry(RetryPolicy.none()).build();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void endsWhenThePaymentIsCompleted() {
    serve("PENDING", "PROCESSING", "COMPLETED");

    assertThat(dollr.awaitFinal(Samples.REFERENCE, MINUTE).isCompleted()).isTrue();
    assertThat(server.lines())
        .hasSize(3)
        .containsOnly("GET /v1/status/collection/" + Samples.REFERENCE);
  }

  @Test
  void endsWhenThePaymentHasFailed() {
    serve("FAILED");

    var outcome = dollr.awaitFinal(Samples.REFERENCE, MINUTE);

    assertThat(outcome.isFailed()).isTrue();
    assertThat(outcome.isOpen()).isFalse();
    assertThat(scene.time.slept()).isEmpty();
  }

  @Test
  void isOpenWhenTheTimeIsOver() {
    for (int i = 0; i < 40; i++) {
      serve("PROCESSING");
    }
    var start = scene.time.instant();

    var outcome = dollr.awaitFinal(Samples.REFERENCE, MINUTE);

    assertThat(outcome.isOpen()).isTrue();
    assertThat(outcome.isFailed()).isFalse();
    assertThat(outcome.execution().status()).isEqualTo(ExecutionStatus.PROCESSING);
    assertThat(Duration.between(start, scene.time.instant())).isEqualTo(MINUTE);
  }

  @Test
  void looksLessAndLessOften() {
    for (int i = 0; i < 40; i++) {
      serve("PROCESSING");
    }

    assertThat(dollr.awaitFinal(Samples.REFERENCE, MINUTE).isOpen()).isTrue();

    var slept = scene.time.slept();
    assertThat(slept.get(0)).isBetween(Duration.ofMillis(400), Duration.ofMillis(500));
    assertThat(slept.get(1)).isBetween(Duration.ofMillis(600), Duration.ofMillis(750));
    assertThat(slept.get(slept.size() - 2)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
    assertThat(slept).hasSizeBetween(14, 20);
  }

  @Test
  void looksOnceMoreWhenTheTimeIsOver() {
    server.then(exchange -> {
      FakeServer.answering(200, Samples.execution("PROCESSING")).to(exchange);
    });
    serve("COMPLETED");

    assertThat(dollr.awaitFinal(Samples.REFERENCE, Duration.ofMillis(10)).isCompleted()).isTrue();
    assertThat(scene.time.slept()).containsExactly(Duration.ofMillis(10));
  }

  @Test
  void goesOnThroughFailuresThatPass() {
    server.then(503, "{}").thenLost().then(429, "{}");
    serve("COMPLETED");

    assertThat(dollr.awaitFinal(Samples.REFERENCE, MINUTE).isCompleted()).isTrue();
  }

  @Test
  void endsWithAFailureThatDoesNotPass() {
    server.then(404, "{}");

    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> dollr.awaitFinal(Samples.REFERENCE, MINUTE))
        .matches(failed -> failed.referenceId().orElse("").equals(Samples.REFERENCE));
  }

  @Test
  void failsWhenNotOneLookGotAnAnswer() {
    for (int i = 0; i < 40; i++) {
      server.then(503, "{}");
    }

    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> dollr.awaitFinal(Samples.REFERENCE, MINUTE));
  }

  @Test
  void isOpenWhenTheThreadIsInterrupted() {
    var interrupted =
        scene
            .builder()
            .sleeper(duration -> {
              throw new InterruptedException();
            })
            .build();
    serve("PROCESSING");

    assertThat(interrupted.awaitFinal(Samples.REFERENCE, MINUTE).isOpen()).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void takesAStatusItDoesNotKnowForAnOpenOne() {
    serve("ON_HOLD", "COMPLETED");

    assertThat(dollr.awaitFinal(Samples.REFERENCE, MINUTE).isCompleted()).isTrue();
  }

  @Test
  void spansMoreThanOneTokensLife() {
    server.then(exchange -> {
      scene.time.advance(Duration.ofMinutes(61));
      FakeServer.answering(200, Samples.execution("PROCESSING")).to(exchange);
    });
    serve("COMPLETED");
    Instant start = scene.time.instant();

    assertThat(dollr.awaitFinal(Samples.REFERENCE, Duration.ofHours(2)).isCompleted()).isTrue();
    assertThat(scene.time.instant()).isAfter(start.plus(Duration.ofMinutes(61)));
    assertThat(server.tokenCalls()).isEqualTo(2);
  }

  private void serve(String... statuses) {
    for (var status : statuses) {
      server.then(200, Samples.execution(status));
    }
  }
}
