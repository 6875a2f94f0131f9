package app.dollr.cli;

import app.dollr.wire.OperationType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "predict", description = "Tell the operator of a phone, or the brand of a card.")
final class PredictCommand implements Action {
  private final Shell shell;

  @Parameters(
      paramLabel = "PHONE|CARD",
      description = "International digits, 231771234567; or a card, pm_card_visa.")
  private String account = "";

  @Option(names = "--operation", description = "${COMPLETION-CANDIDATES} (default: COLLECTION).")
  private OperationType operation = OperationType.COLLECTION;

  PredictCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var predictions = shell.dollr().predictions();
    return account.startsWith("pm_")
        ? shell.print(predictions.cardProviderInfo(account, operation))
        : shell.print(predictions.mmoProviderInfo(account, operation));
  }
}
