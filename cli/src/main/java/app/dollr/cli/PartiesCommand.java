package app.dollr.cli;

import app.dollr.client.PartyFilter;
import app.dollr.wire.CreatePartyPayload;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The people and businesses the merchant deals with. */
final class PartiesCommand {
  private PartiesCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of(
        "parties",
        "The people and businesses the merchant deals with.",
        new ListThem(shell),
        new Get(shell),
        new Create(shell));
  }

  @Command(name = "list", description = "List parties.")
  static final class ListThem implements Action {
    private final Shell shell;

    @Option(names = "--name", description = "Only those whose name contains this.")
    private @Nullable String name;

    @Mixin private Limit limit = new Limit();

    ListThem(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var parties = shell.dollr().parties();
      var filter = new PartyFilter(name);
      return shell.printAll(
          limit.read(page -> parties.list(filter, page), parties.listAll(filter)),
          "id",
          "fullname",
          "phone",
          "email",
          "country_code",
          "created_at");
    }
  }

  @Command(name = "get", description = "Show a party.")
  static final class Get implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "ID")
    private long id;

    Get(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.dollr().parties().retrieve(id));
    }
  }

  @Command(name = "create", description = "Make a party.")
  static final class Create implements Action {
    private final Shell shell;

    @Option(names = "--name", required = true, description = "The full name.")
    private String name = "";

    @Option(names = "--phone", required = true, description = "The phone: 231771234567.")
    private String phone = "";

    @Option(names = "--email", description = "The e-mail.")
    private @Nullable String email;

    @Option(names = "--country", description = "The country: LR, RW.")
    private @Nullable String country;

    Create(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var party = new CreatePartyPayload(name, phone, email, country);
      return shell.print(shell.dollr().parties().create(party));
    }
  }
}
