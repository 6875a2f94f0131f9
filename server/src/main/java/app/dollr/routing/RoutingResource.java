package app.dollr.routing;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Invalid;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.OperationType;
import app.dollr.wire.PredictPhonePaymentInfoResponse;
import java.util.Optional;

/** The prediction of a phone's operator. */
final class RoutingResource implements Resource {
  private final Routing routing;

  RoutingResource(Routing routing) {
    this.routing = routing;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/{version}/predictions/mmo-provider-info", this::predict);
  }

  private Answer predict(Call call) {
    var query = call.query();
    var phone = query.required("phone").phone(Optional.empty());
    var operation = query.required("operation_type").word(OperationType.class);
    var guess = phone.map(routing::operator).map(found -> serving(found, operation.optional()));
    query.check();
    return Answer.json(wire(phone.get(), operation.get(), guess.get()));
  }

  /** The guess, unless its operator is known not to do the operation at the moment. */
  private static Routing.Guess serving(Routing.Guess guess, Optional<OperationType> operation) {
    operation
        .filter(guess.rail().operations()::contains)
        .flatMap(guess.rail()::obstacle)
        .ifPresent(why -> {
          throw new Invalid(ErrorCode.METHOD_UNAVAILABLE, why);
        });
    return guess;
  }

  private static PredictPhonePaymentInfoResponse wire(
      PhoneNumber phone, OperationType operation, Routing.Guess guess) {
    var rail = guess.rail();
    return new PredictPhonePaymentInfoResponse(
        guess.carrier(),
        rail.country().orElseThrow().code(),
        rail.currencies().stream().map(CurrencyCode::code).toList(),
        phone.digits(),
        rail.method(),
        rail.network(),
        operation,
        rail.state(operation).orElse(null));
  }
}
