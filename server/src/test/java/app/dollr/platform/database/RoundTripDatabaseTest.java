package app.dollr.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.testing.TestDatabase;
import app.dollr.testing.Together;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoundTripDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final Sql INSERT =
      Sql.of("insert into scratch.thing (id, word) values (:id, :word)");
  private static final Sql INSERT_RETURNING =
      Sql.of("insert into scratch.thing (id, word) values (:id, :word) returning id");
  private static final Sql INSERT_EACH =
      Sql.each(
          "id bigint, word text",
          "insert into scratch.thing (id, word) select id, word from given returning id, word");
  private static final Sql GUARD_EACH =
      Sql.each(
          "holds boolean",
          """
          select platform.refuse_unless(
            (select count(*) from given where holds) = :rows, 'scratch.holds')
          """);
  private static final Sql WORDS = Sql.of("select word from scratch.thing order by id");
  private static final Sql WORD = Sql.of("select word from scratch.thing where id = :id");
  private static final Sql GUARD = Sql.of("select platform.refuse_unless(:holds, :guard)");

  @BeforeAll
  static void makeTable() {
    DATABASE.run(
        """
        create schema scratch;
        create table scratch.thing (
          id bigint not null,
          word text not null,
          constraint thing_pkey primary key (id),
          constraint thing_word_known check (word <> 'unknown'));
        create table scratch.part (
          thing_id bigint not null,
          constraint part_thing foreign key (thing_id) references scratch.thing (id));
        grant usage on schema scratch to dollr_server;
        grant select, insert, update, delete on scratch.thing, scratch.part to dollr_server;
        """);
  }

  @BeforeEach
  void emptyTable() {
    DATABASE.run("truncate scratch.thing, scratch.part");
  }

  @Test
  void aGuardThatDoesNotHoldUndoesTheStepsBeforeIt() {
    var steps = List.of(insert(1, "one"), insert(2, "two"), guard(false, "scratch.holds"));
    assertThatThrownBy(() -> database().run(steps))
        .isInstanceOfSatisfying(
            GuardFailed.class, failed -> assertThat(failed.guard()).isEqualTo("scratch.holds"));
    assertThat(words()).isEmpty();
  }

  @Test
  void aGuardThatDoesNotHoldLetsNoLaterStepRun() {
    var steps = List.of(guard(false, "scratch.holds"), insert(1, "one"));
    assertThatThrownBy(() -> database().run(steps)).isInstanceOf(GuardFailed.class);
    assertThat(words()).isEmpty();
  }

  @Test
  void aGuardOfWhichNothingIsKnownDoesNotHold() {
    var unknown = Sql.of("select platform.refuse_unless(null, 'scratch.unknown')").bare().done();
    assertThatThrownBy(() -> database().run(unknown)).isInstanceOf(GuardFailed.class);
  }

  @Test
  void aGuardThatHoldsChangesNothing() {
    database().run(List.of(insert(1, "one"), guard(true, "scratch.holds")));
    assertThat(words()).containsExactly("one");
  }

  @Test
  void theStepsOfAListAreOneTransaction() {
    database().run(List.of(insert(1, "one"), insert(2, "two"), insert(3, "three")));
    assertThat(DATABASE.number("select count(distinct xmin::text) from scratch.thing")).isOne();
  }

  @Test
  void aListIsOneRoundTripAndOneCommit() {
    var metrics = new SimpleMeterRegistry();
    try (var counted = DATABASE.pool(1)) {
      counted.measure(metrics);
      counted.run(List.of(insert(1, "one"), insert(2, "two"), guard(true, "scratch.holds")));
    }
    assertThat(metrics.get("dollr.database.round.trips").functionCounter().count()).isOne();
    assertThat(metrics.get("dollr.database.transactions").functionCounter().count()).isOne();
  }

  @Test
  void listsOfOneKindShareTransactionsAndKeepTheirOwnAnswers() {
    var metrics = new SimpleMeterRegistry();
    try (var counted = DATABASE.pool(1)) {
      counted.measure(metrics);
      var answers =
          Together.run(
              64,
              i -> {
                var insert = insertEach(i, "word " + i);
                return counted.runShared(List.of(insert, guardEach(true))).of(insert).orElseThrow();
              });
      assertThat(answers).isEqualTo(IntStream.range(0, 64).mapToObj(i -> "word " + i).toList());
    }
    assertThat(words()).hasSize(64);
    assertThat(metrics.get("dollr.database.transactions").functionCounter().count())
        .isBetween(4.0, 64.0);
  }

  @Test
  void whatIsNotForEachIsNotShared() {
    var answers =
        Together.run(
            16, i -> database().runShared(List.of(insertEach(i, "one"), insert(100L + i, "two"))));
    assertThat(answers).hasSize(16);
    assertThat(DATABASE.number("select count(distinct xmin::text) from scratch.thing"))
        .isEqualTo(16);
  }

  @Test
  void aStepForEachThatIsFedGivesItsRowsAway() {
    database().run(List.of(insert(1, "one"), insert(2, "two")));
    var feeder =
        Sql.each(
                "word text",
                "select given.*, t.id from given join scratch.thing t on t.word = given.word")
            .with("word", "two")
            .done();
    var fed =
        Sql.each(
                "more bigint",
                """
                insert into scratch.thing (id, word)
                select id + more, 'copy of ' || word from found
                returning id, word
                """)
            .with("more", 10L)
            .own(row -> row.number("id") == 12, row -> row.text("word"));
    assertThat(database().run(fed.fedBy(feeder, "found"))).contains("copy of two");
  }

  @Test
  void aStepForEachIsFedByNoOther() {
    var each = insertEach(1, "one");
    var plain = WORDS.bare().list(row -> row.text("word"));
    assertThatThrownBy(() -> each.fedBy(plain, "found"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> each.fedBy(each, "found"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void oneThatIsRefusedUndoesNoOtherOfItsSharedTransaction() {
    var refused =
        Together.run(
            32,
            i -> {
              try {
                database().runShared(List.of(insertEach(i, "one"), guardEach(i % 8 != 0)));
                return 0;
              } catch (GuardFailed failed) {
                return 1;
              }
            });
    assertThat(refused.stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
    assertThat(words()).hasSize(28);
  }

  @Test
  void whatIsSharedInsideATransactionIsAPartOfThat() {
    assertThatThrownBy(() ->
            database()
                .joined(() -> {
                  database().runShared(List.of(insertEach(1, "one")));
                  throw new IllegalStateException("undone");
                }))
        .hasMessage("undone");
    assertThat(words()).isEmpty();
  }

  @Test
  void eachStepReadsItsOwnAnswer() {
    var first = insert(1, "one");
    var returning =
        INSERT_RETURNING.with("id", 2L).with("word", "two").only(row -> row.number("id"));
    var all = WORDS.bare().list(row -> row.text("word"));
    var none = WORD.with("id", 9L).first(row -> row.text("word"));
    var one = WORD.with("id", 1L).first(row -> row.text("word"));
    var changed =
        Sql.of("update scratch.thing set word = upper(word) where id > :id").with("id", 0L).count();
    var answers = database().run(List.of(first, returning, all, none, one, changed));
    assertThat(answers.of(first)).isEqualTo(Done.DONE);
    assertThat(answers.of(returning)).isEqualTo(2);
    assertThat(answers.of(all)).containsExactly("one", "two");
    assertThat(answers.of(none)).isEmpty();
    assertThat(answers.of(one)).contains("one");
    assertThat(answers.of(changed)).isEqualTo(2);
  }

  @Test
  void oneStatementMayBeUsedSeveralTimesInAList() {
    var one = WORD.with("id", 1L).first(row -> row.text("word"));
    var two = WORD.with("id", 2L).first(row -> row.text("word"));
    database().run(insert(2, "two"));
    var answers = database().run(List.of(one, two));
    assertThat(answers.of(one)).isEmpty();
    assertThat(answers.of(two)).contains("two");
  }

  @Test
  void theAnswerOfAStepThatDidNotRunIsRefused() {
    var ran = WORDS.bare().list(row -> row.text("word"));
    var other = WORDS.bare().list(row -> row.text("word"));
    var answers = database().run(List.of(ran));
    assertThatThrownBy(() -> answers.of(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAnswerCanBeMadeIntoAnother() {
    database().run(insert(1, "one"));
    var length = WORD.with("id", 1L).only(row -> row.text("word")).map(String::length);
    assertThat(database().run(length)).isEqualTo(3);
  }

  @Test
  void aUniqueConstraintIsNamed() {
    database().run(insert(1, "one"));
    assertConstraint(insert(1, "another"), "thing_pkey");
  }

  @Test
  void aCheckIsNamed() {
    assertConstraint(insert(1, "unknown"), "thing_word_known");
  }

  @Test
  void aForeignKeyIsNamed() {
    var part = Sql.of("insert into scratch.part (thing_id) values (:id)").with("id", 7L).done();
    assertConstraint(part, "part_thing");
  }

  @Test
  void aConstraintThatRefusesUndoesTheStepsBeforeIt() {
    var steps = List.of(insert(1, "one"), insert(2, "unknown"));
    assertThatThrownBy(() -> database().run(steps)).isInstanceOf(ConstraintViolated.class);
    assertThat(words()).isEmpty();
  }

  @Test
  void aStepFedByAnotherReadsWhatThatFinds() {
    database().run(List.of(insert(1, "one"), insert(2, "two"), insert(3, "three")));
    var feeder =
        Sql.of("select id, word from scratch.thing where id >= :from and id < :to")
            .with("to", 3L)
            .with("from", 2L)
            .list(row -> row.number("id"));
    var copy =
        Sql.of(
                """
                insert into scratch.thing (id, word)
                select id + :more, :prefix || word from found
                returning word
                """)
            .with("prefix", "copy of ")
            .with("more", 10L)
            .list(row -> row.text("word"));
    assertThat(database().run(copy.fedBy(feeder, "found"))).containsExactly("copy of two");
  }

  @Test
  void aFedStepKeepsItsPlaceAmongOthers() {
    database().run(insert(1, "one"));
    var feeder =
        Sql.of("select id from scratch.thing where word = :word").with("word", "one").count();
    var fed =
        Sql.of("select id + :more as sum from found").with("more", 4L).only(r -> r.number("sum"));
    var before = insert(5, "five");
    var after = WORD.with("id", 5L).only(row -> row.text("word"));
    var both = fed.fedBy(feeder, "found");
    var answers = database().run(List.of(before, both, after));
    assertThat(answers.of(both)).isEqualTo(5);
    assertThat(answers.of(after)).isEqualTo("five");
  }

  @Test
  void whatIsNoRowIsABug() {
    var missing = WORD.with("id", 1L).only(row -> row.text("word"));
    assertThatThrownBy(() -> database().run(missing)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sqlThatIsWrongIsABugThatSaysItsState() {
    var wrong = Sql.of("select nothing from scratch.nowhere").bare().done();
    assertThatThrownBy(() -> database().run(wrong))
        .isInstanceOf(DatabaseFailed.class)
        .hasMessageContaining("42P01");
  }

  private static void assertConstraint(Step<?> step, String constraint) {
    assertThatThrownBy(() -> database().run(step))
        .isInstanceOfSatisfying(
            ConstraintViolated.class,
            violated -> assertThat(violated.constraint()).isEqualTo(constraint));
  }

  private static Step<Done> insert(long id, String word) {
    return INSERT.with("id", id).with("word", word).done();
  }

  private static Step<Optional<String>> insertEach(long id, String word) {
    return INSERT_EACH
        .with("id", id)
        .with("word", word)
        .own(row -> row.number("id") == id, row -> row.text("word"));
  }

  private static Step<Done> guardEach(boolean holds) {
    return GUARD_EACH.with("holds", holds).done();
  }

  private static Step<Done> guard(boolean holds, String guard) {
    return GUARD.with("holds", holds).with("guard", guard).done();
  }

  private static List<String> words() {
    return database().run(WORDS.bare().list(row -> row.text("word")));
  }

  private static Database database() {
    return DATABASE.database();
  }
}
