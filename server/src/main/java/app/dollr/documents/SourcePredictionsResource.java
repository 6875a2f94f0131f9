package app.dollr.documents;

import app.dollr.fees.Fees;
import app.dollr.fees.Predictions;
import app.dollr.fees.QuoteRequest;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.routing.Routing;
import app.dollr.values.DocumentId;
import app.dollr.wire.OperationType;
import app.dollr.wire.SourceType;
import java.time.Clock;

/** The prediction of what paying a document costs whom. */
final class SourcePredictionsResource implements Resource {
  private static final String CURRENCY = "[A-Z]{3}";

  private final Documents documents;
  private final Fees fees;
  private final Routing routing;
  private final Clock clock;

  SourcePredictionsResource(Documents documents, Fees fees, Routing routing, Clock clock) {
    this.documents = documents;
    this.fees = fees;
    this.routing = routing;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/{version}/predictions/payment-source/amount-and-fees", this::predict);
  }

  private Answer predict(Call call) {
    var query = call.query();
    var rail = Predictions.rail(query, OperationType.COLLECTION, true, routing);
    var currency =
        Predictions.payable(
            routing.handled(query.required("target_currency").currency(CURRENCY)), rail);
    var type = query.required("source_type").word(SourceType.class);
    var id = query.required("source_id").id().map(DocumentId::new);
    query.check();
    var merchant = call.caller().merchant();
    var document =
        DocumentKind.from(type.get())
            .flatMap(kind -> documents.find(new DocumentRef(merchant, kind, id.get())))
            .map(DocumentDetail::document)
            .orElseThrow(() -> Refused.query("source_id", ErrorCode.SOURCE_UNKNOWN));
    if (document.status() == DocumentStatus.IDLE) {
      throw Refused.query("source_id", ErrorCode.SOURCE_NOT_ACTIVE);
    }
    var request =
        new QuoteRequest(
            merchant,
            OperationType.COLLECTION,
            rail.get(),
            document.total(),
            currency.get(),
            document.feeBearer(),
            clock.instant());
    return Answer.json(Predictions.wire(fees.quote(request), "source_id"));
  }
}
