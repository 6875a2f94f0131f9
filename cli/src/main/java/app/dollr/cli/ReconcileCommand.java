package app.dollr.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A gateway's statement against the books, for the operator. */
@Command(
    name = "reconcile",
    description = {
      "Hold a gateway's statement against the books, line by line, and list every break.",
      "pawaPay: the CSV of a wallet. Stripe: balance transactions, as the API lists them with"
          + " expand[]=data.source, or the itemised CSV of balance changes.",
    })
final class ReconcileCommand implements Action {
  private final Shell shell;

  /** Whose statement it is. */
  enum Gateway {
    PAWAPAY,
    STRIPE
  }

  @Option(names = "--gateway", required = true, description = "${COMPLETION-CANDIDATES}.")
  private Gateway gateway = Gateway.STRIPE;

  @Option(names = "--file", required = true, description = "The statement.")
  private Path file = Path.of("");

  ReconcileCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var report = shell.admin().reconcile(gateway.name(), name(), content());
    if (shell.json()) {
      shell.print(report);
    } else {
      print(report);
    }
    return report.path("breaks_total").asInt() == 0 ? ExitCode.OK : ExitCode.BREAKS;
  }

  private void print(JsonNode report) {
    int breaks = report.path("breaks_total").asInt();
    shell.say(
        breaks == 0
            ? shell.styled(Style.GREEN, "The statement and the books agree.")
            : shell.styled(Style.RED, "%d breaks.".formatted(breaks)));
    shell.say(
        "%s lines from %s to %s, %s of them new, %s as the books have them."
            .formatted(
                report.path("lines"),
                report.path("from").asString(),
                report.path("until").asString(),
                report.path("added"),
                report.path("matched")));
    if (breaks > 0) {
      shell.say("");
      shell.printAll(
          report.path("breaks"), "kind", "line_id", "merchant_id", "reference_id", "said");
    }
  }

  private String name() {
    return file.getFileName().toString();
  }

  private String content() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new SettingsException("cannot read %s: %s".formatted(file, e.getMessage()));
    }
  }
}
