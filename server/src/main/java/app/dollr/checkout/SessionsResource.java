package app.dollr.checkout;

import app.dollr.documents.DocumentKind;
import app.dollr.documents.DocumentRef;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.values.DocumentId;
import app.dollr.wire.CheckoutSessionResponse;
import app.dollr.wire.SourceType;
import java.util.List;

/** The calls about checkout sessions. */
final class SessionsResource implements Resource {
  private static final List<SourceType> PAYABLE = List.of(SourceType.INVOICE, SourceType.ORDER);

  private final Checkout checkout;

  SessionsResource(Checkout checkout) {
    this.checkout = checkout;
  }

  @Override
  public void addTo(Routes routes) {
    routes.post("/{version}/sessions/checkout", this::open);
  }

  private Answer open(Call call) {
    var body = call.body();
    var id = body.required("source_id").id().map(DocumentId::new);
    var kind =
        body.required("source_type")
            .word(SourceType.class, PAYABLE)
            .map(type -> DocumentKind.from(type).orElseThrow());
    body.check();
    var ref = new DocumentRef(call.caller().merchant(), kind.get(), id.get());
    return Answer.json(wire(checkout.open(ref)));
  }

  private static CheckoutSessionResponse wire(CheckoutSession session) {
    return new CheckoutSessionResponse(
        session.id().value(),
        session.document().value(),
        session.kind().source(),
        switch (session.status()) {
          case ACTIVE -> app.dollr.wire.SessionStatus.ACTIVE;
          case EXECUTED -> app.dollr.wire.SessionStatus.EXECUTED;
        },
        null,
        WireTime.of(session.expiresAt()),
        WireTime.of(session.createdAt()),
        WireTime.of(session.updatedAt()));
  }
}
