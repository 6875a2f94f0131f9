package app.dollr.executions;

import app.dollr.checkout.Purpose;
import app.dollr.checkout.Session;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.values.ExecutionId;
import app.dollr.wire.RefundSessionResponse;

/** The call that opens sessions to refund. */
final class RefundSessionsResource implements Resource {
  private static final int LONGEST_REASON = 2000;

  private final Executions executions;

  RefundSessionsResource(Executions executions) {
    this.executions = executions;
  }

  @Override
  public void addTo(Routes routes) {
    routes.create("/{version}/sessions/refund", this::open);
  }

  private Answer open(Call call) {
    var body = call.body();
    var original = body.required("original_payment_intent_id").id().map(ExecutionId::new);
    var amount = body.required("amount").positiveDecimal();
    var reason = body.optional("reason").text(0, LONGEST_REASON);
    var expires = body.required("expires_at").moment();
    body.check();
    var session =
        executions.openRefund(
            call.caller().merchant(),
            original.get(),
            amount.get(),
            reason.optional(),
            expires.get());
    return Answer.json(wire(session, (Purpose.Refund) session.purpose()));
  }

  private static RefundSessionResponse wire(Session session, Purpose.Refund purpose) {
    return new RefundSessionResponse(
        session.id().value(),
        purpose.original().value(),
        session.amount().amount(),
        purpose.reason().orElse(null),
        session.status().wire(),
        WireTime.of(session.expiresAt()),
        WireTime.of(session.createdAt()),
        WireTime.of(session.updatedAt()));
  }
}
