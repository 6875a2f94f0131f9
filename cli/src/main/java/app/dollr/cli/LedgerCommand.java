package app.dollr.cli;

import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The books, which the operator may check. */
final class LedgerCommand {
  private LedgerCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of(
        "ledger",
        "The books, for the operator.",
        Group.simple(
            "verify",
            "Recompute every journal, seal and wallet, and print the heads to keep elsewhere.",
            () -> verify(shell)));
  }

  private static ExitCode verify(Shell shell) {
    var report = shell.admin().verifyLedger();
    boolean sound = report.path("problems").isEmpty();
    if (shell.json()) {
      shell.print(report);
    } else {
      print(shell, report, sound);
    }
    return sound ? ExitCode.OK : ExitCode.NOT_SOUND;
  }

  private static void print(Shell shell, JsonNode report, boolean sound) {
    shell.say(
        sound
            ? shell.styled(Style.GREEN, "The ledger is sound.")
            : shell.styled(Style.RED, "THE LEDGER IS NOT SOUND."));
    report.path("problems").forEach(problem -> shell.say("  " + problem.asString()));
    shell.say(
        "%s journals, %s of them not yet sealed."
            .formatted(report.path("journals"), report.path("unsealed")));
    shell.say("");
    shell.printAll(report.path("trial_balance"));
    shell.say("");
    shell.say("Heads of the chains, to keep where this database's owner cannot write:");
    shell.printAll(report.path("heads"));
  }
}
