package app.dollr.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Commands without a class of their own: words that only lead on, and actions without options. */
final class Group {
  private Group() {}

  /** A word that does nothing by itself and has commands after it. */
  static CommandLine of(String name, String description, Object... commands) {
    var spec = CommandSpec.create().name(name);
    spec.usageMessage().description(description);
    var line = new CommandLine(spec);
    for (var command : commands) {
      line.addSubcommand(command);
    }
    return line;
  }

  /** A command without options. */
  static CommandLine simple(String name, String description, Action action) {
    var spec = CommandSpec.wrapWithoutInspection(action).name(name);
    spec.usageMessage().description(description);
    return new CommandLine(spec);
  }
}
