package app.dollr.cli;

import app.dollr.client.internal.Connection;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Show the version.")
final class VersionCommand implements Action {
  private final Shell shell;

  VersionCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    if (shell.json()) {
      return shell.print(Map.of("version", Connection.version()));
    }
    shell.say("dollr " + Connection.version());
    return ExitCode.OK;
  }
}
