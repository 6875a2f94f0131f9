package app.dollr.documents;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.routing.Routing;
import app.dollr.values.DocumentId;
import app.dollr.values.LineId;
import java.util.Map;
import java.util.Optional;

/** The calls about the lines of invoices, or of orders. */
final class LinesResource implements Resource {
  private static final int LONGEST_NAME = 255;
  private static final long MOST_QTY = 1_000_000;

  private final DocumentKind kind;
  private final DocumentWire wire;
  private final Documents documents;
  private final Routing routing;

  LinesResource(DocumentKind kind, DocumentWire wire, Documents documents, Routing routing) {
    this.kind = kind;
    this.wire = wire;
    this.documents = documents;
    this.routing = routing;
  }

  @Override
  public void addTo(Routes routes) {
    var base =
        switch (kind) {
          case INVOICE -> "/{version}/invoices/{invoice_id}/items";
          case ORDER -> "/{version}/orders/{order_id}/items";
        };
    routes
        .create(base + "/add", this::add)
        .put(base + "/{id}/update", this::change)
        .delete(base + "/{id}/remove", this::remove);
  }

  private Answer add(Call call) {
    var ref = ref(call);
    var body = call.body();
    var name = body.required("name").text(LONGEST_NAME);
    var currency = routing.handled(body.required("currency").currency());
    var qty = body.required("qty").integer(1, MOST_QTY);
    var unit = body.required("amount").amount(currency.optional());
    body.check();
    var line = documents.addLine(ref, new AddLine(name.get(), qty.get(), unit.get()));
    return Answer.json(wire.line(line));
  }

  private Answer change(Call call) {
    var ref = ref(call);
    var document =
        documents.find(ref).orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND)).document();
    var id = new LineId(call.pathId("id"));
    var body = call.body();
    var name = body.optional("name").text(LONGEST_NAME);
    var qty = body.optional("qty").integer(1, MOST_QTY);
    var unit = body.optional("amount").amount(Optional.of(document.total().currency()));
    body.check();
    var wish = new ChangeLine(name.optional(), qty.optional(), unit.optional());
    return Answer.json(wire.line(documents.changeLine(ref, id, wish)));
  }

  private Answer remove(Call call) {
    documents.removeLine(ref(call), new LineId(call.pathId("id")));
    return Answer.json(Map.of());
  }

  private DocumentRef ref(Call call) {
    var segment =
        switch (kind) {
          case INVOICE -> "invoice_id";
          case ORDER -> "order_id";
        };
    return new DocumentRef(call.caller().merchant(), kind, new DocumentId(call.pathId(segment)));
  }
}
