package app.dollr.gateways.sandbox;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Field;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the operator may tell the sandbox. */
final class SandboxAdminResource implements Resource {
  private static final int MOST_FAULTS = 1_000_000;

  private enum Resolution {
    completed,
    failed
  }

  private final SandboxGateway sandbox;
  private final SandboxCards cards;

  SandboxAdminResource(SandboxGateway sandbox, SandboxCards cards) {
    this.sandbox = sandbox;
    this.cards = cards;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .post("/admin/v1/sandbox/resolve", this::resolve)
        .get("/admin/v1/sandbox/faults", this::show)
        .put("/admin/v1/sandbox/faults", this::set);
  }

  private Answer resolve(Call call) {
    var body = call.body();
    var reference = body.required("reference_id").reference();
    var outcome = body.required("outcome").word(Resolution.class);
    body.check();
    boolean completed = outcome.get() == Resolution.completed;
    if (!sandbox.resolve(reference.get(), completed)
        && !cards.resolve(reference.get(), completed)) {
      throw Refused.of(ErrorCode.NOT_FOUND);
    }
    return Answer.json(
        Map.of("reference_id", reference.get().toString(), "outcome", outcome.get()));
  }

  private Answer show(Call call) {
    return Answer.json(faults());
  }

  /** Sets the faults that are named, and switches the others off. */
  private Answer set(Call call) {
    var body = call.body();
    Map<Fault, Field<Long>> counts = new EnumMap<>(Fault.class);
    for (var fault : Fault.values()) {
      counts.put(fault, body.optional(fault.wire()).integer(0, MOST_FAULTS));
    }
    body.check();
    sandbox.faults().clear();
    counts.forEach((fault, count) -> sandbox.faults().set(fault, count.orElse(0L).intValue()));
    return Answer.json(faults());
  }

  private Map<String, Integer> faults() {
    Map<String, Integer> shown = new LinkedHashMap<>();
    sandbox.faults().left().forEach((fault, count) -> shown.put(fault.wire(), count));
    return shown;
  }
}
