package app.dollr.cli;

import app.dollr.client.Links;
import app.dollr.wire.LinkResponse;
import app.dollr.wire.SourceType;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Pages of invoices and orders that are there already. */
final class LinkCommand {
  private LinkCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of(
        "link",
        "Pages of invoices and orders that are there already.",
        one(shell, "pay", "Show where a published one is paid.", Links::pay),
        one(shell, "receipt", "Show where the receipt of a paid one is.", Links::receipt));
  }

  private static CommandLine one(Shell shell, String name, String description, Page page) {
    var line = new CommandLine(new Show(shell, page));
    line.setCommandName(name);
    line.getCommandSpec().usageMessage().description(description);
    return line;
  }

  /** One of the SDK's calls. */
  interface Page {
    LinkResponse of(Links links, SourceType type, String number);
  }

  @Command
  static final class Show implements Action {
    private final Shell shell;
    private final Page page;

    @Parameters(paramLabel = "NUMBER", description = "INV-2026-00042 or ORD-2026-00042.")
    private String number = "";

    Show(Shell shell, Page page) {
      this.shell = shell;
      this.page = page;
    }

    @Override
    public ExitCode run() {
      var type = type();
      return shell.print(page.of(shell.dollr().links(), type, number));
    }

    private SourceType type() {
      if (number.startsWith("INV-")) {
        return SourceType.INVOICE;
      }
      if (number.startsWith("ORD-")) {
        return SourceType.ORDER;
      }
      throw new SettingsException("give a number such as INV-2026-00042 or ORD-2026-00042");
    }
  }
}
