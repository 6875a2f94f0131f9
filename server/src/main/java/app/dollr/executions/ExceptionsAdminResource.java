package app.dollr.executions;

import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operator's view of what does not fit, and his decisions about it. */
final class ExceptionsAdminResource implements Resource {
  private final Executions executions;

  ExceptionsAdminResource(Executions executions) {
    this.executions = executions;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get("/admin/v1/exceptions", this::list)
        .post("/admin/v1/exceptions/{id}/resolve", this::resolve);
  }

  private Answer list(Call call) {
    return Answer.json(
        executions.exceptions().stream().map(ExceptionsAdminResource::shown).toList());
  }

  private Answer resolve(Call call) {
    long id = call.pathId("id");
    var body = call.body();
    var resolution = body.required("resolution").word(Resolution.class, Resolution.DECISIONS);
    body.check();
    return Answer.json(shown(executions.resolve(id, resolution.get())));
  }

  private static Map<String, Object> shown(GatewayException exception) {
    var finding = exception.finding();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", exception.id());
    shown.put("merchant_id", finding.merchant().value());
    shown.put("reference_id", finding.reference().toString());
    shown.put("operation_type", finding.operation());
    shown.put("gateway", finding.gateway());
    shown.put("kind", finding.kind());
    shown.put("said", finding.said());
    shown.put("next", exception.resolution().isEmpty() ? finding.kind().next() : null);
    shown.put("amount", finding.money().map(money -> money.amount().amount()).orElse(null));
    shown.put(
        "currency", finding.money().map(money -> money.amount().currency().code()).orElse(null));
    shown.put(
        "direction", finding.money().map(money -> money.incoming() ? "IN" : "OUT").orElse(null));
    shown.put("provider_transaction_id", finding.transaction().orElse(null));
    shown.put("provider_dispute_id", finding.dispute().orElse(null));
    shown.put("noted_at", exception.notedAt());
    shown.put("resolution", exception.resolution().orElse(null));
    shown.put("resolved_at", exception.resolvedAt().orElse(null));
    shown.put("reinstated_at", exception.reinstatedAt().orElse(null));
    return shown;
  }
}
