package app.dollr.cli;

import app.dollr.client.CollectRequest;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.SourceType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "collect",
    description =
        "Collect from a phone or card: party, counterparty, invoice, session, payment, at once.")
final class CollectCommand implements Action {
  private final Shell shell;

  @Option(names = "--name", required = true, description = "The payer's name.")
  private String name = "";

  @Option(names = "--phone", required = true, description = "The payer's phone: 231771234567.")
  private String phone = "";

  @Option(
      names = "--method",
      description = "How the payer pays: ${COMPLETION-CANDIDATES} (default: the phone's operator).")
  private @Nullable PaymentMethod method;

  @Option(
      names = "--card",
      description = "Pay with a card; in the sandbox a test card such as pm_card_visa.")
  private @Nullable String card;

  @Option(names = "--payer-currency", description = "What the payer pays in, if it differs.")
  private @Nullable String payerCurrency;

  @Option(names = "--fee-bearer", description = "${COMPLETION-CANDIDATES} (default: PAYER).")
  private FeeBearer feeBearer = FeeBearer.PAYER;

  @Option(names = "--reference", description = "The payment's name, a version-4 UUID.")
  private @Nullable String reference;

  @Mixin private Sale sale = new Sale();
  @Mixin private Waiting waiting = new Waiting();

  CollectCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var steps = new Steps(shell);
    var dollr = shell.dollr();
    var collected =
        waiting.isWanted()
            ? dollr.collectAndWait(request(), waiting.timeout(), steps)
            : dollr.collect(request(), steps);
    Payments.print(shell, collected, collected.outcome());
    return waiting.exitCode(collected.outcome());
  }

  private CollectRequest request() {
    var request =
        CollectRequest.builder()
            .payer(name, phone)
            .item(sale.item(), sale.qty(), sale.amount())
            .currency(sale.currency())
            .feeBearer(feeBearer);
    if (method != null) {
      request.method(method);
    }
    if (card != null) {
      request.card(card);
    }
    if (payerCurrency != null) {
      request.payerCurrency(payerCurrency);
    }
    if (sale.type() == SourceType.ORDER) {
      request.order();
    }
    var note = sale.note();
    if (note != null) {
      request.note(note);
    }
    if (reference != null) {
      request.referenceId(reference);
    }
    return request.build();
  }
}
