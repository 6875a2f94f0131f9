package app.dollr.cli;

import app.dollr.client.CollectRequest;
import app.dollr.client.EventFilter;
import app.dollr.client.Page;
import app.dollr.wire.EventType;
import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an event happen in the sandbox, by doing what it tells. */
@Command(
    name = "trigger",
    description = "Make an event happen in the sandbox, by really doing what it tells.")
final class TriggerCommand implements Action {
  private static final String PAYS = "231771234567";
  private static final String DECLINES = "231771234039";

  private final Shell shell;

  @Parameters(paramLabel = "EVENT", description = "Such as invoice.paid or payment.failed.")
  private String wanted = "";

  @Option(
      names = "--timeout",
      converter = Durations.class,
      description = "How long to wait for a payment (default: 1m).")
  private Duration timeout = Duration.ofMinutes(1);

  TriggerCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var type =
        EventType.parse(wanted)
            .orElseThrow(() -> new SettingsException("no event is called " + wanted));
    var dollr = shell.dollr();
    switch (type) {
      case EXECUTION_CREATED,
          EXECUTION_PROCESSING,
          EXECUTION_COMPLETED,
          PAYMENT_COMPLETED,
          INVOICE_PUBLISHED,
          INVOICE_PAID -> {
        var _ = dollr.collectAndWait(invoice(PAYS).build(), timeout);
      }
      case ORDER_PUBLISHED, ORDER_PAID -> {
        var _ = dollr.collectAndWait(invoice(PAYS).order().build(), timeout);
      }
      case EXECUTION_FAILED, PAYMENT_FAILED -> {
        var _ = dollr.collectAndWait(invoice(DECLINES).build(), timeout);
      }
      case INVOICE_CANCELED -> {
        var declined = dollr.collectAndWait(invoice(DECLINES).build(), timeout);
        var _ = dollr.invoices().cancel(declined.sourceId());
      }
      case ORDER_CANCELED -> {
        var declined = dollr.collectAndWait(invoice(DECLINES).order().build(), timeout);
        var _ = dollr.orders().cancel(declined.sourceId());
      }
      case PAYOUT_COMPLETED, PAYOUT_FAILED -> throw instead("dollr payout");
      case TRANSFER_COMPLETED, TRANSFER_FAILED -> throw instead("dollr transfer");
      case REFUND_COMPLETED, REFUND_FAILED -> throw instead("dollr refund");
      case WEBHOOK_PING -> throw instead("dollr webhooks ping ID");
      case EXECUTION_REQUIRES_ACTION -> throw instead("paying by card");
      case DISPUTE_CREATED, DISPUTE_FUNDS_WITHDRAWN, DISPUTE_FUNDS_REINSTATED, DISPUTE_CLOSED ->
          throw instead("a payer's bank");
      case CHECKOUT_EXPIRED, WEBHOOK_ENDPOINT_DISABLED -> throw instead("waiting");
    }
    var told = dollr.events().list(EventFilter.ofType(type.text()), Page.first(1));
    return shell.printAll(told, "id", "type", "object_type", "object_id", "created_at");
  }

  private static CollectRequest.Builder invoice(String phone) {
    return CollectRequest.builder()
        .payer("Comfort Doe", phone)
        .item("Consulting", 1, new BigDecimal("250.00"))
        .currency("USD");
  }

  private static SettingsException instead(String how) {
    return new SettingsException("that is made by other means: " + how);
  }
}
