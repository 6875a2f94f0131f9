package app.dollr.cli;

import app.dollr.wire.SourceType;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Receipts of what is paid. */
final class ReceiptsCommand {
  private ReceiptsCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of(
        "receipts",
        "Receipts of what is paid.",
        one(shell, SourceType.INVOICE),
        one(shell, SourceType.ORDER));
  }

  private static CommandLine one(Shell shell, SourceType type) {
    var line = new CommandLine(new Receipt(shell, type));
    line.setCommandName(Steps.name(type));
    line.getCommandSpec()
        .usageMessage()
        .description("Show that of an %s that is PAID.".formatted(Steps.name(type)));
    return line;
  }

  @Command
  static final class Receipt implements Action {
    private final Shell shell;
    private final SourceType type;

    @Parameters(paramLabel = "ID_OR_NUMBER", description = "101, or INV-2026-00042.")
    private String which = "";

    Receipt(Shell shell, SourceType type) {
      this.shell = shell;
      this.type = type;
    }

    @Override
    public ExitCode run() {
      var calls = DocumentCalls.of(type, shell.dollr());
      boolean isId = which.matches("\\d{1,18}");
      return shell.print(isId ? calls.receipt(Long.parseLong(which)) : calls.receipt(which));
    }
  }
}
