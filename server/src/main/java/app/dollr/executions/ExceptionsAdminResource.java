package app.dollr.executions;

import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operator's view of what does not fit. */
final class ExceptionsAdminResource implements Resource {
  private final Executions executions;

  ExceptionsAdminResource(Executions executions) {
    this.executions = executions;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/admin/v1/exceptions", this::list);
  }

  private Answer list(Call call) {
    return Answer.json(
        executions.exceptions().stream().map(ExceptionsAdminResource::shown).toList());
  }

  private static Map<String, Object> shown(GatewayException exception) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", exception.id());
    shown.put("merchant_id", exception.merchant().value());
    shown.put("reference_id", exception.reference().toString());
    shown.put("kind", exception.kind());
    shown.put("said", exception.said());
    shown.put("noted_at", exception.notedAt());
    return shown;
  }
}
