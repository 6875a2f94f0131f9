package app.dollr.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.testing.TestDatabase;
import app.dollr.testing.TestDatabases;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final Sql INSERT =
      Sql.of(
          """
          insert into scratch.value
            (number, count, flag, word, name, key, bytes, moment, numbers, words)
          values
            (:number, :count, :flag, :word, :name, :key, :bytes, :moment, :numbers, :words)
          """);
  private static final Sql SELECT = Sql.of("select * from scratch.value");

  private static final String NULLS =
      """
      select num_nulls(number, count, flag, word, name, key, bytes, moment, numbers, words)
      from scratch.value
      """;

  @BeforeAll
  static void makeTable() {
    DATABASE.run(
        """
        create schema scratch;
        create table scratch.value (
          number bigint, count int, flag boolean, word text, name text, key uuid, bytes bytea,
          moment timestamptz, numbers bigint[], words text[]);
        grant usage on schema scratch to dollr_server;
        grant select, insert on scratch.value to dollr_server;
        """);
  }

  @BeforeEach
  void emptyTable() {
    DATABASE.run("truncate scratch.value");
  }

  @Test
  void everyKindOfValueComesBackAsItWentIn() {
    var key = UUID.fromString("0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff");
    var moment = Instant.parse("2026-03-01T09:00:00.123456Z");
    DATABASE
        .database()
        .run(
            INSERT
                .with("number", Long.MIN_VALUE)
                .with("count", Integer.MAX_VALUE)
                .with("flag", true)
                .with("word", DayOfWeek.FRIDAY)
                .with("name", "Ma «Hawa» ' \\ 🌾")
                .with("key", key)
                .with("bytes", new byte[] {0, -1, 39, 92})
                .with("moment", moment)
                .with("numbers", new Long[] {1L, null, 3L})
                .with("words", new @Nullable String[] {"a,b", null, "{\"}", ""})
                .done());
    var row =
        read(
            SELECT
                .bare()
                .only(r -> {
                  assertThat(r.number("number")).isEqualTo(Long.MIN_VALUE);
                  assertThat(r.optionalNumber("number")).contains(Long.MIN_VALUE);
                  assertThat(r.count("count")).isEqualTo(Integer.MAX_VALUE);
                  assertThat(r.flag("flag")).isTrue();
                  assertThat(r.word("word", DayOfWeek.class)).isEqualTo(DayOfWeek.FRIDAY);
                  assertThat(r.text("name")).isEqualTo("Ma «Hawa» ' \\ 🌾");
                  assertThat(r.uuid("key")).isEqualTo(key);
                  assertThat(r.bytes("bytes")).containsExactly(0, -1, 39, 92);
                  assertThat(r.moment("moment")).isEqualTo(moment);
                  return r.optionalText("name");
                }));
    assertThat(row).isPresent();
    assertThat(DATABASE.only("select numbers[2] is null and numbers[3] = 3 from scratch.value"))
        .isEqualTo("t");
    assertThat(
            DATABASE.only(
                """
                select words = array['a,b', null, '{"}', ''] from scratch.value
                """))
        .isEqualTo("t");
  }

  @Test
  void whatIsEmptyBecomesNull() {
    DATABASE
        .database()
        .run(
            INSERT
                .with("number", Optional.empty())
                .with("count", Optional.empty())
                .with("flag", Optional.empty())
                .with("word", Optional.empty())
                .with("name", Optional.empty())
                .with("key", Optional.empty())
                .with("bytes", Optional.empty())
                .with("moment", Optional.empty())
                .with("numbers", Optional.empty())
                .with("words", Optional.empty())
                .done());
    assertThat(DATABASE.number(NULLS)).isEqualTo(10);
    read(
        SELECT
            .bare()
            .only(row -> {
              assertThat(row.optionalNumber("number")).isEmpty();
              assertThat(row.optionalText("name")).isEmpty();
              assertThat(row.optionalMoment("moment")).isEmpty();
              assertThatThrownBy(() -> row.number("number")).hasMessageContaining("number is null");
              assertThatThrownBy(() -> row.bytes("bytes")).hasMessageContaining("bytes is null");
              return row;
            }));
  }

  @Test
  void anOptionalOfAnythingIsTakenApart() {
    var moment = Instant.parse("2026-03-01T09:00:00Z");
    var step =
        Sql.of("select :word::text as word, :moment::timestamptz as moment, :number::int as number")
            .with("word", Optional.of(DayOfWeek.MONDAY))
            .with("moment", Optional.of(moment))
            .with("number", Optional.of(7))
            .only(row ->
                "%s %s %d".formatted(row.text("word"), row.moment("moment"), row.count("number")));
    assertThat(read(step)).isEqualTo("MONDAY 2026-03-01T09:00:00Z 7");
  }

  @Test
  void aValueAndNothingMayFollowEachOtherInOneStatement() {
    var sql = Sql.of("select coalesce(:word, 'none') as word");
    for (int i = 0; i < 8; i++) {
      var word = i % 2 == 0 ? Optional.of("some") : Optional.empty();
      var step = sql.with("word", word).only(row -> row.text("word"));
      assertThat(read(step)).isEqualTo(i % 2 == 0 ? "some" : "none");
    }
  }

  @Test
  void aParameterMayStandTwice() {
    var step =
        Sql.of("select :a::text || :b::text || :a::text as joined")
            .with("b", "-")
            .with("a", "x")
            .only(row -> row.text("joined"));
    assertThat(read(step)).isEqualTo("x-x");
  }

  @Test
  void whatOnlyLooksLikeAParameterIsLeftAlone() {
    var step =
        Sql.of("select ':word' || ' ' || :word::text as joined")
            .with("word", "said")
            .only(row -> row.text("joined"));
    assertThat(read(step)).isEqualTo(":word said");
  }

  @Test
  void aParameterThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> SELECT.with("word", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no parameter word");
  }

  @Test
  void aParameterWithoutAValueIsRefused() {
    var binding = Sql.of("select :one::text, :two::text").with("one", "x");
    assertThatThrownBy(binding::done)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("parameter two has no value");
  }

  /** Each lies within, or at the edge of, an hour that this JVM's time zone has twice or never. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-04-04T13:59:59.999999Z",
        "2026-04-04T14:00:00Z",
        "2026-04-04T14:30:00.000001Z",
        "2026-09-26T14:00:00Z",
        "2026-09-26T13:30:00Z",
        "1970-01-01T00:00:00Z",
        "2099-12-31T23:59:59.999999Z"
      })
  void aMomentIsNotShiftedByTheSessionsTimeZone(String text) {
    String zone = read(Sql.of("show timezone").bare().only(row -> row.text("TimeZone")));
    assertThat(zone)
        .isEqualTo(TestDatabases.SESSION_ZONE)
        .isNotEqualTo(ZoneId.systemDefault().getId());
    var moment = Instant.parse(text);
    var step =
        Sql.of(
                """
                select :moment::timestamptz as moment,
                  (extract(epoch from :moment::timestamptz) * 1000000)::bigint as micros
                """)
            .with("moment", moment)
            .only(row -> {
              assertThat(row.moment("moment")).isEqualTo(moment);
              return row.number("micros");
            });
    long micros = moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1_000;
    assertThat(read(step)).isEqualTo(micros);
  }

  private static <T> T read(Step<T> step) {
    return DATABASE.database().run(step);
  }
}
