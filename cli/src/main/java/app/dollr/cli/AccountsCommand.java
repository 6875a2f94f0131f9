package app.dollr.cli;

import app.dollr.wire.CreatePaymentAccountPayload;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where parties pay from and are paid to. */
final class AccountsCommand {
  private AccountsCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of("accounts", "Where parties pay from and are paid to.", new Create(shell));
  }

  @Command(name = "create", description = "Register a payment account.")
  static final class Create implements Action {
    private final Shell shell;

    @Option(names = "--party", required = true, paramLabel = "ID", description = "Whose it is.")
    private long party;

    @Option(names = "--name", required = true, description = "The account's name.")
    private String name = "";

    @Option(names = "--method", required = true, description = "${COMPLETION-CANDIDATES}.")
    private PaymentMethod method = PaymentMethod.WALLET;

    @Option(names = "--number", description = "The wallet's phone: 231771234567.")
    private @Nullable String number;

    @Option(names = "--provider", description = "Default: the method's own.")
    private @Nullable String provider;

    @Option(names = "--country", description = "The country: LR, RW.")
    private @Nullable String country;

    @Option(names = "--card", description = "The card, such as pm_card_visa in the sandbox.")
    private @Nullable String card;

    @Option(names = "--operation", description = "${COMPLETION-CANDIDATES} (default: COLLECTION).")
    private OperationType operation = OperationType.COLLECTION;

    Create(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var account =
          new CreatePaymentAccountPayload(
              name,
              provider == null ? providerOf(method) : provider,
              method,
              party,
              country,
              number,
              card);
      return shell.print(shell.dollr().paymentAccounts().create(account, operation));
    }

    private static String providerOf(PaymentMethod method) {
      return switch (method) {
        case MTN_MOMO_LBR, ORANGE_MONEY_LBR, AIRTEL_RWA, MTN_MOMO_RWA, ORANGE_MONEY_RWA ->
            "PAWAPAY";
        case CREDIT_CARD -> "STRIPE";
        case WALLET -> "PLATFORM";
      };
    }
  }
}
