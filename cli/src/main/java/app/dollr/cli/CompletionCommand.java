package app.dollr.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Print a completion script for bash and zsh: source <(dollr completion).")
final class CompletionCommand implements Action {
  private final Shell shell;
  private @Spec CommandSpec spec = CommandSpec.create();

  CompletionCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    CommandLine root = spec.root().commandLine();
    shell.terminal().out().print(AutoComplete.bash("dollr", root));
    return ExitCode.OK;
  }
}
