package app.dollr.executions;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;

/** The questions where an execution stands. */
final class StatusResource implements Resource {
  private final Executions executions;

  StatusResource(Executions executions) {
    this.executions = executions;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get(
            "/{version}/status/collection/{reference_id}",
            call -> show(call, OperationType.COLLECTION))
        .get("/{version}/status/payout/{reference_id}", call -> show(call, OperationType.PAYOUT))
        .get(
            "/{version}/status/transfer/{reference_id}", call -> show(call, OperationType.TRANSFER))
        .get("/{version}/status/refund/{reference_id}", call -> show(call, OperationType.REFUND));
  }

  private Answer show(Call call, OperationType operation) {
    return executions
        .find(call.caller().merchant(), operation, reference(call))
        .map(execution -> Answer.json(ExecutionWire.of(execution)))
        .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
  }

  private static ReferenceId reference(Call call) {
    try {
      return ReferenceId.parse(call.path("reference_id"));
    } catch (IllegalArgumentException e) {
      throw Refused.of(ErrorCode.NOT_FOUND);
    }
  }
}
