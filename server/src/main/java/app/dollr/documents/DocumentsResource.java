package app.dollr.documents;

import app.dollr.merchants.Merchant;
import app.dollr.merchants.Merchants;
import app.dollr.parties.Parties;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Fields;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.routing.Routing;
import app.dollr.values.CounterpartyId;
import app.dollr.values.DocumentId;
import app.dollr.values.MerchantId;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.SourceStatus;
import java.time.Instant;
import java.util.Optional;

/** The calls about invoices, or about orders: the two differ in names and in the due date. */
final class DocumentsResource implements Resource {
  private static final int LONGEST_NOTE = 2000;
  private static final int LONGEST_LABEL = 255;

  private final DocumentKind kind;
  private final DocumentWire wire;
  private final Documents documents;
  private final Merchants merchants;
  private final Parties parties;
  private final Routing routing;

  DocumentsResource(
      DocumentKind kind,
      Documents documents,
      Merchants merchants,
      Parties parties,
      Routing routing) {
    this.kind = kind;
    this.wire =
        switch (kind) {
          case INVOICE -> new InvoiceWire();
          case ORDER -> new OrderWire();
        };
    this.documents = documents;
    this.merchants = merchants;
    this.parties = parties;
    this.routing = routing;
  }

  @Override
  public void addTo(Routes routes) {
    switch (kind) {
      case INVOICE -> addTo(routes, "/{version}/invoices", "invoice_number");
      case ORDER -> addTo(routes, "/{version}/orders", "order_number");
    }
    new LinesResource(kind, wire, documents, routing).addTo(routes);
  }

  private void addTo(Routes routes, String base, String number) {
    routes
        .create(base + "/create", this::create)
        .get(base + "/list", this::list)
        .get(base + "/retrieve/{id}", this::show)
        .get(base + "/retrieve/number/{" + number + "}", call -> showNumber(call, number))
        .put(base + "/update/{id}", this::change)
        .put(base + "/publish/{id}", this::publish)
        .delete(base + "/cancel/{id}", this::cancel);
  }

  private Answer create(Call call) {
    var body = call.body();
    var counterparty = body.required("counterparty_id").id().map(CounterpartyId::new);
    var currency = routing.handled(body.required("currency").currency());
    var note = body.required("note").text(0, LONGEST_NOTE);
    var feeBearer = body.required("fee_bearer").word(FeeBearer.class);
    var asPaymentLink = body.required("as_payment_link").flag();
    var reference = body.optional("reference_id").text(0, LONGEST_LABEL);
    var due = dueDate(body);
    body.check();
    var wish =
        new CreateDocument(
            kind,
            counterparty.get(),
            currency.get(),
            note.get(),
            feeBearer.get(),
            asPaymentLink.get(),
            reference.optional(),
            due);
    var owner = owner(call);
    return Answer.json(wire.summary(owner, documents.create(owner.id(), wish)));
  }

  private Answer list(Call call) {
    var query = call.query();
    var currency = query.optional("currency").matching("[A-Z]{3}");
    var status = query.optional("status").word(SourceStatus.class).map(DocumentStatus::from);
    var paging = Paging.read(query);
    query.check();
    var owner = owner(call);
    var filter = new DocumentFilter(kind, currency.optional(), status.optional());
    var page = documents.list(owner.id(), filter, paging.get());
    return paging.get().answer(call, page, d -> wire.summary(owner, d), d -> d.id().value());
  }

  private Answer show(Call call) {
    return detail(call, documents.find(ref(call)));
  }

  private Answer showNumber(Call call, String segment) {
    return detail(call, documents.findByNumber(call.caller().merchant(), kind, call.path(segment)));
  }

  private Answer change(Call call) {
    var ref = ref(call);
    var body = call.body();
    var note = body.optional("note").text(0, LONGEST_NOTE);
    var feeBearer = body.optional("fee_bearer").word(FeeBearer.class);
    var reference = body.optional("reference_id").text(0, LONGEST_LABEL);
    var due = dueDate(body);
    body.check();
    var wish = new ChangeDocument(note.optional(), feeBearer.optional(), reference.optional(), due);
    return Answer.json(wire.summary(owner(call), documents.change(ref, wish)));
  }

  private Answer publish(Call call) {
    return Answer.json(wire.summary(owner(call), documents.publish(ref(call))));
  }

  private Answer cancel(Call call) {
    return Answer.json(wire.summary(owner(call), documents.cancel(ref(call))));
  }

  private Answer detail(Call call, Optional<DocumentDetail> found) {
    var detail = found.orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
    var document = detail.document();
    var merchant = call.caller().merchant();
    var counterparty =
        parties
            .findCounterparty(merchant, document.counterparty())
            .map(known -> parties.wire(merchant, known))
            .orElse(null);
    return Answer.json(wire.detail(owner(call), document, detail.lines(), counterparty));
  }

  private Optional<Instant> dueDate(Fields body) {
    return switch (kind) {
      case INVOICE -> body.optional("due_date").moment().optional();
      case ORDER -> Optional.empty();
    };
  }

  private Merchant owner(Call call) {
    return merchants.caller(call.caller().merchant());
  }

  private DocumentRef ref(Call call) {
    MerchantId merchant = call.caller().merchant();
    return new DocumentRef(merchant, kind, new DocumentId(call.pathId("id")));
  }
}
