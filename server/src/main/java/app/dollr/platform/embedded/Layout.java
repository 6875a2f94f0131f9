package app.dollr.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where things lie in the folder of one embedded PostgreSQL.
 *
 * @param folder absolute and without symbolic links, so that two names of it are one
 */
record Layout(Path folder) {
  /** pg_ctl hands its paths to a shell between double quotes. */
  private static final Pattern UNSAFE_IN_DOUBLE_QUOTES = Pattern.compile("[\"$`\\\\\\p{Cntrl}]");

  static Layout in(Path folder) {
    try {
      Files.createDirectories(folder);
      var layout = new Layout(folder.toRealPath());
      layout.refuseUnsafeCharacters();
      return layout;
    } catch (IOException e) {
      throw CannotStartPostgres.because("%s cannot be created".formatted(folder), e);
    }
  }

  Path binaries(String fingerprint) {
    return folder.resolve("bin-" + fingerprint);
  }

  Path data() {
    return folder.resolve("data");
  }

  /** Where a new database is made before it gets its place. */
  Path newData() {
    return folder.resolve("data.new");
  }

  Path passwords() {
    return folder.resolve("passwords");
  }

  Path log() {
    return folder.resolve("postgres.log");
  }

  Path olderLog() {
    return folder.resolve("postgres.log.1");
  }

  Path port() {
    return folder.resolve("port");
  }

  Path lock() {
    return folder.resolve("lock");
  }

  /** Apart from the lock, because closing any handle on a locked file gives up the lock. */
  Path owner() {
    return folder.resolve("owner");
  }

  private void refuseUnsafeCharacters() {
    if (UNSAFE_IN_DOUBLE_QUOTES.matcher(folder.toString()).find()) {
      throw new CannotStartPostgres(
          "%s has a quote, backslash, dollar sign or control character in its name,"
                  .formatted(folder)
              + " which PostgreSQL's programs cannot take; choose another folder with DOLLR_HOME");
    }
  }
}
