package app.dollr.executions;

import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;

/** The merchant's view of disputes, which Dollr does not have. */
final class DisputesResource implements Resource {
  private final Disputes disputes;

  DisputesResource(Disputes disputes) {
    this.disputes = disputes;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/{version}/disputes/list", this::list);
  }

  private Answer list(Call call) {
    var query = call.query();
    var paging = Paging.read(query);
    query.check();
    var page = disputes.list(call.caller().merchant(), paging.get());
    return paging.get().answer(call, page, Dispute::wire, Dispute::id);
  }
}
