package app.dollr.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs, ready to be run one at a time: as the right account, in the folder, with
 * English messages and nothing of the caller's PostgreSQL environment.
 */
record Programs(Layout layout, PostgresBinaries binaries, Account account) {
  private static final Logger LOG = LoggerFactory.getLogger(Programs.class);
  private static final int SECONDS_TO_REPORT = 10;

  /**
   * How a program ended.
   *
   * @param output what it printed, errors included
   */
  record Outcome(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }

    String lastLine() {
      return output.strip().lines().reduce((earlier, later) -> later).orElse("no message");
    }
  }

  Outcome initdb(List<String> arguments) {
    return run("initdb", arguments, "");
  }

  Outcome pgCtl(String... arguments) {
    return run("pg_ctl", List.of(arguments), "");
  }

  Outcome postgres(String... arguments) {
    return run("postgres", List.of(arguments), "");
  }

  /** Runs {@code postgres} on what would otherwise be typed. */
  Outcome postgresReading(String input, String... arguments) {
    return run("postgres", List.of(arguments), input);
  }

  private Outcome run(String program, List<String> arguments, String input) {
    var command = new ArrayList<>(account.prefix());
    command.add(binaries.program(program).toString());
    command.addAll(arguments);
    try {
      return waitFor(builder(command).start(), program, input);
    } catch (IOException e) {
      return new Outcome(127, String.valueOf(e.getMessage()));
    }
  }

  private ProcessBuilder builder(List<String> command) {
    var builder =
        new ProcessBuilder(command).directory(layout.folder().toFile()).redirectErrorStream(true);
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PG"));
    environment.put("LC_ALL", "C");
    return builder;
  }

  private static Outcome waitFor(Process process, String program, String input) throws IOException {
    var output = CompletableFuture.supplyAsync(() -> outputOf(process), Thread::startVirtualThread);
    try (var stdin = process.outputWriter(UTF_8)) {
      stdin.write(input);
    }
    try {
      int seconds = 0;
      while (!process.waitFor(SECONDS_TO_REPORT, TimeUnit.SECONDS)) {
        seconds += SECONDS_TO_REPORT;
        LOG.info("{} is still at work after {} s", program, seconds);
      }
      return new Outcome(process.exitValue(), output.join());
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new CannotStartPostgres("interrupted while %s was at work".formatted(program), e);
    }
  }

  private static String outputOf(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
