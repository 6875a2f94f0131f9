package app.dollr.cli;

import app.dollr.client.Outcome;
import app.dollr.wire.CheckoutExecutionPayload;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.PasscodePayload;
import app.dollr.wire.PasscodeToken;
import app.dollr.wire.PayoutExecutionPayload;
import app.dollr.wire.RefundExecutionPayload;
import app.dollr.wire.TransferExecutionPayload;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Movements of money. */
final class ExecutionsCommand {
  private ExecutionsCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of(
        "executions",
        "Movements of money.",
        new Collect(shell),
        new PayOut(shell),
        new Transfer(shell),
        new Refund(shell));
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

    @Option(names = "--card", description = "The card, such as pm_card_visa in the sandbox.")
    private @Nullable String card;

    @Option(names = "--reference", description = "A version-4 UUID (default: a new one).")
    private @Nullable String reference;

    Collect(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var collection =
          new CheckoutExecutionPayload(
              Long.toString(session), Long.toString(account), currency, named(reference), card);
      return print(shell, shell.dollr().executions().collect(collection));
    }
  }

  @Command(
      name = "payout",
      description = "Pay out as a session says; safe to repeat with the same --reference.")
  static final class PayOut implements Action {
    private final Shell shell;

    @Option(names = "--session", required = true, paramLabel = "ID", description = "The session.")
    private long session;

    @Option(names = "--account", required = true, paramLabel = "ID", description = "Its account.")
    private long account;

    @Option(
        names = "--passcode",
        description = "What approves it (default: DOLLR_PASSCODE of the settings).")
    private @Nullable String passcode;

    @Option(names = "--reference", description = "A version-4 UUID (default: a new one).")
    private @Nullable String reference;

    PayOut(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var code = PayoutCommand.code(shell, passcode);
      var approval =
          new PasscodePayload(new PasscodeToken(code, null, null), PayoutCommand.device());
      var payout =
          new PayoutExecutionPayload(
              Long.toString(session), Long.toString(account), named(reference), approval);
      return print(shell, shell.dollr().executions().payOut(payout));
    }
  }

  @Command(
      name = "transfer",
      description = "Transfer as a session says; safe to repeat with the same --reference.")
  static final class Transfer implements Action {
    private final Shell shell;

    @Option(names = "--session", required = true, paramLabel = "ID", description = "The session.")
    private long session;

    @Option(names = "--reference", description = "A version-4 UUID (default: a new one).")
    private @Nullable String reference;

    Transfer(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var transfer = new TransferExecutionPayload(Long.toString(session), named(reference));
      return print(shell, shell.dollr().executions().transfer(transfer));
    }
  }

  @Command(
      name = "refund",
      description = "Give back as a session says; safe to repeat with the same --reference.")
  static final class Refund implements Action {
    private final Shell shell;

    @Option(names = "--session", required = true, paramLabel = "ID", description = "The session.")
    private long session;

    @Option(names = "--reference", description = "A version-4 UUID (default: a new one).")
    private @Nullable String reference;

    Refund(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var refund = new RefundExecutionPayload(Long.toString(session), named(reference));
      return print(shell, shell.dollr().executions().refund(refund));
    }
  }

  private static String named(@Nullable String reference) {
    return reference == null ? UUID.randomUUID().toString() : reference;
  }

  private static ExitCode print(Shell shell, ExecutionResponse execution) {
    shell.print(execution);
    return ExitCode.ofUnawaited(new Outcome(execution));
  }
}
