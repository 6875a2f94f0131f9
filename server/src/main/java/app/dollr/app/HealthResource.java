package app.dollr.app;

import app.dollr.platform.database.Database;
import app.dollr.platform.database.Sql;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Route.Method;
import app.dollr.platform.http.Routes;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the process lives, and whether it can serve. */
final class HealthResource implements Resource {
  private static final Sql ALIVE = Sql.of("select 1 as alive");

  private final Database database;
  private final AtomicBoolean serving;

  HealthResource(Database database, AtomicBoolean serving) {
    this.database = database;
    this.serving = serving;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .open(Method.GET, "/health/live", call -> Answer.json(Map.of("status", "live")))
        .open(Method.GET, "/health/ready", this::ready);
  }

  private Answer ready(Call call) {
    if (!serving.get()) {
      throw Refused.of(ErrorCode.UNAVAILABLE, Map.of("Retry-After", "1"));
    }
    database.run(ALIVE.bare().only(row -> row.count("alive")));
    return Answer.json(Map.of("status", "ready"));
  }
}
