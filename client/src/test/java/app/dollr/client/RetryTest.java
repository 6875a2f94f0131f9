package app.dollr.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.dollr.wire.CheckoutExecutionPayload;
import app.dollr.wire.SourceStatus;
import app.dollr.wire.UpdateInvoicePayload;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
  private static final String BUSY = "{\"detail\":\"busy\",\"message\":\"busy\"}";
  private static final String NOT_IDLE =
      Samples.refusal("status", "value_error.source.not_idle", "the invoice is ACTIVE");

  private final Scene scene = new Scene();
  private final FakeServer server = scene.server;
  private final DollrClient dollr = scene.dollr;

  @AfterEach
  void close() {
    scene.close();
  }

  @Nested
  class AReadingCall {
    @ParameterizedTest
    @ValueSource(ints = {409, 429, 500, 502, 503, 504})
    void isRepeatedAfter(int status) {
      server.then(status, BUSY).then(200, Samples.party(42));

      assertThat(dollr.parties().retrieve(42).id()).isEqualTo(42);
      assertThat(scene.time.slept()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 413, 422, 501})
    void isNotRepeatedAfter(int status) {
      server.then(status, BUSY);

      assertThatExceptionOfType(DollrException.class)
          .isThrownBy(() -> dollr.parties().retrieve(42))
          .matches(failed -> !failed.retryable());
      assertThat(server.seen()).hasSize(1);
    }

    @Test
    void endsAfterFourTries() {
      for (int i = 0; i < 4; i++) {
        server.then(500, BUSY);
      }

      assertThatExceptionOfType(ServerException.class)
          .isThrownBy(() -> dollr.parties().retrieve(42));
      assertThat(server.seen()).hasSize(4);
      assertThat(scene.time.slept()).hasSize(3);
    }

    @Test
    void carriesOneRequestIdOverAllTries() {
      server.then(500, BUSY).then(500, BUSY).then(200, Samples.party(42));

      dollr.parties().retrieve(42);

      assertThat(server.seen())
          .extracting(call -> call.header("X-Request-Id"))
          .hasSize(3)
          .doesNotContain("")
          .containsOnly(server.last().header("X-Request-Id"));
    }
  }

  @Nested
  class ACreatingCall {
    @ParameterizedTest
    @ValueSource(ints = {409, 500, 502, 503, 504})
    void isNotRepeatedAfter(int status) {
      server.then(status, BUSY);

      assertThatExceptionOfType(DollrException.class)
          .isThrownBy(() -> dollr.parties().create(ServicesTest.PARTY))
          .matches(DollrException::outcomeUnknown);
      assertThat(server.seen()).hasSize(1);
    }

    @Test
    void isNotRepeatedAfterALostAnswer() {
      server.thenLost();

      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> dollr.parties().create(ServicesTest.PARTY))
          .matches(DollrException::outcomeUnknown)
          .withMessageContaining("POST /v1/parties/create was sent and no answer came");
      assertThat(server.seen()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void isRepeatedWhenTheServerSaysWhenToComeBackAfter(int status) {
      server.then(status, BUSY, "Retry-After", "1").then(200, Samples.party(42));

      assertThat(dollr.parties().create(ServicesTest.PARTY).id()).isEqualTo(42);
      assertThat(server.seen()).hasSize(2);
    }

    @Test
    void keepsItsIdempotencyKeyOverTriesAndNoLonger() {
      server.then(503, BUSY, "Retry-After", "1").then(200, Samples.party(1));
      server.then(200, Samples.party(2));

      dollr.parties().create(ServicesTest.PARTY);
      dollr.parties().create(ServicesTest.PARTY);

      var keys = server.seen().stream().map(call -> call.header("Idempotency-Key")).toList();
      assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
      assertThat(new HashSet<>(keys)).hasSize(2).doesNotContain("");
    }

    @Test
    void isRepeatedUnderItsKeyWhereTheServerIsKnownToHonourIt() {
      server.thenLost().then(200, Samples.party(42));
      var repeating = scene.builder().retry(RetryPolicy.standard().repeatingCreations()).build();

      assertThat(repeating.parties().create(ServicesTest.PARTY).id()).isEqualTo(42);
      assertThat(server.seen().stream().map(call -> call.header("Idempotency-Key")).distinct())
          .hasSize(1)
          .doesNotContain("");
      assertThat(server.seen()).hasSize(2);
    }

    @Test
    void isRepeatedWhenNobodyCouldBeReached() {
      server.close();

      var failed =
          catchThrowableOfType(
              ConnectionException.class, () -> dollr.parties().create(ServicesTest.PARTY));

      assertThat(failed.outcomeUnknown()).isFalse();
      assertThat(failed.retryable()).isTrue();
      assertThat(failed.status()).isZero();
      assertThat(failed.code()).isEqualTo("no_answer");
      assertThat(scene.time.slept()).hasSize(3);
    }
  }

  @Nested
  class AnExecution {
    @Test
    void keepsTheReferenceItMadeOverAllTries() {
      server.then(500, BUSY).thenLost().then(504, BUSY).then(200, Samples.execution("PENDING"));

      dollr.executions().collect(55, 18, "USD");

      assertThat(server.seen()).hasSize(4);
      assertThat(server.seen())
          .extracting(FakeServer.Seen::body)
          .containsOnly(server.last().body());
      assertThat(server.last().body())
          .matches(
              "\\{\"session_id\":\"55\",\"payment_account_id\":\"18\",\"currency\":\"USD\","
                  + "\"reference_id\":\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
                  + "[0-9a-f]{12}\"}");
      assertThat(server.last().header("Idempotency-Key")).isEmpty();
    }

    @Test
    void makesANewReferenceForEachCall() {
      server.then(200, Samples.execution("PENDING")).then(200, Samples.execution("PENDING"));

      dollr.executions().collect(55, 18, "USD");
      dollr.executions().collect(55, 18, "USD");

      assertThat(Set.copyOf(server.seen().stream().map(FakeServer.Seen::body).toList())).hasSize(2);
    }

    @Test
    void tellsItsReferenceWhenNoAnswerCame() {
      server.thenLost().thenLost().thenLost().thenLost();
      var collection = new CheckoutExecutionPayload("55", "18", "USD", Samples.REFERENCE);

      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> dollr.executions().collect(collection))
          .matches(DollrException::outcomeUnknown)
          .matches(failed -> failed.referenceId().orElse("").equals(Samples.REFERENCE));
    }

    @Test
    void isUnknownEvenIfOnlyTheFirstTryGotThrough() {
      server.thenLost().then(422, NOT_IDLE);

      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> dollr.executions().collect(55, 18, "USD"))
          .matches(DollrException::outcomeUnknown);
    }

    @Test
    void isKnownNotToBeWhenItIsRefusedAtOnce() {
      server.then(422, NOT_IDLE);

      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> dollr.executions().collect(55, 18, "USD"))
          .matches(refused -> !refused.outcomeUnknown());
    }
  }

  @Nested
  class AChange {
    @Test
    void isRepeatedWhenTheAnswerIsLost() {
      server.thenLost().then(200, Samples.invoice(101, "IDLE"));

      dollr.invoices().update(101, new UpdateInvoicePayload(null, "new note", null, null));

      assertThat(server.lines())
          .containsExactly("PUT /v1/invoices/update/101", "PUT /v1/invoices/update/101");
      assertThat(server.last().body()).isEqualTo("{\"note\":\"new note\"}");
    }

    @Test
    void hasPublishedWhenARepeatIsRefusedAndTheInvoiceIsActive() {
      server.thenLost().then(422, NOT_IDLE).then(200, Samples.invoice(101, "ACTIVE"));

      assertThat(dollr.invoices().publish(101).status()).isEqualTo(SourceStatus.ACTIVE);
      assertThat(server.lines())
          .containsExactly(
              "PUT /v1/invoices/publish/101",
              "PUT /v1/invoices/publish/101",
              "GET /v1/invoices/retrieve/101");
    }

    @Test
    void hasNotPublishedWhenTheInvoiceIsCanceled() {
      server.thenLost().then(422, NOT_IDLE).then(200, Samples.invoice(101, "CANCELED"));

      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> dollr.invoices().publish(101))
          .matches(refused -> refused.code().equals("value_error.source.not_idle"));
    }

    @Test
    void isRefusedWithoutALookWhenItsFirstTryIsRefused() {
      server.then(422, NOT_IDLE);

      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> dollr.invoices().publish(101));
      assertThat(server.seen()).hasSize(1);
    }

    @Test
    void staysUnknownWhenTheLookFailsToo() {
      server.thenLost().then(422, NOT_IDLE).then(404, BUSY);

      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> dollr.invoices().publish(101))
          .matches(DollrException::outcomeUnknown)
          .matches(refused -> refused.getSuppressed()[0] instanceof NotFoundException);
    }

    @Test
    void hasCanceledWhenARepeatIsRefusedAndTheOrderIsCanceled() {
      server.then(502, BUSY).then(422, NOT_IDLE).then(200, Samples.order(201, "CANCELED"));

      assertThat(dollr.orders().cancel(201).status()).isEqualTo(SourceStatus.CANCELED);
    }

    @Test
    void hasRemovedWhenTheLineIsGoneAfterALostAnswer() {
      server.thenLost().then(404, BUSY);

      dollr.invoices().removeItem(101, 7);

      assertThat(server.seen()).hasSize(2);
    }

    @Test
    void hasNotRemovedALineThatWasNeverThere() {
      server.then(404, BUSY);

      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> dollr.invoices().removeItem(101, 7));
    }
  }

  @Nested
  class TheWait {
    @Test
    void isRandomBelowABoundThatDoubles() {
      for (int call = 0; call < 50; call++) {
        server.then(500, BUSY).then(500, BUSY).then(500, BUSY).then(200, "[]");
        dollr.parties().list();
      }

      var slept = scene.time.slept();
      assertThat(slept).hasSize(150);
      for (int i = 0; i < slept.size(); i++) {
        var bound = Duration.ofMillis(200L << (i % 3));
        assertThat(slept.get(i)).isBetween(Duration.ZERO, bound);
      }
      assertThat(Set.copyOf(slept)).hasSizeGreaterThan(140);
    }

    @Test
    void isNeverLongerThanThePolicySays() {
      var policy =
          new RetryPolicy(8, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(30));
      var patient = scene.builder().retry(policy).build();
      for (int i = 0; i < 7; i++) {
        server.then(500, BUSY);
      }
      server.then(200, "[]");

      patient.parties().list();

      assertThat(scene.time.slept())
          .hasSize(7)
          .allMatch(w -> w.compareTo(policy.longestWait()) < 0);
    }

    @Test
    void isWhatTheServerAsksForAndALittleMore() {
      server.then(429, BUSY, "Retry-After", "7").then(200, "[]");

      dollr.parties().list();

      assertThat(scene.time.slept().get(0))
          .isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_200));
    }

    @Test
    void isUntilTheDateTheServerNames() {
      server.then(503, BUSY, "Retry-After", "Sun, 01 Mar 2026 12:00:09 GMT").then(200, "[]");

      dollr.parties().list();

      assertThat(scene.time.slept().get(0))
          .isBetween(Duration.ofSeconds(9), Duration.ofMillis(9_200));
    }

    @Test
    void isAsUsualWhenTheDateIsPastOrUnreadable() {
      server
          .then(503, BUSY, "Retry-After", "Sun, 01 Mar 2026 11:00:00 GMT")
          .then(503, BUSY, "Retry-After", "soon")
          .then(200, "[]");

      dollr.parties().list();

      assertThat(scene.time.slept()).allMatch(wait -> wait.compareTo(Duration.ofMillis(400)) < 0);
    }

    @Test
    void isNotBegunWhenTheServerAsksForMoreThanThePolicyHasPatience() {
      server.then(429, BUSY, "Retry-After", "31");

      assertThatExceptionOfType(RateLimitException.class)
          .isThrownBy(() -> dollr.parties().list())
          .matches(limited -> limited.retryAfter().orElseThrow().equals(Duration.ofSeconds(31)));
      assertThat(scene.time.slept()).isEmpty();
    }

    @Test
    void isNotBegunWhenItWouldEndAfterTheCallsTime() {
      var hurried = scene.builder().callTimeout(Duration.ofSeconds(10)).build();
      server.then(429, BUSY, "Retry-After", "11");

      assertThatExceptionOfType(RateLimitException.class)
          .isThrownBy(() -> hurried.parties().list());
      assertThat(scene.time.slept()).isEmpty();
    }

    @Test
    void isNotBegunByAThreadThatWasInterruptedMeanwhile() {
      server.then(200, "[]").thenSilence();
      dollr.parties().list();
      Thread.currentThread().interrupt();

      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> dollr.executions().collect(55, 18, "USD"))
          .matches(DollrException::outcomeUnknown);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(scene.time.slept()).isEmpty();
    }

    @Test
    void endsWithTheThreadThatIsInterrupted() {
      var interrupted =
          scene
              .builder()
              .sleeper(duration -> {
                throw new InterruptedException();
              })
              .build();
      server.then(500, BUSY);

      assertThatExceptionOfType(ServerException.class)
          .isThrownBy(() -> interrupted.parties().list());
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Nested
  class TheTime {
    @Test
    void ofACallCoversAllItsTries() {
      for (int i = 0; i < 4; i++) {
        server.then(exchange -> {
          scene.time.advance(Duration.ofSeconds(25));
          FakeServer.answering(500, BUSY).to(exchange);
        });
      }

      assertThatExceptionOfType(ServerException.class).isThrownBy(() -> dollr.parties().list());
      assertThat(server.seen()).hasSize(3);
    }

    @Test
    void ofATryEndsASilence() {
      server.thenSilence();
      var hurried =
          scene.builder().tryTimeout(Duration.ofMillis(300)).retry(RetryPolicy.none()).build();

      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> hurried.executions().collect(55, 18, "USD"))
          .matches(DollrException::outcomeUnknown);
    }

    @Test
    void ofATryCoversTheBodyToo() {
      server.then(exchange -> {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write('[');
        exchange.getResponseBody().flush();
      });
      var hurried =
          scene.builder().tryTimeout(Duration.ofMillis(300)).retry(RetryPolicy.none()).build();

      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> hurried.parties().list());
    }

    @Test
    void ofACallMayBeOverBeforeATry() {
      var over = scene.builder().callTimeout(Duration.ZERO).build();

      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> over.executions().collect(55, 18, "USD"))
          .matches(failed -> !failed.outcomeUnknown());
      assertThat(server.seen()).isEmpty();
    }
  }

  @Test
  void onePolicyIsToTryOnceOnly() {
    var once = scene.builder().retry(RetryPolicy.none()).build();
    server.then(500, BUSY);

    assertThatExceptionOfType(ServerException.class).isThrownBy(() -> once.parties().list());
    assertThat(server.seen()).hasSize(1);
  }
}
