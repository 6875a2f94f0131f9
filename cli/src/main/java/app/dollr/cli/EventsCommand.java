package app.dollr.cli;

import app.dollr.client.EventFilter;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What happened. */
final class EventsCommand {
  private EventsCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of(
        "events", "What happened.", new ListAll(shell), new Show(shell), new Resend(shell));
  }

  @Command(name = "list", description = "List events, the newest first.")
  static final class ListAll implements Action {
    private final Shell shell;

    @Option(names = "--type", description = "Such as invoice.paid or 'invoice.*'.")
    private @Nullable String type;

    @Option(names = "--object", description = "Such as invoice.")
    private @Nullable String object;

    @Option(names = "--id", description = "The object's id.")
    private @Nullable Long id;

    @Option(names = "--limit", description = "How many (default: 20).")
    private int limit = 20;

    ListAll(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var filter =
          new EventFilter(
              Optional.ofNullable(type),
              Optional.ofNullable(object),
              id == null ? OptionalLong.empty() : OptionalLong.of(id));
      return shell.printAll(
          shell.dollr().events().listAll(filter).stream().limit(limit).toList(),
          "id",
          "type",
          "object_type",
          "object_id",
          "sequence",
          "created_at");
    }
  }

  @Command(name = "show", description = "Show an event.")
  static final class Show implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "ID", description = "The event.")
    private long id;

    Show(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.dollr().events().retrieve(id));
    }
  }

  @Command(name = "resend", description = "Send an event again to all who want it.")
  static final class Resend implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "ID", description = "The event.")
    private long id;

    Resend(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.dollr().events().resend(id));
    }
  }
}
