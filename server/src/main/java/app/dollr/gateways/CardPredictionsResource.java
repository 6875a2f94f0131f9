package app.dollr.gateways;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Invalid;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.routing.Rail;
import app.dollr.routing.Routing;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PaymentMethodId;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.PredictCardPaymentInfoResponse;
import app.dollr.wire.Provider;

/** The prediction of what a card can pay. */
final class CardPredictionsResource implements Resource {
  private final Gateways gateways;
  private final Routing routing;

  CardPredictionsResource(Gateways gateways, Routing routing) {
    this.gateways = gateways;
    this.routing = routing;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/{version}/predictions/card-provider-info", this::predict);
  }

  private Answer predict(Call call) {
    var rail = routing.rail(PaymentMethod.CREDIT_CARD);
    var query = call.query();
    var id = query.required("payment_method_id").paymentMethod();
    var operation =
        query.required("operation_type").word(OperationType.class).map(word -> done(rail, word));
    query.optional("provider").word(Provider.class).map(word -> carried(rail, word));
    query.check();
    return Answer.json(wire(rail, id.get(), operation.get(), known(id.get())));
  }

  private static OperationType done(Rail rail, OperationType operation) {
    if (!rail.operations().contains(operation)) {
      throw new Invalid(ErrorCode.METHOD_UNSUPPORTED);
    }
    return operation;
  }

  private static Provider carried(Rail rail, Provider provider) {
    if (!rail.isCarriedBy(provider)) {
      throw new Invalid(ErrorCode.METHOD_PROVIDER_MISMATCH);
    }
    return provider;
  }

  private CardKnowledge.Known known(PaymentMethodId id) {
    var cards =
        gateways
            .cards()
            .orElseThrow(() -> Refused.query("payment_method_id", ErrorCode.METHOD_UNAVAILABLE));
    return switch (cards.card(id)) {
      case CardKnowledge.Known known -> known;
      case CardKnowledge.Unknown unknown ->
          throw Refused.query("payment_method_id", ErrorCode.PAYMENT_METHOD_UNKNOWN);
      case CardKnowledge.Unreachable unreachable -> throw Refused.of(ErrorCode.UNAVAILABLE);
    };
  }

  private static PredictCardPaymentInfoResponse wire(
      Rail rail, PaymentMethodId id, OperationType operation, CardKnowledge.Known card) {
    return new PredictCardPaymentInfoResponse(
        card.brand().orElse(null),
        card.country().orElse(null),
        rail.currencies().stream().map(CurrencyCode::code).toList(),
        id.value(),
        rail.method(),
        rail.network(),
        operation);
  }
}
