package app.dollr.cli;

import app.dollr.client.TransferRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "transfer", description = "Move money to a counterparty's wallet, at once.")
final class TransferCommand implements Action {
  private final Shell shell;

  @Option(
      names = "--counterparty",
      required = true,
      paramLabel = "ID",
      description = "Who gets it.")
  private long counterparty;

  @Option(
      names = "--wallet",
      paramLabel = "ID",
      description = "Where it comes from (default: your wallet in the currency).")
  private @Nullable Long wallet;

  @Option(names = "--reference", description = "The transfer's name, a version-4 UUID.")
  private @Nullable String reference;

  @Mixin private Arriving arriving = new Arriving();

  TransferCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var dollr = shell.dollr();
    try {
      var moved = dollr.transfer(request(), new Steps(shell));
      Payments.print(shell, moved, moved.outcome());
      return ExitCode.ofUnawaited(moved.outcome());
    } catch (IllegalArgumentException noWallet) {
      throw new SettingsException(String.valueOf(noWallet.getMessage()));
    }
  }

  private TransferRequest request() {
    var request = TransferRequest.to(counterparty, arriving.amount(), arriving.currency());
    if (wallet != null) {
      request = request.from(wallet);
    }
    return reference == null ? request : request.named(reference);
  }
}
