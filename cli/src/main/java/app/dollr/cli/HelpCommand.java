package app.dollr.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help", description = "Show how a command is used.")
final class HelpCommand implements Action {
  private final Shell shell;
  private @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Such as: invoices add-item.")
  private List<String> words = new ArrayList<>();

  HelpCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var line = spec.root().commandLine();
    for (var word : words) {
      line = next(line, word);
    }
    line.usage(shell.terminal().out());
    return ExitCode.OK;
  }

  private static CommandLine next(CommandLine line, String word) {
    var next = line.getSubcommands().get(word);
    if (next == null) {
      throw new ParameterException(line, "there is no command '" + word + "' here");
    }
    return next;
  }
}
