package app.dollr.app;

import app.dollr.gateways.Check;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All that can be looked at before the first payment, for the operator. */
final class DoctorResource implements Resource {
  private final Supplier<List<Check>> checks;

  DoctorResource(Supplier<List<Check>> checks) {
    this.checks = checks;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/admin/v1/doctor", this::look);
  }

  private Answer look(Call call) {
    var found = checks.get();
    return Answer.json(Map.of("sound", found.stream().allMatch(Check::passed), "checks", found));
  }
}
