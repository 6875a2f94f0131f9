package app.dollr.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The data folder of one PostgreSQL, while no server runs on it. */
final class Cluster {
  private static final Pattern MAJOR_VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

  /** A password for every connection; no other machine, and no replication. */
  private static final String HOST_BASED_AUTHENTICATION =
      """
      # Written anew at every start.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private final Layout layout;
  private final Programs programs;
  private final EmbeddedSettings settings;

  Cluster(Layout layout, Programs programs, EmbeddedSettings settings) {
    this.layout = layout;
    this.programs = programs;
    this.settings = settings;
  }

  boolean exists() {
    return Files.exists(layout.data().resolve("PG_VERSION"));
  }

  /** Makes the database beside its place and moves it there when it is whole. */
  void create(Passwords passwords) throws IOException {
    var passwordFile = layout.folder().resolve("initdb.password");
    Folders.delete(layout.newData());
    Files.deleteIfExists(passwordFile);
    try {
      Files.createDirectory(layout.newData());
      programs.account().takeOver(layout.newData());
      Passwords.writePrivately(passwordFile, passwords.of(Role.SUPERUSER).reveal() + "\n");
      programs.account().takeOver(passwordFile);
      initdb(passwordFile);
      Files.move(layout.newData(), layout.data(), StandardCopyOption.ATOMIC_MOVE);
      Folders.sync(layout.folder());
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  /** Puts right what a copy, a backup or a volume may have changed. */
  void prepare() throws IOException {
    refuseOtherVersion();
    Files.setPosixFilePermissions(layout.data(), PosixFilePermissions.fromString("rwx------"));
    var authentication = layout.data().resolve("pg_hba.conf");
    Files.writeString(authentication, HOST_BASED_AUTHENTICATION, UTF_8);
    programs.account().takeOver(authentication);
  }

  /** Gives the superuser this password, without needing the one before. */
  void resetSuperuser(Passwords passwords) {
    var statement =
        "alter role %s password '%s'\n"
            .formatted(Role.SUPERUSER.login(), passwords.of(Role.SUPERUSER).reveal());
    var outcome =
        programs.postgresReading(statement, "--single", "-D", layout.data().toString(), "postgres");
    if (!outcome.succeeded() || outcome.output().contains("ERROR:")) {
      throw new CannotStartPostgres(
          "%s is missing, and the database does not take new passwords: %s"
              .formatted(layout.passwords(), outcome.lastLine()));
    }
  }

  private void initdb(Path passwordFile) {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("--pgdata", layout.newData().toString()));
    arguments.addAll(List.of("--username", Role.SUPERUSER.login()));
    arguments.addAll(List.of("--pwfile", passwordFile.toString()));
    arguments.add("--auth=scram-sha-256");
    arguments.add("--encoding=UTF8");
    arguments.add("--locale-provider=builtin");
    arguments.add("--builtin-locale=C.UTF-8");
    arguments.add("--locale=C");
    arguments.add("--data-checksums");
    arguments.add("--no-instructions");
    if (!settings.durable()) {
      arguments.add("--no-sync");
    }
    var outcome = programs.initdb(arguments);
    if (!outcome.succeeded()) {
      var failure = StartFailure.in(outcome.output());
      throw new CannotStartPostgres(
          "no database can be made in %s: %s".formatted(layout.folder(), failure.advice())
              + "\n"
              + outcome.output().strip());
    }
  }

  private void refuseOtherVersion() throws IOException {
    var ours = Files.readString(layout.data().resolve("PG_VERSION"), UTF_8).strip();
    var programs = this.programs.postgres("--version").output();
    var theirs = MAJOR_VERSION.matcher(programs);
    if (!theirs.find() || !theirs.group(1).equals(ours)) {
      throw new CannotStartPostgres(
          "%s holds a database of PostgreSQL %s, this program brings %s; move the data over with pg_upgrade, or run a PostgreSQL %s on it and set DOLLR_DATABASE_URL"
              .formatted(layout.data(), ours, programs.strip(), ours));
    }
  }
}
