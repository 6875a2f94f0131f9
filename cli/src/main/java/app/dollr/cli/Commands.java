package app.dollr.cli;

import app.dollr.wire.SourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/** Every command there is, in the order of the help. */
final class Commands {
  private static final Map<String, Function<Shell, Object>> ALL = all();

  /** They speak of the others. */
  private static final Set<String> NEED_ALL = Set.of("help", "completion");

  private Commands() {}

  /**
   * The {@code dollr} command for these arguments. Describing all commands takes half a second, so
   * only those are there that the arguments name; all of them, when they name none or ask for help.
   */
  static CommandLine of(Shell shell, List<String> args) {
    var dollr = new CommandLine(new DollrCommand(shell));
    boolean some =
        args.stream().anyMatch(ALL::containsKey) && args.stream().noneMatch(NEED_ALL::contains);
    ALL.forEach((name, command) -> {
      if (!some || args.contains(name)) {
        dollr.addSubcommand(name, command.apply(shell));
      }
    });
    return dollr;
  }

  private static Map<String, Function<Shell, Object>> all() {
    Map<String, Function<Shell, Object>> all = new LinkedHashMap<>();
    all.put("demo", DemoCommand::new);
    all.put("collect", CollectCommand::new);
    all.put("payout", PayoutCommand::new);
    all.put("transfer", TransferCommand::new);
    all.put("refund", RefundCommand::new);
    all.put("checkout", CheckoutCommand::new);
    all.put("link", LinkCommand::of);
    all.put("quote", QuoteCommand::new);
    all.put("status", StatusCommand::new);
    all.put("token", TokenCommand::new);
    all.put("parties", PartiesCommand::of);
    all.put("counterparties", CounterpartiesCommand::of);
    all.put("invoices", shell -> DocumentsCommand.of(shell, SourceType.INVOICE));
    all.put("orders", shell -> DocumentsCommand.of(shell, SourceType.ORDER));
    all.put("receipts", ReceiptsCommand::of);
    all.put("payments", PaymentsCommand::of);
    all.put("wallets", WalletsCommand::of);
    all.put("fees", FeesCommand::of);
    all.put("accounts", AccountsCommand::of);
    all.put("sessions", SessionsCommand::of);
    all.put("executions", ExecutionsCommand::of);
    all.put("predict", PredictCommand::new);
    all.put("merchant", MerchantCommand::new);
    all.put("events", EventsCommand::of);
    all.put("webhooks", WebhooksCommand::of);
    all.put("listen", ListenCommand::new);
    all.put("trigger", TriggerCommand::new);
    all.put("logs", LogsCommand::of);
    all.put("ledger", LedgerCommand::of);
    all.put("reconcile", ReconcileCommand::new);
    all.put("doctor", DoctorCommand::of);
    all.put("admin", AdminCommand::of);
    all.put("completion", CompletionCommand::new);
    all.put("version", VersionCommand::new);
    all.put("help", HelpCommand::new);
    return all;
  }
}
