package app.dollr.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code dollr} command itself, with the options that all others share. */
@Command(
    name = "dollr",
    description = "Moves money through a Dollr server.",
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%nSettings:%n",
    footer = {
      "  The server comes from --profile FILE, else from DOLLR_BASE_URL, DOLLR_CLIENT_ID",
      "  and DOLLR_CLIENT_SECRET, else from sandbox.env in DOLLR_HOME or the nearest .dollr.",
      "  DOLLR_ADMIN_URL and DOLLR_ADMIN_TOKEN are for dollr admin; NO_COLOR turns colours off."
    })
final class DollrCommand {
  private final Shell shell;

  DollrCommand(Shell shell) {
    this.shell = shell;
  }

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print JSON, errors too (on stderr).")
  void json(boolean wanted) {
    shell.json(wanted);
  }

  @Option(
      names = "--profile",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Take the server's settings from this file of NAME=value lines.")
  void profile(Path file) {
    shell.profile(file);
  }

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Show this help.")
  void help(boolean wanted) {
    // Seen by picocli, which then shows the help.
  }
}
