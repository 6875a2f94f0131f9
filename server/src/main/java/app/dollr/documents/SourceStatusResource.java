package app.dollr.documents;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.values.DocumentId;
import app.dollr.wire.PaymentSourceStatusResponse;
import app.dollr.wire.SourceType;

/** The question where a document stands, whatever its kind. */
final class SourceStatusResource implements Resource {
  private final Documents documents;

  SourceStatusResource(Documents documents) {
    this.documents = documents;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/{version}/status/source", this::show);
  }

  private Answer show(Call call) {
    var query = call.query();
    var type = query.required("source_type").word(SourceType.class);
    var id = query.required("source_id").id().map(DocumentId::new);
    query.check();
    return DocumentKind.from(type.get())
        .map(kind -> new DocumentRef(call.caller().merchant(), kind, id.get()))
        .flatMap(documents::find)
        .map(detail -> Answer.json(wire(detail.document())))
        .orElseThrow(() -> Refused.query("source_id", ErrorCode.SOURCE_UNKNOWN));
  }

  private static PaymentSourceStatusResponse wire(Document document) {
    return new PaymentSourceStatusResponse(
        document.id().value(),
        document.kind().source(),
        document.number(),
        document.status().wire(),
        document.total().currency().code(),
        document.total().amount(),
        document.paidAt().map(WireTime::of).orElse(null));
  }
}
