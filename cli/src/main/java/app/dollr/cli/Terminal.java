package app.dollr.cli;

import app.dollr.client.Sleeper;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The world a command runs in.
 *
 * @param variables the environment's
 * @param directory where it was called
 * @param colours whether {@code out} shows them
 */
public record Terminal(
    Map<String, String> variables,
    Path directory,
    PrintWriter out,
    PrintWriter err,
    boolean colours,
    Clock clock,
    Sleeper sleeper) {

  /** That of this process; coloured when a person looks and {@code NO_COLOR} is not set. */
  static Terminal ofProcess() {
    var variables = System.getenv();
    return new Terminal(
        variables,
        Path.of("").toAbsolutePath(),
        new PrintWriter(System.out, true, System.out.charset()),
        new PrintWriter(System.err, true, System.err.charset()),
        isTerminal() && variables.getOrDefault("NO_COLOR", "").isEmpty(),
        Clock.systemUTC(),
        duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
