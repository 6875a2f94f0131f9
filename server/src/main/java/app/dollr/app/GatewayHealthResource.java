package app.dollr.app;

import app.dollr.gateways.Condition;
import app.dollr.gateways.Gateway;
import app.dollr.gateways.Gateways;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Route.Method;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.routing.Rail;
import app.dollr.routing.Routing;
import app.dollr.wire.OperationType;
import app.dollr.wire.OperatorState;
import app.dollr.wire.PaymentMethod;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How it stands with the gateways, and what cannot be done for that. */
final class GatewayHealthResource implements Resource {
  private final Gateways gateways;
  private final Routing routing;

  GatewayHealthResource(Gateways gateways, Routing routing) {
    this.gateways = gateways;
    this.routing = routing;
  }

  @Override
  public void addTo(Routes routes) {
    routes.open(Method.GET, "/health", this::show);
  }

  private Answer show(Call call) {
    var conditions = gateways.all().stream().map(GatewayHealthResource::shown).toList();
    var obstacles = rails().flatMap(GatewayHealthResource::obstacles).toList();
    var operators = rails().flatMap(GatewayHealthResource::states).toList();
    boolean well =
        obstacles.isEmpty()
            && conditions.stream().allMatch(shown -> shown.condition().equals(word(Condition.UP)));
    return Answer.json(
        Map.of(
            "status",
            well ? "well" : "impaired",
            "gateways",
            conditions,
            "unavailable",
            obstacles,
            "operators",
            operators));
  }

  private Stream<Rail> rails() {
    return Stream.of(PaymentMethod.values())
        .map(routing::rail)
        .filter(rail -> rail.available() && gateways.forNetwork(rail.network()).isPresent());
  }

  private static Shown shown(Gateway gateway) {
    return new Shown(
        gateway.name(),
        word(gateway.condition()),
        gateway.operatorsKnownAt().map(WireTime::of).orElse(null));
  }

  private static Stream<Operator> states(Rail rail) {
    return rail.operations().stream()
        .sorted()
        .flatMap(operation ->
            rail.state(operation).stream()
                .map(state -> new Operator(rail.method(), operation, state)));
  }

  private static Stream<Obstacle> obstacles(Rail rail) {
    return rail.operations().stream()
        .sorted()
        .flatMap(operation ->
            rail.obstacle(operation).stream()
                .map(why -> new Obstacle(rail.method(), operation, why)));
  }

  private static String word(Condition condition) {
    return condition.name().toLowerCase(Locale.ROOT);
  }

  /** A gateway as the answer shows it. */
  record Shown(String name, String condition, @Nullable Instant operatorsKnownAt) {}

  /** How it stands with an operation of an operator that says so itself. */
  record Operator(PaymentMethod method, OperationType operation, OperatorState state) {}

  /** What cannot be done at the moment. */
  record Obstacle(PaymentMethod method, OperationType operation, String why) {}
}
