package app.dollr.platform.embedded;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why PostgreSQL did not start, told by what it wrote; the first that matches counts. */
enum StartFailure {
  PORT_TAKEN(
      "its port is taken; try again", "Address already in use", "could not create any TCP/IP"),
  OLD_PROCESSES(
      "processes of an earlier server still use the data; end them and try again",
      "is still in use",
      "lock file \"postmaster.pid\" already exists"),
  NO_SHARED_MEMORY(
      "the machine does not give it enough shared memory; free some, or set DOLLR_DATABASE_URL to"
          + " use a PostgreSQL elsewhere",
      "could not map anonymous shared memory",
      "could not create shared memory segment",
      "Cannot allocate memory"),
  DISK_FULL(
      "the disk is full; make room, or choose another folder with DOLLR_HOME",
      "No space left on device",
      "Disk quota exceeded"),
  NO_SUCH_USER(
      "the user it runs as has no entry in /etc/passwd; add one, or set DOLLR_DATABASE_URL to use"
          + " a PostgreSQL elsewhere",
      "could not look up effective user ID"),
  NO_PERMISSION(
      "a permission is missing; run this program as the user the files belong to, or choose"
          + " another folder with DOLLR_HOME",
      "Permission denied",
      "AccessDeniedException",
      "Operation not permitted",
      "Read-only file system",
      "has wrong ownership"),
  OTHER(
      "see what it says, choose another folder with DOLLR_HOME, or set DOLLR_DATABASE_URL to use a"
          + " PostgreSQL elsewhere",
      "");

  private final String advice;
  private final Pattern signs;

  StartFailure(String advice, String... signs) {
    this.advice = advice;
    this.signs =
        Pattern.compile(Stream.of(signs).map(Pattern::quote).collect(Collectors.joining("|")));
  }

  static StartFailure in(String messages) {
    return Stream.of(values())
        .filter(failure -> failure.signs.matcher(messages).find())
        .findFirst()
        .orElse(OTHER);
  }

  /** What is wrong and what to do about it. */
  String advice() {
    return advice;
  }
}
