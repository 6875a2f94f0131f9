package app.dollr.cli;

import app.dollr.client.CollectRequest;
import app.dollr.client.CollectResult;
import app.dollr.client.DollrClient;
import app.dollr.wire.PaymentSourceStatusResponse;
import app.dollr.wire.SourceStatus;
import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = "Collect an invoice in the sandbox, step by step, and say what to look at next.")
final class DemoCommand implements Action {
  private final Shell shell;

  @Option(
      names = "--phone",
      description = "Whose ending decides: 789 pays, 039 declines (default: ${DEFAULT-VALUE}).")
  private String phone = "231771234567";

  @Option(
      names = "--amount",
      converter = Decimals.AboveZero.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private BigDecimal amount = new BigDecimal("250.00");

  @Option(names = "--currency", description = "Default: ${DEFAULT-VALUE}.")
  private String currency = "USD";

  @Option(
      names = "--timeout",
      converter = Durations.class,
      description = "How long to wait for the payment (default: 1m).")
  private Duration timeout = Duration.ofMinutes(1);

  @Option(names = "--exit", description = "Stop the server afterwards, if this started it.")
  private boolean exit;

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var url = shell.settings().getOrDefault("DOLLR_BASE_URL", "");
    shell.say(shell.styled(Style.BOLD, "Collecting an invoice through " + url));
    shell.say("");
    var dollr = shell.dollr();
    var steps = new Steps(shell);
    steps.step("token", "for %d minutes".formatted(dollr.obtainToken().expiresIn()));
    var collected = dollr.collectAndWait(request(), timeout, steps);
    return collected.outcome().isCompleted() ? finish(dollr, collected, steps) : giveUp(collected);
  }

  private CollectRequest request() {
    return CollectRequest.builder()
        .payer("Comfort Doe", phone)
        .item("Consulting", 1, amount)
        .currency(currency)
        .build();
  }

  /** Looks at the invoice: the demo has only worked if that is paid too. */
  private ExitCode finish(DollrClient dollr, CollectResult collected, Steps steps) {
    var invoice = dollr.status().source(collected.sourceType(), collected.sourceId());
    boolean paid = invoice.status() == SourceStatus.PAID;
    steps.step("invoice", sentence(invoice));
    print(collected, invoice);
    shell.say("");
    shell.say("%s It took %s.".formatted(Payments.sentence(collected.outcome()), steps.elapsed()));
    sayWhatNext();
    return paid ? ExitCode.OK : ExitCode.STILL_OPEN;
  }

  private ExitCode giveUp(CollectResult collected) {
    if (shell.json()) {
      shell.print(Payments.json(collected, collected.outcome()));
    }
    shell.say("");
    shell.say(Payments.sentence(collected.outcome()));
    return ExitCode.of(collected.outcome());
  }

  private void print(CollectResult collected, PaymentSourceStatusResponse invoice) {
    if (shell.json()) {
      var json = Payments.json(collected, collected.outcome());
      json.set("source", Shell.tree(invoice));
      shell.print(json);
    }
  }

  private String sentence(PaymentSourceStatusResponse invoice) {
    var status = String.valueOf(invoice.status());
    return "%s  %s, %s %s"
        .formatted(
            invoice.sourceNumber(),
            shell.styled(invoice.status() == SourceStatus.PAID ? Style.GREEN : Style.RED, status),
            invoice.currency(),
            invoice.totalAmount().toPlainString());
  }

  private void sayWhatNext() {
    var url = shell.settings().getOrDefault("DOLLR_BASE_URL", "").replaceAll("/+$", "");
    shell.say("");
    shell.say("Next:");
    if (exit) {
      sayNext("./dollr demo", "the same with a server that goes on, to look around in");
      sayNext("./dollr --help", "everything else");
      return;
    }
    sayNext("open " + url + "/docs", "the API, to try out");
    sayNext("./dollr invoices list", "what is there now");
    sayNext("./dollr demo --phone 231771234039", "a payer who declines");
    sayNext("./dollr --help", "everything else");
    shell.say("  curl -H \"Authorization: Bearer $(./dollr token)\" " + url + "/v1/invoices/list");
  }

  private void sayNext(String what, String why) {
    shell.say("  %-42s %s".formatted(what, shell.styled(Style.FAINT, why)));
  }
}
