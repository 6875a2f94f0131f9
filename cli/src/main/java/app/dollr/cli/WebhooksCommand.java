package app.dollr.cli;

import app.dollr.wire.CreateWebhookEndpointPayload;
import app.dollr.wire.ReplayWebhooksPayload;
import app.dollr.wire.RotateWebhookSecretPayload;
import app.dollr.wire.UpdateWebhookEndpointPayload;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where events are sent to. */
final class WebhooksCommand {
  private WebhooksCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of(
        "webhooks",
        "Where events are sent to.",
        new Create(shell),
        Group.simple(
            "list",
            "List the endpoints.",
            () ->
                shell.printAll(
                    shell.dollr().webhooks().list(), "id", "url", "status", "failing_since")),
        new One("show", id -> shell.print(shell.dollr().webhooks().retrieve(id))).line(),
        new Update(shell),
        new One(
                "delete",
                id -> {
                  shell.dollr().webhooks().delete(id);
                  shell.say("deleted");
                  return ExitCode.OK;
                })
            .line(),
        new Rotate(shell),
        new One("ping", id -> shell.print(shell.dollr().webhooks().ping(id))).line(),
        new One(
                "deliveries",
                id ->
                    shell.printAll(
                        shell.dollr().webhooks().deliveries(id),
                        "id",
                        "event_type",
                        "event_id",
                        "state",
                        "attempts",
                        "last_status",
                        "last_error",
                        "next_attempt_at"))
            .line(),
        new One("delivery", id -> shell.print(shell.dollr().webhooks().delivery(id))).line(),
        new One("replay-delivery", id -> shell.print(shell.dollr().webhooks().replayDelivery(id)))
            .line(),
        new Replay(shell));
  }

  /** What is done with one thing. */
  interface Deed {
    ExitCode with(long id);
  }

  @Command(description = "With an endpoint's or delivery's id.")
  static final class One implements Action {
    private final String name;
    private final Deed deed;

    @Parameters(paramLabel = "ID", description = "The endpoint, or the delivery.")
    private long id;

    One(String name, Deed deed) {
      this.name = name;
      this.deed = deed;
    }

    CommandLine line() {
      var line = new CommandLine(this);
      line.setCommandName(name);
      return line;
    }

    @Override
    public ExitCode run() {
      return deed.with(id);
    }
  }

  @Command(name = "create", description = "Make an endpoint; prints its secret, this once.")
  static final class Create implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "URL", description = "Where to; https in live.")
    private String url = "";

    @Option(names = "--type", description = "Such as invoice.paid or 'invoice.*'; repeatable.")
    private @Nullable List<String> types;

    @Option(names = "--description", description = "A note for yourself.")
    private @Nullable String description;

    Create(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var endpoint = new CreateWebhookEndpointPayload(url, description, types);
      return shell.print(shell.dollr().webhooks().create(endpoint));
    }
  }

  @Command(name = "update", description = "Change what is given.")
  static final class Update implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "ID", description = "The endpoint.")
    private long id;

    @Option(names = "--url", description = "Where to; https in live.")
    private @Nullable String url;

    @Option(names = "--type", description = "Such as invoice.paid or 'invoice.*'; repeatable.")
    private @Nullable List<String> types;

    @Option(names = "--description", description = "A note for yourself.")
    private @Nullable String description;

    @Option(names = "--status", description = "ENABLED or DISABLED.")
    private @Nullable String status;

    Update(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var change = new UpdateWebhookEndpointPayload(url, description, types, status);
      return shell.print(shell.dollr().webhooks().update(id, change));
    }
  }

  @Command(name = "rotate-secret", description = "Make a new secret; prints it, this once.")
  static final class Rotate implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "ID", description = "The endpoint.")
    private long id;

    @Option(names = "--overlap-hours", description = "How long the old one signs too.")
    private @Nullable Integer hours;

    Rotate(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var overlap = new RotateWebhookSecretPayload(hours);
      return shell.print(shell.dollr().webhooks().rotateSecret(id, overlap));
    }
  }

  @Command(name = "replay", description = "Send the events of a time again.")
  static final class Replay implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "ID", description = "The endpoint.")
    private long id;

    @Option(names = "--since", required = true, description = "2026-03-01T00:00:00Z.")
    private Instant since = Instant.EPOCH;

    @Option(names = "--until", description = "2026-03-02T00:00:00Z.")
    private @Nullable Instant until;

    @Option(names = "--all", description = "Those that have arrived too.")
    private boolean all;

    Replay(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var which = new ReplayWebhooksPayload(since, until, all);
      return shell.print(shell.dollr().webhooks().replay(id, which));
    }
  }
}
