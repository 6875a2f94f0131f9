package app.dollr.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.testing.Eventually;
import app.dollr.testing.TestDatabase;
import app.dollr.testing.TestSession;
import app.dollr.testing.Together;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnavailabilityDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final Step<Long> ONE =
      Sql.of("select 1::bigint as one").bare().only(row -> row.number("one"));
  private static final Step<Integer> WRITE =
      Sql.of("update scratch.thing set amount = amount + 1").bare().count();
  private static final String TERMINATE =
      """
      select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity
      where datname = current_database() and usename = 'dollr_server'
      """;

  @BeforeAll
  static void makeTable() {
    DATABASE.run(
        """
        create schema scratch;
        create table scratch.thing (amount bigint not null);
        insert into scratch.thing values (0);
        grant usage on schema scratch to dollr_server;
        grant select, update on scratch.thing to dollr_server;
        """);
  }

  @Test
  void aConnectionCutInTheMiddleIsUnavailabilityAndTheNextOneWorks() throws Exception {
    try (var holder = TestSession.open(DATABASE.superuser());
        var pool = pool(2)) {
      holder.run("begin; update scratch.thing set amount = amount");
      List<Optional<Refused>> answers =
          Together.run(2, i -> i == 0 ? refusal(() -> pool.run(WRITE)) : cutOnceItWaits());
      holder.run("rollback");
      assertThat(answers.getFirst()).map(Refused::code).contains(ErrorCode.UNAVAILABLE);
      assertThat(answers.getFirst().orElseThrow().headers()).containsKey("Retry-After");
      Eventually.holds("the pool connects anew", () -> refusal(() -> pool.run(ONE)).isEmpty());
      assertThat(DATABASE.number("select amount from scratch.thing")).isZero();
    }
  }

  @Test
  void aTransactionCutInTheMiddleIsUnavailability() {
    try (var pool = pool(1)) {
      assertUnavailable(() ->
          pool.inTransaction(transaction -> {
            transaction.run(WRITE);
            DATABASE.run(TERMINATE);
            return transaction.run(WRITE);
          }));
      assertThat(DATABASE.number("select amount from scratch.thing")).isZero();
      assertThat(pool.run(ONE)).isOne();
    }
  }

  @Test
  void aPartOfATransactionCutInTheMiddleIsUnavailability() {
    try (var pool = pool(1)) {
      assertUnavailable(() ->
          pool.joined(() -> {
            pool.run(WRITE);
            DATABASE.run(TERMINATE);
            return pool.run(WRITE);
          }));
      assertThat(DATABASE.number("select amount from scratch.thing")).isZero();
      assertThat(pool.run(ONE)).isOne();
    }
  }

  @Test
  void anExhaustedPoolIsUnavailabilityAfterItsPatience() {
    try (var pool = pool(1)) {
      pool.inTransaction(transaction -> {
        assertUnavailable(() -> pool.run(ONE));
        return transaction.run(ONE);
      });
      assertThat(pool.run(ONE)).isOne();
    }
  }

  @Test
  void aDatabaseThatLetsNobodyInIsUnavailability() {
    try (var pool = pool(1)) {
      assertThat(pool.run(ONE)).isOne();
      DATABASE.run("alter role dollr_server nologin");
      try {
        DATABASE.run(TERMINATE);
        assertUnavailable(() -> pool.run(ONE));
      } finally {
        DATABASE.run("alter role dollr_server login");
      }
      Eventually.holds("the pool connects anew", () -> refusal(() -> pool.run(ONE)).isEmpty());
    }
  }

  private static Optional<Refused> cutOnceItWaits() {
    Eventually.holds("the statement waits for the lock", DATABASE::somebodyWaitsForALock);
    DATABASE.run(TERMINATE);
    return Optional.empty();
  }

  private static Optional<Refused> refusal(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (Refused refused) {
      return Optional.of(refused);
    }
  }

  private static void assertUnavailable(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }

  private static Database pool(int connections) {
    var patience = Duration.ofMillis(500);
    return new Database(
        new Database.Settings("cut", DATABASE.server(), "dollr_server", connections, patience));
  }
}
