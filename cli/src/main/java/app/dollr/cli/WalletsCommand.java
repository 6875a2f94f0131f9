package app.dollr.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the merchant has. */
final class WalletsCommand {
  private WalletsCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of(
        "wallets", "What you have.", new ListThem(shell), new Get(shell), new Statement(shell));
  }

  @Command(name = "list", description = "List your wallets, or those of a party.")
  static final class ListThem implements Action {
    private final Shell shell;

    @Option(names = "--party", paramLabel = "ID", description = "Those of this party.")
    private @Nullable Long party;

    ListThem(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var wallets = shell.dollr().wallets();
      return shell.printAll(
          party == null ? wallets.list() : wallets.listOfParty(party),
          "id",
          "currency",
          "balance",
          "reserved",
          "status",
          "updated_at");
    }
  }

  @Command(name = "get", description = "Show one.")
  static final class Get implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "ID")
    private long id;

    Get(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.dollr().wallets().retrieve(id));
    }
  }

  @Command(name = "statement", description = "List what moved in one, newest first.")
  static final class Statement implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "ID")
    private long id;

    @Option(names = "--csv", description = "Print comma-separated values, for a spreadsheet.")
    private boolean csv;

    @Mixin private Limit limit = new Limit();

    Statement(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var wallets = shell.dollr().wallets();
      if (csv) {
        limit.readCsv(page -> wallets.statementCsv(id, page), shell.terminal().out()::print);
        return ExitCode.OK;
      }
      return shell.printAll(
          limit.read(page -> wallets.statement(id, page), wallets.statementAll(id)),
          "id",
          "kind",
          "amount",
          "reserved",
          "balance",
          "currency",
          "payment_intent_id",
          "created_at");
    }
  }
}
