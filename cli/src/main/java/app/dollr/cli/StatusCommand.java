package app.dollr.cli;

import app.dollr.client.Outcome;
import app.dollr.wire.OperationType;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "status", description = "Show how a payment stands.")
final class StatusCommand implements Action {
  private final Shell shell;

  @Parameters(paramLabel = "REFERENCE", description = "The payment's reference_id.")
  private String reference = "";

  @Option(names = "--wait", description = "Wait until it is COMPLETED or FAILED.")
  private boolean wait;

  @Option(
      names = "--timeout",
      converter = Durations.class,
      description = "How long to wait, such as 90s or 2m (default: 2m).")
  private Duration timeout = Duration.ofMinutes(2);

  StatusCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var dollr = shell.dollr();
    var outcome =
        wait
            ? dollr.awaitFinal(OperationType.COLLECTION, reference, timeout, new Steps(shell))
            : new Outcome(dollr.status().collection(reference));
    shell.print(outcome.execution());
    return wait ? ExitCode.of(outcome) : ExitCode.ofUnawaited(outcome);
  }
}
