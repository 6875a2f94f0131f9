package app.dollr.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "merchant", description = "Show the merchant.")
final class MerchantCommand implements Action {
  private final Shell shell;

  @Mixin private Identity merchant = new Identity();

  MerchantCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    return shell.print(shell.dollr().merchants().info(merchant.id(shell), merchant.type(shell)));
  }
}
