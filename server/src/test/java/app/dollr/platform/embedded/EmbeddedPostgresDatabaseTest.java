package app.dollr.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.platform.database.DatabaseAddress;
import app.dollr.values.Secret;
import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedPostgresDatabaseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String OWN_PID = Long.toString(ProcessHandle.current().pid());

  /** One for all tests, because making a new one takes seconds. Its name is hard to quote. */
  private static Path folder;

  @BeforeAll
  static void makeFolder(@TempDir Path temporary) throws Exception {
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
    folder = temporary.resolve("a folder's name");
    try (var postgres = start();
        var owner = Session.open(postgres.owner())) {
      owner.run(
          """
          create schema kept;
          create table kept.note (words text not null);
          insert into kept.note values ('from the first start');
          grant usage on schema kept to dollr_server;
          grant select, insert on kept.note to dollr_server;
          """);
    }
  }

  @AfterEach
  void nothingRunsAnyMore() throws IOException {
    assertThat(Postmaster.on(data())).isEmpty();
  }

  @Nested
  class AServer {
    @Test
    void keepsItsDataAndItsPortOverAStop() throws Exception {
      String url;
      try (var postgres = start()) {
        url = postgres.server().jdbcUrl();
        note(postgres, "from the second start");
      }
      try (var postgres = start()) {
        assertThat(postgres.server().jdbcUrl()).isEqualTo(url);
        assertThat(notes(postgres)).contains("from the first start", "from the second start");
      }
    }

    @Test
    void isDurableAndHearsThisMachineOnly() throws Exception {
      try (var postgres = start()) {
        assertThat(shown(postgres, "fsync")).isEqualTo("on");
        assertThat(shown(postgres, "synchronous_commit")).isEqualTo("on");
        assertThat(shown(postgres, "full_page_writes")).isEqualTo("on");
        assertThat(shown(postgres, "data_checksums")).isEqualTo("on");
        assertThat(shown(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(shown(postgres, "unix_socket_directories")).isEmpty();
        assertThat(Integer.parseInt(shown(postgres, "max_connections"))).isGreaterThan(100);
      }
    }

    @Test
    void sortsByCodePointWhateverTheMachineSpeaks() throws Exception {
      try (var postgres = start()) {
        assertThat(shown(postgres, "server_encoding")).isEqualTo("UTF8");
        assertThat(
                ask(
                    postgres.server(),
                    "select string_agg(x, ' ' order by x) from unnest('{ä,z,B,a}'::text[]) x"))
            .isEqualTo("B a z ä");
        assertThat(ask(postgres.server(), "select upper('ä')")).isEqualTo("Ä");
      }
    }

    @Test
    void isOutOfReachOfTheTerminal() throws Exception {
      try (var postgres = start()) {
        assertThat(postgres).isNotNull();
        var pid = Long.toString(postmaster().process().pid());
        var ps = new ProcessBuilder("ps", "-o", "pgid=", "-p", pid).start();
        assertThat(new String(ps.getInputStream().readAllBytes(), UTF_8).strip()).isEqualTo(pid);
      }
    }

    @Test
    void leavesAPortThatSomebodyTook() throws Exception {
      var port = Integer.parseInt(Files.readString(folder.resolve("port")));
      try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
          var postgres = start()) {
        assertThat(taken.isBound()).isTrue();
        assertThat(ask(postgres.server(), "select 1")).isEqualTo("1");
        assertThat(postmaster().port()).isNotEqualTo(port);
      }
    }

    @Test
    void mayBeClosedTwice() {
      var postgres = start();
      postgres.close();
      postgres.close();
    }

    @Test
    void thatIsAThrowawayIsTheSameForAllAndNotDurable() throws Exception {
      var postgres = EmbeddedPostgres.throwaway();
      assertThat(EmbeddedPostgres.throwaway()).isSameAs(postgres);
      assertThat(shown(postgres, "fsync")).isEqualTo("off");
      assertThat(shown(postgres, "synchronous_commit")).isEqualTo("off");
      try (var superuser = Session.open(postgres.superuser())) {
        superuser.run("create database another owner dollr_owner");
      }
      assertThat(ask(postgres.owner("another"), "select current_database()")).isEqualTo("another");
    }
  }

  @Nested
  class WhoeverConnects {
    @Test
    void needsThePassword() throws Exception {
      try (var postgres = start()) {
        var addresses = List.of(postgres.superuser(), postgres.owner(), postgres.server());
        for (var address : addresses) {
          assertThatThrownBy(() -> ask(with("wrong", address), "select 1"))
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
          assertThatThrownBy(() -> ask(with("", address), "select 1"))
              .isInstanceOf(SQLException.class);
        }
        assertThat(
                ask(
                    postgres.superuser(),
                    "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
            .isEqualTo("scram-sha-256");
      }
    }

    @Test
    void mayAsTheServerDoNothingButWhatTheOwnerGranted() throws Exception {
      try (var postgres = start();
          var server = Session.open(postgres.server())) {
        var forbidden =
            List.of(
                "create schema mine",
                "create table public.mine (id int)",
                "create temporary table mine (id int)",
                "delete from kept.note",
                "create role mine",
                "create database mine",
                "copy (select 1) to program 'cat'");
        for (var statement : forbidden) {
          assertThatThrownBy(() -> server.run(statement))
              .as(statement)
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
        assertThatThrownBy(() -> ask(postgres.server("postgres"), "select 1"))
            .hasMessageContaining("permission denied for database");
      }
    }

    @Test
    void cannotLeaveAnotherDurabilityBehind() throws Exception {
      try (var postgres = start();
          var superuser = Session.open(postgres.superuser())) {
        assertThatThrownBy(() -> superuser.run("alter system set fsync = off"))
            .hasMessageContaining("ALTER SYSTEM is not allowed");
        superuser.run("alter role dollr_server set synchronous_commit = off");
      }
      try (var postgres = start()) {
        assertThat(ask(postgres.server(), "show synchronous_commit")).isEqualTo("on");
      }
    }

    @Test
    void findsPasswordsThatOnlyTheirOwnerMayRead() throws Exception {
      var mode = Files.getPosixFilePermissions(folder.resolve("passwords"));
      assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
      assertThat(folder.resolve("initdb.password")).doesNotExist();
    }

    @Test
    void findsNewPasswordsWhenTheFileWasLost() throws Exception {
      var passwords = folder.resolve("passwords");
      var lost = Files.readString(passwords);
      Files.delete(passwords);
      try (var postgres = start()) {
        assertThat(notes(postgres)).contains("from the first start");
      }
      assertThat(Files.readString(passwords)).isNotEqualTo(lost);
    }
  }

  @Nested
  class AfterAKill {
    @Test
    void ofTheProgramTheServerIsTakenOver() throws Exception {
      long pid;
      try (var other = OtherProgram.start(folder, EmbeddedSettings.forKeeps())) {
        assertThat(other.answer()).isEqualTo("running");
        pid = postmaster().process().pid();
        other.kill();
      }
      try (var postgres = start()) {
        assertThat(postmaster().process().pid()).isEqualTo(pid);
        assertOnlyTheCommittedIsThere(postgres);
      }
    }

    @Test
    void ofTheProgramAServerWithOtherSettingsIsRestarted() throws Exception {
      long pid;
      try (var other = OtherProgram.start(folder, EmbeddedSettings.throwaway())) {
        assertThat(other.answer()).isEqualTo("running");
        pid = postmaster().process().pid();
        other.kill();
      }
      try (var postgres = start()) {
        assertThat(postmaster().process().pid()).isNotEqualTo(pid);
        assertThat(shown(postgres, "fsync")).isEqualTo("on");
        assertOnlyTheCommittedIsThere(postgres);
      }
    }

    @Test
    void ofBothANewServerStartsAtOnce() throws Exception {
      try (var other = OtherProgram.start(folder, EmbeddedSettings.forKeeps())) {
        assertThat(other.answer()).isEqualTo("running");
        var server = postmaster().process();
        other.kill();
        server.destroyForcibly();
      }
      try (var postgres = start()) {
        assertOnlyTheCommittedIsThere(postgres);
      }
    }

    @Test
    void ofTheServerItRunsAgainWhereItsClientsExpectIt() throws Exception {
      try (var postgres = start()) {
        note(postgres, "before the kill");
        var killed = postmaster().process();
        killed.destroyForcibly();
        eventually(() -> postmaster().process().pid() != killed.pid());
        eventually(() -> notes(postgres).contains("before the kill"));
      }
    }

    @Test
    void ofTheServerAProcessDeepInAStatementIsNotWaitedFor() throws Exception {
      try (var other = OtherProgram.start(folder, EmbeddedSettings.forKeeps())) {
        assertThat(other.answer()).isEqualTo("running");
        var server = postmaster().process();
        var deaf = server.children().findFirst().orElseThrow();
        other.kill();
        signal("STOP", deaf.pid());
        server.destroyForcibly();
      }
      try (var postgres = start()) {
        assertOnlyTheCommittedIsThere(postgres);
      }
    }

    private static void assertOnlyTheCommittedIsThere(EmbeddedPostgres postgres)
        throws SQLException {
      assertThat(ask(postgres.owner(), "select distinct words from other.note"))
          .isEqualTo("committed");
    }
  }

  @Nested
  class AFileOfAServerThatIsNoMore {
    @ParameterizedTest
    @EnumSource
    void doesNotKeepTheNextFromStarting(Leftover leftover) throws Exception {
      Files.writeString(data().resolve("postmaster.pid"), leftover.contents(data()));
      try (var postgres = start()) {
        assertThat(notes(postgres)).contains("from the first start");
      }
    }
  }

  /** What a crash, a copy or a new container may leave in {@code postmaster.pid}. */
  enum Leftover {
    NOTHING {
      @Override
      String contents(Path data) {
        return "";
      }
    },
    SOMETHING_ELSE {
      @Override
      String contents(Path data) {
        return "not a number\n";
      }
    },
    A_DEAD_PROCESS {
      @Override
      String contents(Path data) throws Exception {
        var process = new ProcessBuilder("true").start();
        process.waitFor();
        return named(process.pid(), data);
      }
    },
    A_LIVING_PROCESS_OF_ANOTHER_KIND {
      @Override
      String contents(Path data) {
        return named(ProcessHandle.current().pid(), data);
      }
    };

    abstract String contents(Path data) throws Exception;

    private static String named(long pid, Path data) {
      return "%d\n%s\n1\n5432\n\n127.0.0.1\n        1         1\nready\n".formatted(pid, data);
    }
  }

  @Nested
  class ASecondProgram {
    @Test
    void isRefusedAndToldOfTheFirst() throws Exception {
      try (var postgres = start();
          var other = OtherProgram.start(folder, EmbeddedSettings.forKeeps())) {
        assertThat(postgres).isNotNull();
        assertThat(other.answer())
            .startsWith("refused: ")
            .contains(folder.toString(), "in use by process " + OWN_PID + " ", "DOLLR_HOME");
      }
    }

    @Test
    void isRefusedStillAfterTheFirstWasAskedTwice() throws Exception {
      try (var postgres = start()) {
        assertThat(postgres).isNotNull();
        assertThatThrownBy(EmbeddedPostgresDatabaseTest::start)
            .isInstanceOf(CannotStartPostgres.class)
            .hasMessageContaining("in use by process " + OWN_PID);
        try (var other = OtherProgram.start(folder, EmbeddedSettings.forKeeps())) {
          assertThat(other.answer()).startsWith("refused: ");
        }
      }
    }
  }

  @Nested
  class AFolder {
    @Test
    void whoseProgramsAreIncompleteGetsThemAgain() throws Exception {
      try (var programs = Files.newDirectoryStream(folder, "bin-*")) {
        Files.delete(programs.iterator().next().resolve("bin").resolve("initdb"));
      }
      Files.createDirectories(folder.resolve("bin-older").resolve("bin"));
      try (var postgres = start()) {
        assertThat(notes(postgres)).contains("from the first start");
      }
      assertThat(folder.resolve("bin-older")).doesNotExist();
    }

    @Test
    void thatIsDamagedIsRefusedWithTheServersOwnWords() throws Exception {
      var control = data().resolve("global").resolve("pg_control");
      var aside = folder.resolve("pg_control");
      Files.move(control, aside);
      try {
        assertThatThrownBy(EmbeddedPostgresDatabaseTest::start)
            .isInstanceOf(CannotStartPostgres.class)
            .hasMessageContaining("pg_control");
      } finally {
        Files.move(aside, control);
      }
    }

    @Test
    void ofAnotherVersionIsRefused() throws Exception {
      var version = data().resolve("PG_VERSION");
      Files.writeString(version, "17\n");
      try {
        assertThatThrownBy(EmbeddedPostgresDatabaseTest::start)
            .isInstanceOf(CannotStartPostgres.class)
            .hasMessageContaining("PostgreSQL 17")
            .hasMessageContaining("DOLLR_DATABASE_URL");
      } finally {
        Files.writeString(version, "18\n");
      }
    }

    @Test
    void thatAShellWouldMisreadIsRefused(@TempDir Path temporary) {
      assertThatThrownBy(
              () -> EmbeddedPostgres.start(temporary.resolve("a$b"), EmbeddedSettings.forKeeps()))
          .isInstanceOf(CannotStartPostgres.class)
          .hasMessageContaining("dollar sign");
    }

    @Test
    void keepsItsLogShort() throws Exception {
      Files.writeString(
          folder.resolve("postgres.log"), "x".repeat((int) PostgresLog.MOST_BYTES + 1));
      try (var postgres = start()) {
        assertThat(notes(postgres)).contains("from the first start");
      }
      assertThat(Files.size(folder.resolve("postgres.log"))).isLessThan(100_000);
      assertThat(folder.resolve("postgres.log.1")).exists();
    }

    /** Root in a user namespace cannot enter it, so this is the way without a namespace. */
    @Test
    void ofAnotherUserIsServedByThatUserWhenRootStartsIt() throws Exception {
      var home = Files.createTempDirectory("dollr-other-user-");
      try {
        if (new UnixSystem().getUid() == 0) {
          Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
          Folders.give(home, 65534, 65534);
        }
        try (var postgres = EmbeddedPostgres.start(home, EmbeddedSettings.throwaway())) {
          assertThat(ask(postgres.server(), "select 'in'")).isEqualTo("in");
          assertThat(Files.getOwner(home.resolve("data"))).isEqualTo(Files.getOwner(home));
          assertThat(Files.getOwner(home.resolve("postgres.log"))).isEqualTo(Files.getOwner(home));
        }
      } finally {
        Folders.delete(home);
      }
    }
  }

  private static EmbeddedPostgres start() {
    return EmbeddedPostgres.start(folder, EmbeddedSettings.forKeeps());
  }

  private static Path data() {
    return folder.resolve("data");
  }

  private static Postmaster postmaster() throws IOException {
    return Postmaster.on(data()).orElseThrow();
  }

  private static DatabaseAddress with(String password, DatabaseAddress address) {
    return new DatabaseAddress(address.jdbcUrl(), address.user(), Secret.of(password));
  }

  private static void note(EmbeddedPostgres postgres, String words) throws SQLException {
    ask(postgres.server(), "insert into kept.note values (?) returning words", words);
  }

  private static String notes(EmbeddedPostgres postgres) throws SQLException {
    return ask(postgres.server(), "select string_agg(words, ', ') from kept.note");
  }

  private static String shown(EmbeddedPostgres postgres, String setting) throws SQLException {
    try (var session = Session.open(postgres.superuser("postgres"))) {
      return session.ask("select current_setting(?)", setting).orElseThrow();
    }
  }

  private static String ask(DatabaseAddress address, String question, String... parameters)
      throws SQLException {
    try (var session = Session.open(address)) {
      return session.ask(question, parameters).orElseThrow();
    }
  }

  private static void signal(String name, long pid) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }

  /** Looks again and again until it is so; a failure to look counts as not yet. */
  private static void eventually(Callable<Boolean> condition) throws Exception {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(condition)) {
      assertThat(System.nanoTime()).as("still not so after %s", PATIENCE).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception e) {
      return false;
    }
  }
}
