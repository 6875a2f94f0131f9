package app.dollr.executions;

import app.dollr.executions.Books.PaidDocument;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.values.ExecutionId;
import app.dollr.wire.ExecutionStatus;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The list of a merchant's executions, which Dollr does not have. */
final class PaymentsResource implements Resource {
  private final Executions executions;

  PaymentsResource(Executions executions) {
    this.executions = executions;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/{version}/payments/list", this::list);
  }

  private Answer list(Call call) {
    var query = call.query();
    var operation = query.optional("operation_type").word(OperationType.class);
    var status = query.optional("status").word(ExecutionStatus.class);
    var currency = query.optional("currency").matching("[A-Z]{3}");
    var from = query.optional("created_from").moment();
    var until = query.optional("created_before").moment();
    var paging = Paging.read(query);
    query.check();
    var filter =
        new PaymentFilter(
            operation.optional(),
            states(status.optional()),
            currency.optional(),
            from.optional(),
            until.optional());
    var page = executions.list(call.caller().merchant(), filter, paging.get());
    return paging.get().answer(call, page, PaymentsResource::wire, e -> e.id().value());
  }

  /** The states that callers see as this status; all, where none is asked for. */
  private static List<ExecutionState> states(Optional<ExecutionStatus> status) {
    return Arrays.stream(ExecutionState.values())
        .filter(state -> status.map(wanted -> state.wire() == wanted).orElse(true))
        .toList();
  }

  private static PaymentResponse wire(Execution execution) {
    var amounts = execution.amounts();
    return new PaymentResponse(
        execution.id().value(),
        execution.reference().toString(),
        execution.operation(),
        execution.state().wire(),
        execution.route().method(),
        amounts.payer().amount(),
        amounts.payer().currency().code(),
        amounts.payee().amount(),
        amounts.payee().currency().code(),
        amounts.platformFee().amount(),
        amounts.gatewayFee().amount(),
        amounts.fxFee().amount(),
        amounts.base().currency().code(),
        execution.books().document().map(d -> d.kind().source()).orElse(null),
        execution.books().document().map(PaidDocument::id).map(id -> id.value()).orElse(null),
        execution.books().original().map(ExecutionId::value).orElse(null),
        execution.word().transaction().orElse(null),
        execution.word().message().orElse(null),
        execution.walletMessage().orElse(null),
        WireTime.of(execution.progress().acceptedAt()),
        execution.progress().finalAt().map(WireTime::of).orElse(null));
  }
}
