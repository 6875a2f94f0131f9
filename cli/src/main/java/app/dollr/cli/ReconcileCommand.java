package app.dollr.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  @Option(
      names = "--closing",
      paramLabel = "USD:100.00",
      split = ",",
      description = "What the gateway owes us at the end of the statement, where it does not say.")
  private List<String> closing = List.of();

  ReconcileCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var word =
        closing.isEmpty() ? Optional.<String>empty() : Optional.of(String.join(",", closing));
    var report = shell.admin().reconcile(gateway.name(), name(), content(), word);
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
            : shell.styled(Style.RED, breaks == 1 ? "1 break." : "%d breaks.".formatted(breaks)));
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
      shell.say("");
      nexts(report).forEach((kind, next) -> shell.say("%s: %s.".formatted(kind, next)));
    }
    shell.say("");
    shell.say("What %s owes us:".formatted(report.path("gateway").asString()));
    shell.printAll(
        report.path("standing"),
        "currency",
        "ledger",
        "in_no_statement",
        "breaks",
        "statements",
        "closing",
        "not_imported");
    report.path("standing").forEach(this::explain);
  }

  /** What is to be done about each kind of break. */
  private static Map<String, String> nexts(JsonNode report) {
    Map<String, String> nexts = new LinkedHashMap<>();
    report
        .path("breaks")
        .forEach(found -> nexts.put(found.path("kind").asString(), found.path("next").asString()));
    return nexts;
  }

  private void explain(JsonNode standing) {
    var currency = standing.path("currency").asString();
    if (isSome(standing.path("in_no_statement"))) {
      shell.say(
          "%s %s is in the books and in no statement yet: import the next one."
              .formatted(currency, standing.path("in_no_statement").asString()));
    }
    if (isSome(standing.path("breaks"))) {
      shell.say(
          "%s %s is in the statements and not in the books: the breaks, earlier ones too."
              .formatted(currency, standing.path("breaks").asString()));
    }
    if (isSome(standing.path("not_imported"))) {
      shell.say(
          "%s %s is in the closing balance and in no line so far: import the earlier statements."
              .formatted(currency, standing.path("not_imported").asString()));
    }
  }

  private static boolean isSome(JsonNode amount) {
    return amount.isNumber() && amount.decimalValue().signum() != 0;
  }

  private String name() {
    return file.getFileName().toString();
  }

  private String content() {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new SettingsException("%s is no text in UTF-8; export it as UTF-8".formatted(file));
    } catch (IOException e) {
      throw new SettingsException("cannot read %s: %s".formatted(file, e.getMessage()));
    }
  }
}
