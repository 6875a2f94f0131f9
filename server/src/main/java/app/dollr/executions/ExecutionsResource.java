package app.dollr.executions;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.routing.Routing;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.ReferenceId;
import app.dollr.values.SessionId;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.OperationType;

/** The calls that start executions and ask about them. */
final class ExecutionsResource implements Resource {
  private final Executions executions;
  private final Routing routing;

  ExecutionsResource(Executions executions, Routing routing) {
    this.executions = executions;
    this.routing = routing;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .post("/{version}/executions/collection", this::collect)
        .get(
            "/{version}/status/collection/{reference_id}",
            call -> show(call, OperationType.COLLECTION));
  }

  private Answer collect(Call call) {
    var body = call.body();
    var session = body.required("session_id").id().map(SessionId::new);
    var account = body.required("payment_account_id").id().map(PaymentAccountId::new);
    var currency = routing.handled(body.required("currency").currency());
    var reference = body.required("reference_id").reference();
    body.check();
    var accepted =
        executions.collect(
            new StartCollection(
                call.caller().merchant(),
                session.get(),
                account.get(),
                currency.get(),
                reference.get()));
    var answer = Answer.json(wire(accepted.execution()));
    return accepted.replayed() ? answer.withHeader("Idempotent-Replayed", "true") : answer;
  }

  private Answer show(Call call, OperationType operation) {
    return executions
        .find(call.caller().merchant(), operation, reference(call))
        .map(execution -> Answer.json(wire(execution)))
        .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
  }

  private static ReferenceId reference(Call call) {
    try {
      return ReferenceId.parse(call.path("reference_id"));
    } catch (IllegalArgumentException e) {
      throw Refused.of(ErrorCode.NOT_FOUND);
    }
  }

  private static ExecutionResponse wire(Execution execution) {
    return new ExecutionResponse(
        execution.reference().toString(),
        execution.state().wire(),
        execution.payer().amount(),
        execution.payer().currency().code(),
        execution.payee().currency().code(),
        execution.payee().amount(),
        execution.operation(),
        execution.word().transaction().orElse(null),
        execution.word().message().orElse(null),
        null,
        null,
        null,
        execution.id().value());
  }
}
