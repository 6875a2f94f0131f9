import app.dollr.client.CollectRequest;
import app.dollr.client.DollrClient;
import app.dollr.client.PaymentListener;
import app.dollr.client.PayoutRequest;
import app.dollr.client.RefundRequest;
import app.dollr.client.TransferRequest;
import app.dollr.wire.CreateCounterPartyPayload;
import app.dollr.wire.CreatePartyPayload;
import app.dollr.wire.RelationshipType;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Moves money every way there is, through the SDK: collects an invoice, gives back a part of it,
 * pays out to a phone, and transfers to a counterparty's wallet.
 *
 * <p>Run it as CollectInvoice.java, with DOLLR_PASSCODE set too. It exits with 0 only when all four
 * are COMPLETED.
 */
public class MoveMoney {
  private static final String PHONE = "231771234567";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  public static void main(String[] args) {
    var dollr = DollrClient.fromEnvironment();

    // In: the whole chain in one call, from the party to the payment.
    var collected =
        dollr.collectAndWait(
            CollectRequest.builder()
                .payer("Comfort Doe", PHONE)
                .item("Consulting", 1, new BigDecimal("250.00"))
                .currency("USD")
                .build(),
            MINUTE);
    System.out.println("collection  " + collected.outcome().execution().status());

    // Back: a part of it, never more than is left.
    var refunded =
        dollr.refundAndWait(
            RefundRequest.of(collected.referenceId(), new BigDecimal("100.00")).because("broken"),
            MINUTE,
            PaymentListener.NONE);
    System.out.println("refund      " + refunded.outcome().execution().status());

    // Out: to a phone, approved by the merchant's passcode.
    var paid =
        dollr.payOutAndWait(
            PayoutRequest.builder()
                .recipient("Ma Hawa", PHONE)
                .amount(new BigDecimal("20.00"), "USD")
                .passcode(System.getenv("DOLLR_PASSCODE"))
                .build(),
            MINUTE,
            PaymentListener.NONE);
    System.out.println("payout      " + paid.outcome().execution().status());

    // Across: to a counterparty's wallet, at once.
    var party = dollr.parties().create(new CreatePartyPayload("Old Ma", PHONE, null, "LR"));
    var supplier = new CreateCounterPartyPayload(RelationshipType.SUPPLIER, party.id());
    var counterparty = dollr.counterparties().create(supplier);
    var moved =
        dollr.transfer(TransferRequest.to(counterparty.id(), new BigDecimal("5.00"), "USD"));
    System.out.println("transfer    " + moved.outcome().execution().status());

    // What all of that did to the wallet, newest first.
    System.out.println(dollr.wallets().statementCsv(moved.walletId()));
    boolean done =
        collected.outcome().isCompleted()
            && refunded.outcome().isCompleted()
            && paid.outcome().isCompleted()
            && moved.outcome().isCompleted();
    System.exit(done ? 0 : 1);
  }
}
