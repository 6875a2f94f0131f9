package app.dollr.app;

import app.dollr.gateways.Condition;
import app.dollr.gateways.Gateways;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Route.Method;
import app.dollr.platform.http.Routes;
import app.dollr.routing.Rail;
import app.dollr.routing.Routing;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

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
    var conditions =
        gateways.all().stream()
            .map(gateway -> new Shown(gateway.name(), word(gateway.condition())))
            .toList();
    var obstacles =
        Stream.of(PaymentMethod.values())
            .map(routing::rail)
            .filter(rail -> rail.available() && gateways.forNetwork(rail.network()).isPresent())
            .flatMap(GatewayHealthResource::obstacles)
            .toList();
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
            obstacles));
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
  record Shown(String name, String condition) {}

  /** What cannot be done at the moment. */
  record Obstacle(PaymentMethod method, OperationType operation, String why) {}
}
