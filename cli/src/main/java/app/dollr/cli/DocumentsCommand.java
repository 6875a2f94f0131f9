package app.dollr.cli;

import app.dollr.client.DocumentFilter;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.SourceStatus;
import app.dollr.wire.SourceType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Invoices or orders: the same commands, made once for each kind. */
final class DocumentsCommand {
  private DocumentsCommand() {}

  static CommandLine of(Shell shell, SourceType type) {
    var name = Steps.name(type) + "s";
    var kind = new Kind(shell, type);
    return Group.of(
        name,
        "List, make, change, publish and cancel " + name + ".",
        new ListThem(kind),
        new Get(kind),
        new Create(kind),
        new AddItem(kind),
        new UpdateItem(kind),
        new RemoveItem(kind),
        new Update(kind),
        new Publish(kind),
        new Cancel(kind),
        new Status(kind));
  }

  /** The kind that the commands are for. */
  record Kind(Shell shell, SourceType type) {
    DocumentCalls calls() {
      return DocumentCalls.of(type, shell.dollr());
    }

    String numberColumn() {
      return Steps.name(type) + "_number";
    }
  }

  @Command(name = "list", description = "List them, newest first.")
  static final class ListThem implements Action {
    private final Kind kind;

    @Option(names = "--status", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private @Nullable SourceStatus status;

    @Option(names = "--currency", description = "Only those in it.")
    private @Nullable String currency;

    @Mixin private Limit limit = new Limit();

    ListThem(Kind kind) {
      this.kind = kind;
    }

    @Override
    public ExitCode run() {
      return kind.shell()
          .printAll(
              kind.calls().list(new DocumentFilter(status, currency), limit),
              "id",
              kind.numberColumn(),
              "status",
              "total_amount",
              "currency",
              "counterparty_id",
              "created_at",
              "note");
    }
  }

  @Command(name = "get", description = "Show one with its lines and counterparty.")
  static final class Get implements Action {
    private final Kind kind;

    @Parameters(paramLabel = "ID_OR_NUMBER", description = "101, or INV-2026-00042.")
    private String which = "";

    Get(Kind kind) {
      this.kind = kind;
    }

    @Override
    public ExitCode run() {
      boolean isId = which.matches("\\d{1,18}");
      var calls = kind.calls();
      return kind.shell().print(isId ? calls.get(Long.parseLong(which)) : calls.get(which));
    }
  }

  @Command(name = "create", description = "Make one, IDLE and without lines.")
  static final class Create implements Action {
    private final Kind kind;

    @Option(
        names = "--counterparty",
        required = true,
        paramLabel = "ID",
        description = "Who is to pay.")
    private long counterparty;

    @Option(names = "--currency", required = true, description = "USD, LRD or RWF.")
    private String currency = "";

    @Option(names = "--note", description = "A note.")
    private String note = "";

    @Option(names = "--fee-bearer", description = "${COMPLETION-CANDIDATES} (default: PAYER).")
    private FeeBearer feeBearer = FeeBearer.PAYER;

    @Option(names = "--payment-link", description = "May be paid by a link.")
    private boolean paymentLink;

    @Option(names = "--label", description = "Your own reference_id of it, any text.")
    private @Nullable String label;

    @Option(names = "--due", description = "When an invoice is due: 2026-04-01T00:00:00Z.")
    private @Nullable Instant due;

    Create(Kind kind) {
      this.kind = kind;
    }

    @Override
    public ExitCode run() {
      var draft =
          new DocumentCalls.Draft(counterparty, currency, note, feeBearer, paymentLink, label, due);
      return kind.shell().print(kind.calls().create(draft));
    }
  }

  @Command(name = "add-item", description = "Add a line to one that is IDLE.")
  static final class AddItem implements Action {
    private final Kind kind;

    @Parameters(paramLabel = "ID")
    private long id;

    @Option(names = "--name", required = true, description = "What it is.")
    private String name = "";

    @Option(
        names = "--amount",
        converter = Decimals.AboveZero.class,
        required = true,
        description = "What one piece costs: 9.50.")
    private BigDecimal amount = BigDecimal.ZERO;

    @Option(names = "--currency", required = true, description = "That of the document.")
    private String currency = "";

    @Option(names = "--qty", description = "How many (default: 1).")
    private long qty = 1;

    AddItem(Kind kind) {
      this.kind = kind;
    }

    @Override
    public ExitCode run() {
      return kind.shell().print(kind.calls().addItem(id, name, currency, qty, amount));
    }
  }

  @Command(name = "update-item", description = "Change a line; what is not given stays.")
  static final class UpdateItem implements Action {
    private final Kind kind;

    @Parameters(index = "0", paramLabel = "ID")
    private long id;

    @Parameters(index = "1", paramLabel = "LINE")
    private long line;

    @Option(names = "--name", description = "What it is.")
    private @Nullable String name;

    @Option(
        names = "--amount",
        converter = Decimals.AboveZero.class,
        description = "What one piece costs.")
    private @Nullable BigDecimal amount;

    @Option(names = "--qty", description = "How many.")
    private @Nullable Long qty;

    UpdateItem(Kind kind) {
      this.kind = kind;
    }

    @Override
    public ExitCode run() {
      return kind.shell().print(kind.calls().updateItem(id, line, name, qty, amount));
    }
  }

  @Command(name = "remove-item", description = "Remove a line from one that is IDLE.")
  static final class RemoveItem implements Action {
    private final Kind kind;

    @Parameters(index = "0", paramLabel = "ID")
    private long id;

    @Parameters(index = "1", paramLabel = "LINE")
    private long line;

    RemoveItem(Kind kind) {
      this.kind = kind;
    }

    @Override
    public ExitCode run() {
      kind.calls().removeItem(id, line);
      if (kind.shell().json()) {
        return kind.shell().print(Map.of());
      }
      kind.shell().say("removed");
      return ExitCode.OK;
    }
  }

  @Command(name = "update", description = "Change one that is IDLE; what is not given stays.")
  static final class Update implements Action {
    private final Kind kind;

    @Parameters(paramLabel = "ID")
    private long id;

    @Option(names = "--note", description = "A note.")
    private @Nullable String note;

    @Option(names = "--fee-bearer", description = "${COMPLETION-CANDIDATES}.")
    private @Nullable FeeBearer feeBearer;

    @Option(names = "--label", description = "Your own reference_id of it.")
    private @Nullable String label;

    @Option(names = "--due", description = "When an invoice is due.")
    private @Nullable Instant due;

    Update(Kind kind) {
      this.kind = kind;
    }

    @Override
    public ExitCode run() {
      var changes = new DocumentCalls.Changes(label, note, feeBearer, due);
      return kind.shell().print(kind.calls().update(id, changes));
    }
  }

  @Command(name = "publish", description = "Make one payable.")
  static final class Publish implements Action {
    private final Kind kind;

    @Parameters(paramLabel = "ID")
    private long id;

    Publish(Kind kind) {
      this.kind = kind;
    }

    @Override
    public ExitCode run() {
      return kind.shell().print(kind.calls().publish(id));
    }
  }

  @Command(name = "cancel", description = "Cancel one that is IDLE or ACTIVE, for ever.")
  static final class Cancel implements Action {
    private final Kind kind;

    @Parameters(paramLabel = "ID")
    private long id;

    Cancel(Kind kind) {
      this.kind = kind;
    }

    @Override
    public ExitCode run() {
      return kind.shell().print(kind.calls().cancel(id));
    }
  }

  @Command(name = "status", description = "Show how one stands.")
  static final class Status implements Action {
    private final Kind kind;

    @Parameters(paramLabel = "ID")
    private long id;

    Status(Kind kind) {
      this.kind = kind;
    }

    @Override
    public ExitCode run() {
      return kind.shell().print(kind.shell().dollr().status().source(kind.type(), id));
    }
  }
}
