package app.dollr.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.platform.embedded.EmbeddedPostgres;
import app.dollr.testing.TestDatabases;
import app.dollr.testing.TestSession;
import app.dollr.testing.Together;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsDatabaseTest {
  private String database = "";

  @BeforeEach
  void createEmptyDatabase() {
    database = TestDatabases.createEmpty();
  }

  @AfterEach
  void dropDatabase() {
    TestDatabases.drop(database);
  }

  @Test
  void eachStepKeepsTheRowsThatAreThere() throws Exception {
    Map<String, Long> before = new HashMap<>();
    for (var version : Samples.versions(owner())) {
      Samples.take(owner(), version);
      try (var session = TestSession.open(owner())) {
        var after = Samples.rows(session);
        assertThat(after.keySet()).as("after V%s", version).containsAll(before.keySet());
        before.forEach((table, rows) ->
            assertThat(after.get(table))
                .as("%s after V%s", table, version)
                .isGreaterThanOrEqualTo(rows));
        before.putAll(after);
      }
    }
    assertThat(before)
        .as("every table has a sample row; add one to Samples for a new table")
        .isNotEmpty()
        .allSatisfy((table, rows) -> assertThat(rows).as(table).isPositive());
    assertThat(Migrations.complete(owner())).isTrue();
  }

  @Test
  void severalNodesMayMigrateAtOnce() throws Exception {
    Together.call(
        3,
        i ->
            () -> {
              Migrations.apply(owner());
              return i;
            });
    assertThat(Migrations.complete(owner())).isTrue();
    assertThat(history()).containsExactlyElementsOf(allVersions());
  }

  @Test
  void migratingAgainChangesNothing() throws Exception {
    Migrations.apply(owner());
    var first = history();
    Migrations.apply(owner());
    assertThat(history()).isEqualTo(first);
  }

  @Test
  void aDatabaseThatLacksAStepIsNotComplete() throws Exception {
    Samples.take(owner(), Samples.versions(owner()).getFirst());
    assertThat(Migrations.complete(owner())).isFalse();
  }

  @Test
  void aStepThatWasEditedAfterItWasTakenIsRefused() throws Exception {
    Migrations.apply(owner());
    run("update platform.schema_history set checksum = checksum + 1 where version = '0003'");
    assertThatThrownBy(() -> Migrations.apply(owner()))
        .isInstanceOf(CannotMigrate.class)
        .hasMessageContaining("0003");
  }

  @Test
  void aStepThatIsMissingFromTheMiddleIsRefused() throws Exception {
    Migrations.apply(owner());
    run("delete from platform.schema_history where version = '0003'");
    assertThatThrownBy(() -> Migrations.apply(owner()))
        .isInstanceOf(CannotMigrate.class)
        .hasMessageContaining("0003");
  }

  @Test
  void aSchemaThatSomebodyElseMadeIsRefused() throws Exception {
    run("create schema platform; create table platform.theirs (id int)");
    assertThatThrownBy(() -> Migrations.apply(owner()))
        .isInstanceOf(CannotMigrate.class)
        .hasMessageContaining("platform");
    try (var session = TestSession.open(owner())) {
      assertThat(Samples.schemas(session)).containsExactly("platform");
    }
  }

  private List<String> allVersions() {
    return Samples.versions(owner()).stream().map(Object::toString).toList();
  }

  private List<String> history() throws SQLException {
    try (var session = TestSession.open(owner())) {
      return session.column(
          """
          select version from platform.schema_history
          where success and version is not null
          order by installed_rank
          """);
    }
  }

  private void run(String sql) throws SQLException {
    try (var session = TestSession.open(owner())) {
      session.run(sql);
    }
  }

  private DatabaseAddress owner() {
    return EmbeddedPostgres.throwaway().owner(database);
  }
}
