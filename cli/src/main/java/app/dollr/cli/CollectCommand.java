package app.dollr.cli;

import app.dollr.client.CollectRequest;
import app.dollr.client.CollectResult;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.PaymentMethod;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "collect",
    description =
        "Collect money from a phone: party, counterparty, invoice, session, payment, all at once.")
final class CollectCommand implements Action {
  private final Shell shell;

  @Option(names = "--name", required = true, description = "The payer's name.")
  private String name = "";

  @Option(names = "--phone", required = true, description = "The payer's phone: 231771234567.")
  private String phone = "";

  @Option(names = "--amount", required = true, description = "What one piece costs: 250.00.")
  private BigDecimal amount = BigDecimal.ZERO;

  @Option(names = "--currency", required = true, description = "USD, LRD or RWF.")
  private String currency = "";

  @Option(names = "--item", description = "What it is for (default: ${DEFAULT-VALUE}).")
  private String item = "Payment";

  @Option(names = "--qty", description = "How many (default: ${DEFAULT-VALUE}).")
  private long qty = 1;

  @Option(
      names = "--method",
      description = "How the payer pays: ${COMPLETION-CANDIDATES} (default: the phone's operator).")
  private @Nullable PaymentMethod method;

  @Option(names = "--payer-currency", description = "What the payer pays in, if it differs.")
  private @Nullable String payerCurrency;

  @Option(names = "--fee-bearer", description = "${COMPLETION-CANDIDATES} (default: PAYER).")
  private FeeBearer feeBearer = FeeBearer.PAYER;

  @Option(names = "--order", description = "Collect by an order instead of an invoice.")
  private boolean order;

  @Option(names = "--note", description = "A note on the invoice or order.")
  private @Nullable String note;

  @Option(names = "--reference", description = "The payment's name, a version-4 UUID.")
  private @Nullable String reference;

  @Option(names = "--no-wait", description = "Do not wait for the payer.")
  private boolean noWait;

  @Option(
      names = "--timeout",
      converter = Durations.class,
      description = "How long to wait, such as 90s or 2m (default: 2m).")
  private Duration timeout = Duration.ofMinutes(2);

  CollectCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var steps = new Steps(shell);
    var dollr = shell.dollr();
    if (noWait) {
      var collected = dollr.collect(request(), steps);
      print(collected);
      return ExitCode.ofUnawaited(collected.outcome());
    }
    var collected = dollr.collectAndWait(request(), timeout, steps);
    print(collected);
    return ExitCode.of(collected.outcome());
  }

  private CollectRequest request() {
    var request =
        CollectRequest.builder()
            .payer(name, phone)
            .item(item, qty, amount)
            .currency(currency)
            .feeBearer(feeBearer);
    if (method != null) {
      request.method(method);
    }
    if (payerCurrency != null) {
      request.payerCurrency(payerCurrency);
    }
    if (order) {
      request.order();
    }
    if (note != null) {
      request.note(note);
    }
    if (reference != null) {
      request.referenceId(reference);
    }
    return request.build();
  }

  private void print(CollectResult collected) {
    if (shell.json()) {
      shell.print(Payments.json(collected));
    } else {
      shell.say(Payments.sentence(collected.outcome()));
    }
  }
}
