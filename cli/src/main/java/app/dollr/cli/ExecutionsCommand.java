package app.dollr.cli;

import app.dollr.client.Outcome;
import app.dollr.wire.CheckoutExecutionPayload;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Movements of money. */
final class ExecutionsCommand {
  private ExecutionsCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of("executions", "Movements of money.", new Collect(shell));
  }

  @Command(
      name = "collect",
      description = "Collect the money of a session; safe to repeat with the same --reference.")
  static final class Collect implements Action {
    private final Shell shell;

    @Option(names = "--session", required = true, paramLabel = "ID", description = "The session.")
    private long session;

    @Option(
        names = "--account",
        required = true,
        paramLabel = "ID",
        description = "The payment account.")
    private long account;

    @Option(names = "--currency", required = true, description = "What the payer pays in.")
    private String currency = "";

    @Option(names = "--reference", description = "A version-4 UUID (default: a new one).")
    private @Nullable String reference;

    Collect(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var name = reference == null ? UUID.randomUUID().toString() : reference;
      var collection =
          new CheckoutExecutionPayload(
              Long.toString(session), Long.toString(account), currency, name);
      var execution = shell.dollr().executions().collect(collection);
      shell.print(execution);
      return ExitCode.ofUnawaited(new Outcome(execution));
    }
  }
}
