package app.dollr.cli;

import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The operator's schedules: what is charged, and what a dollar is worth. */
final class AdminFeesCommand {
  private AdminFeesCommand() {}

  static CommandLine fees(Shell shell) {
    return Group.of(
        "fees",
        "What is charged from when on. Rows are added, never changed.",
        Group.simple("list", "List all schedules.", () -> shell.print(shell.admin().fees())),
        new AddTier(shell),
        new Platform(shell),
        new Gateway(shell));
  }

  static CommandLine fx(Shell shell) {
    return Group.of(
        "fx",
        "What a dollar is worth from when on.",
        Group.simple(
            "list", "List all rates.", () -> shell.printAll(shell.admin().fees().path("fx"))),
        new SetRate(shell));
  }

  /** From when on a row holds. */
  static final class Start {
    @Option(
        names = "--from",
        description = "From when on: 2026-04-01T00:00:00Z (default: a minute from now).")
    private @Nullable Instant from;

    void putInto(Map<String, Object> row) {
      if (from != null) {
        row.put("effective_from", from);
      }
    }
  }

  /** What is charged: a part, and a fixed amount if wanted. */
  static final class Charge {
    @Option(names = "--percentage", required = true, description = "1.75 means 1.75 %%.")
    private BigDecimal percentage = BigDecimal.ZERO;

    @Option(names = "--fixed", paramLabel = "USD:0.30", converter = Funds.Converter.class)
    private @Nullable Funds fixed;

    void putInto(Map<String, Object> row) {
      row.put("percentage", percentage);
      if (fixed != null) {
        row.put("fixed_fee", fixed.amount());
        row.put("fixed_fee_currency", fixed.currency());
      }
    }
  }

  @Command(name = "add-tier", description = "Make a tier, which charges nothing yet.")
  static final class AddTier implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    AddTier(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.admin().addFee("tiers", Map.of("name", name)));
    }
  }

  @Command(name = "platform", description = "Set what a tier is charged.")
  static final class Platform implements Action {
    private final Shell shell;

    @Option(names = "--tier", description = "Default: ${DEFAULT-VALUE}.")
    private String tier = "default";

    @Option(names = "--operation", required = true, description = "${COMPLETION-CANDIDATES}.")
    private OperationType operation = OperationType.COLLECTION;

    @Option(
        names = "--fx-percentage",
        description = "When the payer pays in another currency (default: 0).")
    private BigDecimal fxPercentage = BigDecimal.ZERO;

    @Mixin private Charge charge = new Charge();
    @Mixin private Start start = new Start();

    Platform(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("tier", tier);
      row.put("operation_type", operation);
      row.put("fx_percentage", fxPercentage);
      charge.putInto(row);
      start.putInto(row);
      return shell.print(shell.admin().addFee("platform", row));
    }
  }

  @Command(name = "gateway", description = "Set what is charged for a method's gateway.")
  static final class Gateway implements Action {
    private final Shell shell;

    @Option(names = "--method", required = true, description = "${COMPLETION-CANDIDATES}.")
    private PaymentMethod method = PaymentMethod.WALLET;

    @Option(names = "--operation", required = true, description = "${COMPLETION-CANDIDATES}.")
    private OperationType operation = OperationType.COLLECTION;

    @Mixin private Charge charge = new Charge();
    @Mixin private Start start = new Start();

    Gateway(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("payment_method", method);
      row.put("operation_type", operation);
      charge.putInto(row);
      start.putInto(row);
      return shell.print(shell.admin().addFee("gateway", row));
    }
  }

  @Command(name = "set", description = "Set what a dollar is worth.")
  static final class SetRate implements Action {
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "CURRENCY")
    private String currency = "";

    @Parameters(index = "1", paramLabel = "PER_USD")
    private BigDecimal perUsd = BigDecimal.ZERO;

    @Option(names = "--source", required = true, description = "Who says so.")
    private String source = "";

    @Mixin private Start start = new Start();

    SetRate(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("currency", currency);
      row.put("per_usd", perUsd);
      row.put("source", source);
      start.putInto(row);
      JsonNode schedules = shell.admin().addFee("fx", row);
      return shell.printAll(schedules.path("fx"));
    }
  }

  @Command(name = "tier", description = "Put a merchant into a tier.")
  static final class AssignTier implements Action {
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "ID")
    private long id;

    @Parameters(index = "1", paramLabel = "TIER")
    private String tier = "";

    @Mixin private Start start = new Start();

    AssignTier(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      Map<String, Object> assignment = new LinkedHashMap<>();
      assignment.put("tier", tier);
      start.putInto(assignment);
      return shell.print(shell.admin().assignTier(id, assignment));
    }
  }
}
