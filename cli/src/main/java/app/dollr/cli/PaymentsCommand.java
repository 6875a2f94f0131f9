package app.dollr.cli;

import app.dollr.client.PaymentFilter;
import app.dollr.wire.ExecutionStatus;
import app.dollr.wire.OperationType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every movement of money. */
final class PaymentsCommand {
  private PaymentsCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of(
        "payments", "Every movement of money.", new ListThem(shell), new Disputes(shell));
  }

  @Command(name = "disputes", description = "List those that banks have questioned.")
  static final class Disputes implements Action {
    private final Shell shell;

    @Mixin private Limit limit = new Limit();

    Disputes(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var payments = shell.dollr().payments();
      return shell.printAll(
          limit.read(payments::disputes, payments.allDisputes()),
          "id",
          "status",
          "reason",
          "amount",
          "currency",
          "charged_amount",
          "owed_amount",
          "wallet_currency",
          "created_at",
          "reference_id");
    }
  }

  @Command(name = "list", description = "List them, newest first.")
  static final class ListThem implements Action {
    private final Shell shell;

    @Option(names = "--operation", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private @Nullable OperationType operation;

    @Option(names = "--status", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private @Nullable ExecutionStatus status;

    @Option(names = "--currency", description = "Only those whose payer pays in it.")
    private @Nullable String currency;

    @Option(names = "--from", description = "Accepted then or later: 2026-03-01T00:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--before", description = "Accepted before then.")
    private @Nullable Instant before;

    @Mixin private Limit limit = new Limit();

    ListThem(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var payments = shell.dollr().payments();
      var filter = new PaymentFilter(operation, status, currency, from, before);
      return shell.printAll(
          limit.read(page -> payments.list(filter, page), payments.listAll(filter)),
          "payment_intent_id",
          "operation_type",
          "status",
          "payer_amount",
          "payer_currency",
          "payee_amount",
          "payee_currency",
          "created_at",
          "reference_id");
    }
  }
}
