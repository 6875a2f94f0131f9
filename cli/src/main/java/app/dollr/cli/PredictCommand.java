package app.dollr.cli;

import app.dollr.wire.OperationType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "predict", description = "Tell the mobile money operator of a phone.")
final class PredictCommand implements Action {
  private final Shell shell;

  @Parameters(paramLabel = "PHONE", description = "International digits: 231771234567.")
  private String phone = "";

  @Option(names = "--operation", description = "${COMPLETION-CANDIDATES} (default: COLLECTION).")
  private OperationType operation = OperationType.COLLECTION;

  PredictCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    return shell.print(shell.dollr().predictions().mmoProviderInfo(phone, operation));
  }
}
