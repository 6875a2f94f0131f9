package app.dollr.cli;

import app.dollr.client.CounterpartyFilter;
import app.dollr.wire.CreateCounterPartyPayload;
import app.dollr.wire.RelationshipType;
import app.dollr.wire.UpdateCounterPartyPayload;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How parties stand to the merchant. */
final class CounterpartiesCommand {
  private CounterpartiesCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of(
        "counterparties",
        "How parties stand to the merchant.",
        new ListThem(shell),
        new Get(shell),
        new Create(shell),
        new Update(shell));
  }

  @Command(name = "list", description = "List counterparties with their parties.")
  static final class ListThem implements Action {
    private final Shell shell;

    @Option(names = "--name", description = "Only those whose party's name contains this.")
    private @Nullable String name;

    @Option(names = "--relationship", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private @Nullable RelationshipType relationship;

    @Mixin private Limit limit = new Limit();

    ListThem(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var counterparties = shell.dollr().counterparties();
      var filter = new CounterpartyFilter(name, relationship);
      return shell.printAll(
          limit.read(page -> counterparties.list(filter, page), counterparties.listAll(filter)),
          "id",
          "relationship_type",
          "party.fullname",
          "party.phone",
          "created_at");
    }
  }

  @Command(name = "get", description = "Show a counterparty with its party.")
  static final class Get implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "ID")
    private long id;

    Get(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.dollr().counterparties().retrieve(id));
    }
  }

  @Command(name = "create", description = "Make a counterparty.")
  static final class Create implements Action {
    private final Shell shell;

    @Option(names = "--party", paramLabel = "ID", description = "The party.")
    private @Nullable Long party;

    @Option(names = "--relationship", description = "${COMPLETION-CANDIDATES} (default: CUSTOMER).")
    private RelationshipType relationship = RelationshipType.CUSTOMER;

    Create(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var counterparty = new CreateCounterPartyPayload(relationship, party);
      return shell.print(shell.dollr().counterparties().create(counterparty));
    }
  }

  @Command(name = "update", description = "Change a counterparty; what is not given stays.")
  static final class Update implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "ID")
    private long id;

    @Option(names = "--party", paramLabel = "ID", description = "The party.")
    private @Nullable Long party;

    @Option(names = "--relationship", description = "${COMPLETION-CANDIDATES}.")
    private @Nullable RelationshipType relationship;

    Update(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var changes = new UpdateCounterPartyPayload(relationship, party);
      return shell.print(shell.dollr().counterparties().update(id, changes));
    }
  }
}
