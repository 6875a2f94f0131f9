package app.dollr.cli;

import app.dollr.client.DollrClient;
import app.dollr.client.NotFoundException;
import app.dollr.client.Outcome;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.OperationType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "status", description = "Show how a payment stands.")
final class StatusCommand implements Action {
  private final Shell shell;

  @Parameters(paramLabel = "REFERENCE", description = "The payment's reference_id.")
  private String reference = "";

  @Option(
      names = "--operation",
      description = "${COMPLETION-CANDIDATES} (default: whichever has that reference).")
  private @Nullable OperationType operation;

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
    var outcome = new Outcome(find(dollr));
    if (wait && outcome.isOpen()) {
      var kind = outcome.execution().operationType();
      outcome = dollr.awaitFinal(kind, reference, timeout, new Steps(shell));
    }
    shell.print(outcome.execution());
    return wait ? ExitCode.of(outcome) : ExitCode.ofUnawaited(outcome);
  }

  /** A reference names one payment, of whatever kind. */
  private ExecutionResponse find(DollrClient dollr) {
    var kinds = operation == null ? List.of(OperationType.values()) : List.of(operation);
    return kinds.subList(0, kinds.size() - 1).stream()
        .flatMap(kind -> found(dollr, kind).stream())
        .findFirst()
        .orElseGet(() -> dollr.status().of(kinds.getLast(), reference));
  }

  private Optional<ExecutionResponse> found(DollrClient dollr, OperationType kind) {
    try {
      return Optional.of(dollr.status().of(kind, reference));
    } catch (NotFoundException otherKind) {
      return Optional.empty();
    }
  }
}
