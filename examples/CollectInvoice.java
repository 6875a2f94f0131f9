import app.dollr.client.DollrClient;
import app.dollr.client.Outcome;
import app.dollr.wire.AddInvoiceItemPayload;
import app.dollr.wire.CreateCheckoutSessionPayload;
import app.dollr.wire.CreateCounterPartyPayload;
import app.dollr.wire.CreateInvoicePayload;
import app.dollr.wire.CreatePartyPayload;
import app.dollr.wire.CreatePaymentAccountPayload;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.RelationshipType;
import app.dollr.wire.SourceStatus;
import app.dollr.wire.SourceType;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Collects an invoice through the SDK, one call after the other, as the guide does it.
 *
 * <p>Run it with the SDK's jars on the class path and DOLLR_BASE_URL, DOLLR_CLIENT_ID and
 * DOLLR_CLIENT_SECRET set: {@code java --class-path 'lib/*' examples/CollectInvoice.java}. It exits
 * with 0 only when the invoice is paid. {@code dollr.collectAndWait(...)} does all of it in one
 * call.
 */
public class CollectInvoice {
  private static final String PHONE = "231771234567";

  public static void main(String[] args) {
    // Client and token: the client gets its token with the first call and renews it by itself.
    var dollr = DollrClient.fromEnvironment();

    // Chain: party, counterparty, invoice, line, publish.
    var party = dollr.parties().create(new CreatePartyPayload("Comfort Doe", PHONE, null, "LR"));
    System.out.println("party            " + party.id());

    var customer = new CreateCounterPartyPayload(RelationshipType.CUSTOMER, party.id());
    var counterparty = dollr.counterparties().create(customer);
    System.out.println("counterparty     " + counterparty.id());

    var draft =
        new CreateInvoicePayload(
            counterparty.id(), "USD", "Consulting", FeeBearer.PAYER, false, null, null);
    var invoice = dollr.invoices().create(draft);
    System.out.println("invoice          " + invoice.id() + "  " + invoice.invoiceNumber());

    var line = new AddInvoiceItemPayload("Consulting", "USD", 1, new BigDecimal("250.00"));
    System.out.println("line             " + dollr.invoices().addItem(invoice.id(), line).id());
    System.out.println("published        " + dollr.invoices().publish(invoice.id()).status());

    // Where the payer pays from, and an occasion to pay.
    var wallet =
        new CreatePaymentAccountPayload(
            "Comfort Doe", "PAWAPAY", PaymentMethod.ORANGE_MONEY_LBR, party.id(), "LR", PHONE);
    var account = dollr.paymentAccounts().create(wallet, OperationType.COLLECTION);
    System.out.println("payment account  " + account.id());

    var occasion = new CreateCheckoutSessionPayload(invoice.id(), SourceType.INVOICE);
    var session = dollr.sessions().checkout(occasion);
    System.out.println("session          " + session.id());

    // Execute: the client makes the reference_id before its first try and keeps it over retries.
    var execution = dollr.executions().collect(session.id(), account.id(), "USD");
    System.out.println("execution        " + execution.referenceId() + "  " + execution.status());

    // Poll the status until it is final. A payment that is still open then has not failed.
    Outcome outcome = dollr.awaitFinal(execution.referenceId(), Duration.ofMinutes(1));
    System.out.println("status           " + outcome.execution().status());

    var paid = dollr.status().source(SourceType.INVOICE, invoice.id());
    System.out.println("invoice          " + paid.sourceNumber() + "  " + paid.status());
    System.exit(outcome.isCompleted() && paid.status() == SourceStatus.PAID ? 0 : 1);
  }
}
