package app.dollr.executions;

import app.dollr.accounts.PaymentAccount;
import app.dollr.documents.Document;
import app.dollr.documents.DocumentDetail;
import app.dollr.documents.DocumentKind;
import app.dollr.documents.DocumentRef;
import app.dollr.documents.DocumentStatus;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.values.DocumentId;
import app.dollr.values.MerchantId;
import java.util.Optional;

/**
 * The receipts of paid documents. A receipt is not kept: what it shows is the document, which can
 * no longer change, and the execution that paid it, which is final.
 */
final class ReceiptsResource implements Resource {
  private final Executions executions;
  private final Executions.Rooms rooms;

  ReceiptsResource(Executions executions, Executions.Rooms rooms) {
    this.executions = executions;
    this.rooms = rooms;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get("/{version}/invoices/receipt/{id}", call -> byId(call, DocumentKind.INVOICE))
        .get(
            "/{version}/invoices/receipt/number/{invoice_number}",
            call -> byNumber(call, DocumentKind.INVOICE, call.path("invoice_number")))
        .get("/{version}/orders/receipt/{id}", call -> byId(call, DocumentKind.ORDER))
        .get(
            "/{version}/orders/receipt/number/{order_number}",
            call -> byNumber(call, DocumentKind.ORDER, call.path("order_number")));
  }

  private Answer byId(Call call, DocumentKind kind) {
    var merchant = call.caller().merchant();
    var ref = new DocumentRef(merchant, kind, new DocumentId(call.pathId("id")));
    return answer(merchant, rooms.documents().find(ref));
  }

  private Answer byNumber(Call call, DocumentKind kind, String number) {
    var merchant = call.caller().merchant();
    return answer(merchant, rooms.documents().findByNumber(merchant, kind, number));
  }

  /** The receipt; none for a document that is unknown, or not paid. */
  private Answer answer(MerchantId merchant, Optional<DocumentDetail> found) {
    var detail =
        found
            .filter(known -> known.document().status() == DocumentStatus.PAID)
            .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
    return Answer.json(wire(merchant, detail));
  }

  private Object wire(MerchantId merchant, DocumentDetail detail) {
    Document document = detail.document();
    var payment = executions.paymentOf(merchant, document.id()).orElseThrow();
    var owner = rooms.merchants().caller(merchant);
    var counterparty =
        rooms.parties().findCounterparty(merchant, document.counterparty()).orElseThrow();
    var account =
        payment
            .route()
            .account()
            .flatMap(id -> executions.account(merchant, id))
            .map(PaymentAccount::name);
    var network = rooms.routing().rail(payment.route().method()).network();
    var rates = rooms.fees().rates(payment.quotedAt());
    var receipt = new Receipt(owner, detail, counterparty, payment, account, network, rates);
    return switch (document.kind()) {
      case INVOICE -> receipt.invoice();
      case ORDER -> receipt.order();
    };
  }
}
