package app.dollr.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.testing.TestDatabase;
import app.dollr.testing.Together;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransactionDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final Sql ADD =
      Sql.of("update scratch.purse set amount = amount + :more where id = :id");
  private static final Sql AMOUNT = Sql.of("select amount from scratch.purse where id = :id");
  private static final Sql SET = Sql.of("update scratch.purse set amount = :amount where id = :id");
  private static final Sql SERIALIZABLE = Sql.of("set transaction isolation level repeatable read");

  @BeforeAll
  static void makeTable() {
    DATABASE.run(
        """
        create schema scratch;
        create table scratch.purse (id bigint not null, amount bigint not null);
        create sequence scratch.attempt;
        create function scratch.collide(times int) returns bigint language plpgsql as $$
        declare
          attempt bigint := nextval('scratch.attempt');
        begin
          if attempt <= times then
            raise exception using errcode = '40001', message = 'collided';
          end if;
          return attempt;
        end
        $$;
        grant usage on schema scratch to dollr_server;
        grant usage, update on sequence scratch.attempt to dollr_server;
        grant select, insert, update on scratch.purse to dollr_server;
        """);
    // A deadlock is looked for after this long; the default of a second is for busy servers.
    DATABASE.run("alter database %s set deadlock_timeout = '20ms'".formatted(DATABASE.name()));
  }

  @BeforeEach
  void fillPurses() {
    DATABASE.run("truncate scratch.purse; insert into scratch.purse values (1, 100), (2, 100)");
    DATABASE.run("alter sequence scratch.attempt restart");
  }

  @Test
  void whatIsThrownUndoesIt() {
    assertThatThrownBy(() ->
            database()
                .inTransaction(transaction -> {
                  transaction.run(add(1, 5));
                  throw new IllegalArgumentException("no");
                }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(amount(1)).isEqualTo(100);
  }

  @Test
  void whatIsJoinedInsideAnotherEndsWithIt() {
    assertThatThrownBy(() ->
            database()
                .joined(() -> {
                  long inner = database().joined(() -> database().run(add(1, 5)));
                  database().run(add(1, 6));
                  assertThat(database().run(read(1))).isEqualTo(111);
                  throw new IllegalArgumentException("no, after " + inner);
                }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(amount(1)).isEqualTo(100);
  }

  @Test
  void anErrorUndoesItToo() {
    assertThatThrownBy(() ->
            database()
                .inTransaction(transaction -> {
                  transaction.run(add(1, 5));
                  throw new StackOverflowError("no");
                }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(amount(1)).isEqualTo(100);
  }

  @Test
  void theConnectionIsAsBeforeAfterwards() {
    try (var one = DATABASE.pool(1)) {
      assertThatThrownBy(() ->
              one.inTransaction(transaction -> {
                transaction.run(add(1, 5));
                throw new StackOverflowError("no");
              }))
          .isInstanceOf(StackOverflowError.class);
      one.run(add(1, 7));
      assertThat(amount(1)).isEqualTo(107);
    }
  }

  @Test
  void aLaterStepSeesWhatAnEarlierWrote() {
    long seen =
        database()
            .inTransaction(transaction -> {
              transaction.run(List.of(add(1, 5), add(1, 6)));
              return transaction.run(read(1));
            });
    assertThat(seen).isEqualTo(111);
  }

  @Test
  void somethingSlowIsRefusedInsideAndAllowedAfterwards() {
    assertThatThrownBy(() ->
            database()
                .inTransaction(transaction -> {
                  Transaction.refuseInside("a gateway call");
                  return 0;
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a gateway call inside a transaction");
    Transaction.refuseInside("a gateway call");
  }

  @Test
  void anotherTransactionInsideIsRefused() {
    assertThatThrownBy(() ->
            database()
                .inTransaction(
                    outer -> database().<Long>inTransaction(inner -> inner.run(read(1)))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a transaction inside a transaction");
  }

  @Test
  void twoThatDeadlockBothSucceed() {
    var bothHoldOne = new CyclicBarrier(2);
    var attempts = new AtomicInteger();
    Together.run(
        2,
        i ->
            database()
                .inTransaction(transaction -> {
                  int attempt = attempts.incrementAndGet();
                  transaction.run(add(i + 1, 1));
                  if (attempt <= 2) {
                    await(bothHoldOne);
                  }
                  return transaction.run(add(2 - i, 10));
                }));
    assertThat(attempts.get()).isGreaterThan(2);
    assertThat(List.of(amount(1), amount(2))).containsExactly(111L, 111L);
  }

  @Test
  void oneThatCannotBeSerializedIsTriedAgain() {
    var bothHaveRead = new CyclicBarrier(2);
    var attempts = new AtomicInteger();
    Together.run(
        2,
        i ->
            database()
                .inTransaction(transaction -> {
                  transaction.run(SERIALIZABLE.bare().done());
                  long amount = transaction.run(read(1));
                  if (attempts.incrementAndGet() <= 2) {
                    await(bothHaveRead);
                  }
                  var sum = SET.with("id", 1L).with("amount", amount + 1);
                  return transaction.run(sum.done());
                }));
    assertThat(amount(1)).isEqualTo(102);
    assertThat(attempts).hasValue(3);
  }

  @Test
  void aListThatCollidesIsSentAgainAndWritesOnce() {
    var collide =
        Sql.of("select scratch.collide(:times) as attempt")
            .with("times", 3)
            .only(row -> row.number("attempt"));
    var answers = database().run(List.of(add(1, 5), collide));
    assertThat(answers.of(collide)).isEqualTo(4);
    assertThat(amount(1)).isEqualTo(105);
  }

  @Test
  void oneThatCollidesFourTimesIsGivenUp() {
    var collide = Sql.of("select scratch.collide(:times)").with("times", 99).done();
    assertThatThrownBy(() -> database().run(collide))
        .isInstanceOf(DatabaseFailed.class)
        .hasMessageContaining("40001");
    assertThat(DATABASE.number("select last_value from scratch.attempt")).isEqualTo(4);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Step<Integer> add(long id, long more) {
    return ADD.with("id", id).with("more", more).count();
  }

  private static Step<Long> read(long id) {
    return AMOUNT.with("id", id).only(row -> row.number("amount"));
  }

  private static long amount(long id) {
    return database().run(read(id));
  }

  private static Database database() {
    return DATABASE.database();
  }
}
