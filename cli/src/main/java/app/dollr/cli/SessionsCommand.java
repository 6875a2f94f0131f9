package app.dollr.cli;

import app.dollr.wire.CreateCheckoutSessionPayload;
import app.dollr.wire.SourceType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Occasions to pay a document. */
final class SessionsCommand {
  private SessionsCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of("sessions", "Occasions to pay a document.", new Create(shell));
  }

  @Command(name = "create", description = "Open one on a published invoice or order.")
  static final class Create implements Action {
    private final Shell shell;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    Create(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.dollr().sessions().checkout(source.session()));
    }
  }

  /** Which document: one of the two. */
  static final class Source {
    @Option(names = "--invoice", required = true, paramLabel = "ID")
    private @Nullable Long invoice;

    @Option(names = "--order", required = true, paramLabel = "ID")
    private @Nullable Long order;

    CreateCheckoutSessionPayload session() {
      if (order != null) {
        return new CreateCheckoutSessionPayload(order, SourceType.ORDER);
      }
      return new CreateCheckoutSessionPayload(invoice == null ? 0 : invoice, SourceType.INVOICE);
    }
  }
}
