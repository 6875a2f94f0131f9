package app.dollr.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** How much processor time processes have taken, as Linux counts it. */
final class Cpu {
  private static final long TICKS_PER_SECOND = 100;
  private static final int USER_FIELD = 11;
  private static final int SYSTEM_FIELD = 12;
  private static final int PARENT_FIELD = 1;

  private Cpu() {}

  /** What a process has taken; nothing where that is not told. */
  static Duration of(long pid) {
    return ticks(pid, false);
  }

  /** What a process, its children and its late children have taken together. */
  static Duration ofFamily(long pid) {
    var sum = ticks(pid, true);
    for (long child : children(pid)) {
      sum = sum.plus(ticks(child, false));
    }
    return sum;
  }

  private static Duration ticks(long pid, boolean late) {
    var fields = stat(pid);
    if (fields.length <= SYSTEM_FIELD + 2) {
      return Duration.ZERO;
    }
    long ticks = Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[SYSTEM_FIELD]);
    if (late) {
      ticks += Long.parseLong(fields[USER_FIELD + 2]) + Long.parseLong(fields[SYSTEM_FIELD + 2]);
    }
    return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
  }

  private static long[] children(long pid) {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .mapToLong(Long::parseLong)
          .filter(other -> isChild(other, pid))
          .toArray();
    } catch (IOException e) {
      return new long[0];
    }
  }

  private static boolean isChild(long pid, long parent) {
    var fields = stat(pid);
    return fields.length > PARENT_FIELD && fields[PARENT_FIELD].equals(Long.toString(parent));
  }

  /** The fields of a process's line that follow its name. */
  private static String[] stat(long pid) {
    try {
      var line = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
      return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException e) {
      return new String[0];
    }
  }
}
