package app.dollr.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The first process of a running server, which its file {@code postmaster.pid} names. The file
 * outlives a killed server, and its number may by then be another program's, or that of a dead
 * process whose parent has not looked yet: only a process that works in the data folder counts.
 *
 * @param status {@code starting}, {@code ready} or {@code stopping}; empty in its first moments
 */
record Postmaster(ProcessHandle process, Path data, int port, String status) {
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  /** The first process as it was called, the others as they call themselves. */
  private static final Pattern PROGRAM = Pattern.compile("/postgres( |$)|^postgres: ");

  /** The one that runs on this data folder. */
  static Optional<Postmaster> on(Path data) throws IOException {
    var lines = readFile(data);
    if (lines.size() <= PORT_LINE) {
      return Optional.empty();
    }
    var port = parse(lines.get(PORT_LINE)).orElse(0L).intValue();
    var status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
    return parse(lines.getFirst())
        .flatMap(ProcessHandle::of)
        .filter(process -> worksIn(process, data))
        .map(process -> new Postmaster(process, data, port, status));
  }

  /**
   * Deletes a file that would keep PostgreSQL from starting although no server runs: one that names
   * a living process of another kind, or is not whole. One that names no process is PostgreSQL's to
   * judge, and should processes of a killed server still be at work, it refuses to start in any
   * case.
   */
  static void deleteStaleFile(Path data) throws IOException {
    var lines = readFile(data);
    if (lines.isEmpty()) {
      Files.deleteIfExists(file(data));
      return;
    }
    var pid = parse(lines.getFirst());
    var process = pid.flatMap(ProcessHandle::of);
    var misleads = process.isPresent() && !worksIn(process.get(), data);
    if (pid.isEmpty() || misleads) {
      Files.deleteIfExists(file(data));
    }
  }

  /** All of PostgreSQL's processes that work in this data folder, where the system tells. */
  static List<ProcessHandle> processesIn(Path data) {
    return ProcessHandle.allProcesses().filter(process -> worksIn(process, data)).toList();
  }

  boolean isStarting() {
    return status.isEmpty() || status.equals("starting");
  }

  boolean runs() {
    return worksIn(process, data);
  }

  private static boolean worksIn(ProcessHandle process, Path data) {
    var system = Path.of("/proc", Long.toString(process.pid()));
    var info = process.info();
    if (!process.isAlive() || !isPostgres(info)) {
      return false;
    }
    try {
      return Files.isSameFile(system.resolve("cwd"), data);
    } catch (IOException e) {
      // No such system, or no right to look. The program lies beside the data, and is named there.
      var programs = data.resolveSibling("bin-").toString();
      return info.command().orElse("").startsWith(programs)
          || info.arguments().map(List::of).orElse(List.of()).contains(data.toString());
    }
  }

  private static boolean isPostgres(ProcessHandle.Info info) {
    var program = info.command();
    return program.isPresent()
        ? program.get().endsWith("/postgres")
        : PROGRAM.matcher(info.commandLine().orElse("")).find();
  }

  private static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }

  private static List<String> readFile(Path data) throws IOException {
    try {
      return Files.readAllLines(file(data), UTF_8);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static Optional<Long> parse(String number) {
    try {
      return Optional.of(Long.parseLong(number.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
