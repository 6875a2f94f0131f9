package app.dollr.executions;

import app.dollr.documents.DocumentDetail;
import app.dollr.fees.FxRates;
import app.dollr.merchants.Merchant;
import app.dollr.parties.Counterparty;
import app.dollr.parties.Party;
import app.dollr.platform.http.WireTime;
import app.dollr.wire.InvoiceReceiptResponse;
import app.dollr.wire.OrderReceiptResponse;
import app.dollr.wire.Provider;
import app.dollr.wire.ReceiptItem;
import java.util.List;
import java.util.Optional;

/**
 * What a receipt shows.
 *
 * @param payment the execution that paid the document
 * @param account the name of the payment account
 * @param network that carried the payment
 * @param rates at which it was exchanged
 */
record Receipt(
    Merchant owner,
    DocumentDetail detail,
    Counterparty counterparty,
    Execution payment,
    Optional<String> account,
    Provider network,
    FxRates rates) {

  InvoiceReceiptResponse invoice() {
    var document = detail.document();
    return new InvoiceReceiptResponse(
        document.id().value(),
        document.number(),
        document.reference().orElse(null),
        document.total().currency().code(),
        document.total().amount(),
        document.status().wire(),
        document.note(),
        document.dueAt().map(WireTime::of).orElse(null),
        document.asPaymentLink(),
        document.feeBearer(),
        owner.id().value(),
        owner.ownerType(),
        WireTime.of(document.createdAt()),
        counterparty.id().value(),
        counterparty.relationship(),
        party().map(Party::fullname).orElse(""),
        party().map(party -> party.phone().digits()).orElse(""),
        document.paidAt().map(WireTime::of).orElse(null),
        party().flatMap(Party::email).orElse(null),
        amounts().payer().amount(),
        amounts().payer().currency().code(),
        amounts().payee().amount(),
        amounts().payee().currency().code(),
        amounts().platformFee().amount(),
        amounts().base().currency().code(),
        amounts().gatewayFee().amount(),
        amounts().base().currency().code(),
        amounts().fxFee().amount(),
        rate().orElse(null),
        amounts().exchanges() ? amounts().base().currency().code() : null,
        amounts().exchanges() ? amounts().payer().currency().code() : null,
        network,
        payment.route().method(),
        account.orElse(null),
        payment.progress().finalAt().map(WireTime::of).orElse(null),
        payment.word().transaction().orElse(null),
        items(),
        payment.id().value());
  }

  OrderReceiptResponse order() {
    var document = detail.document();
    return new OrderReceiptResponse(
        document.id().value(),
        document.number(),
        document.reference().orElse(null),
        document.total().currency().code(),
        document.total().amount(),
        document.status().wire(),
        document.note(),
        document.asPaymentLink(),
        document.feeBearer(),
        owner.id().value(),
        owner.ownerType(),
        WireTime.of(document.createdAt()),
        counterparty.id().value(),
        counterparty.relationship(),
        party().map(Party::fullname).orElse(""),
        party().map(party -> party.phone().digits()).orElse(""),
        document.paidAt().map(WireTime::of).orElse(null),
        party().flatMap(Party::email).orElse(null),
        amounts().payer().amount(),
        amounts().payer().currency().code(),
        amounts().payee().amount(),
        amounts().payee().currency().code(),
        amounts().platformFee().amount(),
        amounts().base().currency().code(),
        amounts().gatewayFee().amount(),
        amounts().base().currency().code(),
        amounts().fxFee().amount(),
        rate().orElse(null),
        amounts().exchanges() ? amounts().base().currency().code() : null,
        amounts().exchanges() ? amounts().payer().currency().code() : null,
        network,
        payment.route().method(),
        account.orElse(null),
        payment.progress().finalAt().map(WireTime::of).orElse(null),
        payment.word().transaction().orElse(null),
        items(),
        payment.id().value());
  }

  private Amounts amounts() {
    return payment.amounts();
  }

  private Optional<Party> party() {
    return counterparty.party();
  }

  private Optional<String> rate() {
    return amounts().exchanges()
        ? Optional.of(
            rates.shown(amounts().base().currency(), amounts().payer().currency()).toPlainString())
        : Optional.empty();
  }

  private List<ReceiptItem> items() {
    return detail.lines().stream()
        .map(line ->
            new ReceiptItem(
                line.id().value(),
                line.name(),
                line.qty(),
                line.unit().amount(),
                line.unit().currency().code()))
        .toList();
  }
}
