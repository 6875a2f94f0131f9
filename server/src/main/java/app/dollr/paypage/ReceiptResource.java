package app.dollr.paypage;

import app.dollr.documents.DocumentStatus;
import app.dollr.executions.Execution;
import app.dollr.parties.Party;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page of a paid document, and it and unpaid ones as PDF. */
final class ReceiptResource implements Resource {
  private static final String PDF = "application/pdf";

  private final Visits visits;
  private final PayPages.Rooms rooms;
  private final Pages pages;

  ReceiptResource(Visits visits, PayPages.Rooms rooms, Pages pages) {
    this.visits = visits;
    this.rooms = rooms;
    this.pages = pages;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .page("/receipt/{token}", pages.page(this::show))
        .page("/receipt/{token}/receipt.pdf", pages.page(this::pdf))
        .page("/pay/{token}/document.pdf", pages.page(this::document));
  }

  private Answer show(Call call) {
    var visit = visits.toReceipt(call);
    return pages.html(200, "receipt", parameters(paid(visit)));
  }

  private Answer pdf(Call call) {
    return pdf(paid(visits.toReceipt(call)), "receipt");
  }

  /** The document itself: what is asked to be paid, or has been. */
  private Answer document(Call call) {
    return pdf(paper(visits.toPay(call)), "document");
  }

  private static Answer pdf(Paper paper, String kind) {
    var number = paper.v().document().number();
    var bytes = Pdf.of(Templates.render("paper", parameters(paper)));
    return Pages.file(PDF, bytes, false)
        .withHeader(
            "Content-Disposition", "inline; filename=\"%s-%s.pdf\"".formatted(number, kind));
  }

  private Paper paid(Visit visit) {
    var paper = paper(visit);
    if (visit.document().status() != DocumentStatus.PAID) {
      throw Refused.of(ErrorCode.NOT_FOUND);
    }
    return paper;
  }

  private Paper paper(Visit visit) {
    var merchant = visit.ref().merchant();
    Optional<Execution> payment =
        visit.document().status() == DocumentStatus.PAID
            ? rooms.executions().paymentOf(merchant, visit.ref().id())
            : Optional.empty();
    var party =
        rooms
            .parties()
            .findCounterparty(merchant, visit.document().counterparty())
            .flatMap(counterparty -> counterparty.party())
            .map(Party::fullname);
    return new Paper(
        visit,
        payment,
        party,
        payment.map(paid -> rooms.routing().rail(paid.route().method()).network()),
        payment
            .filter(paid -> !paid.amounts().payer().currency().equals(visit.currency()))
            .map(paid ->
                rooms
                    .fees()
                    .rates(paid.quotedAt())
                    .shown(visit.currency(), paid.amounts().payer().currency())));
  }

  private static Map<String, @Nullable Object> parameters(Paper paper) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("paper", paper);
    return parameters;
  }
}
