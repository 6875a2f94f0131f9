package app.dollr.checkout;

import app.dollr.documents.AddLine;
import app.dollr.documents.DocumentKind;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Field;
import app.dollr.platform.http.Fields;
import app.dollr.platform.http.Invalid;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.routing.Routing;
import app.dollr.values.CounterpartyId;
import app.dollr.values.CurrencyCode;
import app.dollr.wire.CreateCheckoutSourceLinkResponse;
import app.dollr.wire.RelationshipType;
import app.dollr.wire.SourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The call that makes a document and a link to pay it. */
final class CheckoutsResource implements Resource {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_EMAIL = 254;
  private static final int LONGEST_NOTE = 2000;
  private static final int MOST_ITEMS = 200;
  private static final long MOST_QTY = 1_000_000;
  private static final List<SourceType> PAYABLE = List.of(SourceType.INVOICE, SourceType.ORDER);
  private static final List<CheckoutMode> MODES = List.of(CheckoutMode.HOSTED, CheckoutMode.DIRECT);

  private final Checkout checkout;
  private final Routing routing;
  private final CheckoutConfig config;

  CheckoutsResource(Checkout checkout, Routing routing, CheckoutConfig config) {
    this.checkout = checkout;
    this.routing = routing;
    this.config = config;
  }

  @Override
  public void addTo(Routes routes) {
    routes.create("/{version}/checkouts/create", this::create);
  }

  private Answer create(Call call) {
    var body = call.body();
    var mode = body.required("mode").word(CheckoutMode.class, MODES);
    var kind =
        body.required("source_kind")
            .word(SourceType.class, PAYABLE)
            .map(type -> DocumentKind.from(type).orElseThrow());
    var phone = body.required("party_phone").phone(Optional.empty());
    var name = body.optional("party_name").text(LONGEST_NAME);
    var email = body.optional("party_email").text(LONGEST_EMAIL);
    var relationship = body.optional("party_relationship").word(RelationshipType.class);
    var counterparty = body.optional("counterparty_id").id().map(CounterpartyId::new);
    var currency = routing.handled(body.required("currency").currency());
    var lines = lines(body, currency);
    var note = body.optional("note").text(0, LONGEST_NOTE);
    var reference = body.optional("reference_id").text(0, LONGEST_NAME);
    var due = body.optional("due_date").moment();
    var success = body.optional("success_url").url(config.secureUrlsOnly());
    var cancel = body.optional("cancel_url").url(config.secureUrlsOnly());
    var expires = body.optional("expires_at").moment();
    body.check();
    var wish =
        new CreateCheckout(
            mode.get(),
            kind.get(),
            new CreateCheckout.Payer(
                phone.get(),
                name.optional(),
                email.optional(),
                relationship.orElse(RelationshipType.CUSTOMER)),
            counterparty.optional(),
            currency.get(),
            lines.get(),
            note.orElse(""),
            reference.optional(),
            kind.get() == DocumentKind.INVOICE ? due.optional() : Optional.empty(),
            success.optional(),
            cancel.optional(),
            expires.optional());
    return Answer.json(wire(checkout.create(call.caller().merchant(), wish), wish));
  }

  /** The lines, to be had once the body is checked; in the document's currency, at least one. */
  private Supplier<List<AddLine>> lines(Fields body, Field<CurrencyCode> currency) {
    var reading = body.required("items");
    List<Supplier<AddLine>> lines = new ArrayList<>();
    for (var item : reading.objects(MOST_ITEMS, ErrorCode.SOURCE_TOO_MANY_ITEMS)) {
      lines.add(line(item, currency));
    }
    if (lines.isEmpty() && reading.isList()) {
      body.refuse("items", new Invalid(ErrorCode.SOURCE_NO_ITEMS));
    }
    return () -> lines.stream().map(Supplier::get).toList();
  }

  private Supplier<AddLine> line(Fields item, Field<CurrencyCode> document) {
    var name = item.required("name").text(LONGEST_NAME);
    var currency =
        routing
            .handled(item.required("currency").currency())
            .map(own -> same(own, document.optional()));
    var qty = item.optional("qty").integer(1, MOST_QTY);
    var unit = item.required("amount").amount(currency.optional());
    return () -> new AddLine(name.get(), qty.orElse(1L), unit.get());
  }

  private static CurrencyCode same(CurrencyCode own, Optional<CurrencyCode> document) {
    if (!document.map(own::equals).orElse(true)) {
      throw new Invalid(
          ErrorCode.CURRENCY_MISMATCH, "the document's currency is " + document.get());
    }
    return own;
  }

  private CreateCheckoutSourceLinkResponse wire(CreatedCheckout created, CreateCheckout wish) {
    var document = created.document();
    var link = created.link();
    return new CreateCheckoutSourceLinkResponse(
        wish.mode().name(),
        document.kind().source(),
        document.id().value(),
        document.number(),
        document.status().wire(),
        document.counterparty().value(),
        created.party().value(),
        document.total().currency().code(),
        document.total().amount(),
        document.reference().orElse(null),
        document.dueAt().map(WireTime::of).orElse(null),
        link.id(),
        link.expiresAt().map(WireTime::of).orElse(null),
        link.token().reveal(),
        link.successUrl().orElse(null),
        link.cancelUrl().orElse(null),
        config.publicUrl().get() + "/pay/" + link.token().reveal());
  }
}
