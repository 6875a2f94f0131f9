package app.dollr.cli;

import app.dollr.wire.MerchantType;
import app.dollr.wire.OperationType;
import app.dollr.wire.OwnerType;
import app.dollr.wire.PaymentMethod;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is charged. */
final class FeesCommand {
  private FeesCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of(
        "fees",
        "What is charged; dollr quote tells it for an amount.",
        new Gateway(shell),
        new Platform(shell),
        new MerchantTier(shell),
        Group.simple(
            "tiers",
            "List the classes of merchants that are charged alike.",
            () -> shell.printAll(shell.dollr().fees().tiers())));
  }

  @Command(name = "gateway", description = "Show what a method's gateway is charged with.")
  static final class Gateway implements Action {
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "METHOD", description = "${COMPLETION-CANDIDATES}.")
    private PaymentMethod method = PaymentMethod.WALLET;

    @Option(names = "--operation", description = "${COMPLETION-CANDIDATES} (default: COLLECTION).")
    private OperationType operation = OperationType.COLLECTION;

    Gateway(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.dollr().fees().gateway(method, operation));
    }
  }

  @Command(name = "platform", description = "Show what the platform charges.")
  static final class Platform implements Action {
    private final Shell shell;

    @Option(names = "--operation", description = "${COMPLETION-CANDIDATES} (default: COLLECTION).")
    private OperationType operation = OperationType.COLLECTION;

    @Option(names = "--tier", description = "Of which tier (default: ${DEFAULT-VALUE}).")
    private String tier = "default";

    Platform(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.dollr().fees().platform(operation, tier));
    }
  }

  @Command(name = "tier", description = "Show the tier you are in.")
  static final class MerchantTier implements Action {
    private final Shell shell;

    @Mixin private Identity merchant = new Identity();

    MerchantTier(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var fees = shell.dollr().fees();
      return shell.print(fees.merchantTier(merchant.id(shell), owner(merchant.type(shell))));
    }

    private static OwnerType owner(MerchantType type) {
      return OwnerType.valueOf(type.name());
    }
  }
}
