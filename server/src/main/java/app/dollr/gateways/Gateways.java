package app.dollr.gateways;

import app.dollr.platform.database.Step;
import app.dollr.platform.http.Resource;
import app.dollr.routing.Operators;
import app.dollr.routing.Prediction;
import app.dollr.routing.Prompt;
import app.dollr.routing.Rail;
import app.dollr.routing.Routing;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.OperationType;
import app.dollr.wire.OperatorState;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.Provider;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The gateways that are connected, by the network they carry. */
public final class Gateways implements Operators {
  private final Map<Provider, Gateway> byNetwork;
  private final GatewayKeys keys;

  public Gateways(Map<Provider, Gateway> byNetwork, GatewayKeys keys) {
    this.byNetwork = Map.copyOf(byNetwork);
    this.keys = keys;
  }

  /** The routes of this room. */
  public Resource resource(Routing routing) {
    return new CardPredictionsResource(this, routing);
  }

  /** The gateway for a network; empty when none is connected. */
  public Optional<Gateway> forNetwork(Provider network) {
    return Optional.ofNullable(byNetwork.get(network));
  }

  /** What the gateway for cards knows of them; empty when none is connected. */
  public Optional<Cards> cards() {
    return byNetwork.values().stream().flatMap(g -> g.cards().stream()).findFirst();
  }

  /** The gateway kept under a name, as executions remember it. */
  public Optional<Gateway> named(String name) {
    return byNetwork.values().stream().filter(g -> g.name().equals(name)).findFirst();
  }

  /**
   * The step that remembers whose key a gateway is about to hear, to be sent with the commit that
   * takes the payment in; none for a gateway that names more than the key when it calls back.
   */
  public Optional<Step<?>> remember(GatewayKey key, GatewayKeys.Meant meant) {
    return named(meant.gateway())
        .filter(Gateway::callsBackByKey)
        .map(known -> keys.remember(key, meant));
  }

  /** All that are connected, by name. */
  public List<Gateway> all() {
    return byNetwork.values().stream().sorted(Comparator.comparing(Gateway::name)).toList();
  }

  @Override
  public Optional<String> obstacle(Rail rail, OperationType operation) {
    return forNetwork(rail.network()).flatMap(gateway -> gateway.obstacle(rail, operation));
  }

  @Override
  public Optional<OperatorState> state(Rail rail, OperationType operation) {
    return forNetwork(rail.network()).flatMap(gateway -> gateway.state(rail, operation));
  }

  @Override
  public Optional<Rail.Limits> limits(Rail rail, OperationType operation, CurrencyCode currency) {
    return forNetwork(rail.network()).flatMap(g -> g.limits(rail, operation, currency));
  }

  @Override
  public Prediction predict(PhoneNumber phone, Set<PaymentMethod> candidates) {
    return forNetwork(Provider.PAWAPAY)
        .map(gateway -> gateway.predict(phone, candidates))
        .orElseGet(() -> new Prediction.Unknown("nobody is connected"));
  }

  @Override
  public Optional<Prompt> prompt(Rail rail) {
    return forNetwork(rail.network()).flatMap(gateway -> gateway.prompt(rail));
  }
}
