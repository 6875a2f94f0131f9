package app.dollr.cli;

import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** Whether all is as it has to be before money moves, for the operator. */
final class DoctorCommand {
  private DoctorCommand() {}

  static CommandLine of(Shell shell) {
    return Group.simple(
        "doctor",
        "Look at the database, the public address and the gateways, and say what to do.",
        () -> look(shell));
  }

  private static ExitCode look(Shell shell) {
    var report = shell.admin().doctor();
    boolean sound = report.path("sound").asBoolean(false);
    if (shell.json()) {
      shell.print(report);
    } else {
      report.path("checks").forEach(check -> print(shell, check));
    }
    return sound ? ExitCode.OK : ExitCode.NOT_SOUND;
  }

  private static void print(Shell shell, JsonNode check) {
    boolean passed = check.path("passed").asBoolean(false);
    shell.say(
        "%s  %s: %s"
            .formatted(
                passed ? shell.styled(Style.GREEN, "ok   ") : shell.styled(Style.RED, "WRONG"),
                check.path("name").asString(""),
                check.path("found").asString("")));
    if (!passed) {
      shell.say("       " + check.path("remedy").asString(""));
    }
  }
}
