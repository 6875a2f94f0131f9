package app.dollr.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "look", description = "Set the colour of a merchant's pages.")
final class LookCommand implements Action {
  private final Shell shell;

  @Parameters(paramLabel = "ID")
  private long id;

  @Option(
      names = "--colour",
      required = true,
      description = "Such as #0a7cff; it is darkened or lightened until it can be read.")
  private String colour = "";

  LookCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    return shell.print(shell.admin().dress(id, Map.of("colour", colour)));
  }
}
