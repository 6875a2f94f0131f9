package app.dollr.cli;

import app.dollr.client.Outcome;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether to wait for a payment's end, and how long. */
final class Waiting {
  @Option(names = "--no-wait", description = "Do not wait for the end.")
  private boolean noWait;

  @Option(
      names = "--timeout",
      converter = Durations.class,
      description = "How long to wait, such as 90s or 2m (default: 2m).")
  private Duration timeout = Duration.ofMinutes(2);

  boolean isWanted() {
    return !noWait;
  }

  Duration timeout() {
    return timeout;
  }

  ExitCode exitCode(Outcome outcome) {
    return noWait ? ExitCode.ofUnawaited(outcome) : ExitCode.of(outcome);
  }
}
