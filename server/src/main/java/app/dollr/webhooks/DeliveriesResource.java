package app.dollr.webhooks;

import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.values.MerchantId;
import app.dollr.webhooks.DeliveryStore.Filter;
import app.dollr.wire.WebhookAttemptResponse;
import app.dollr.wire.WebhookDeliveryResponse;
import java.util.List;
import java.util.Optional;

/** The calls about deliveries. */
final class DeliveriesResource implements Resource {
  private final Webhooks webhooks;

  DeliveriesResource(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get("/{version}/webhooks/deliveries/list", this::list)
        .get("/{version}/webhooks/deliveries/retrieve/{id}", this::show)
        .create("/{version}/webhooks/deliveries/replay/{id}", this::replay);
  }

  private Answer list(Call call) {
    var query = call.query();
    var endpoint = query.optional("endpoint_id").id();
    var event = query.optional("event_id").id();
    var state = query.optional("state").word(DeliveryState.class);
    var paging = Paging.read(query);
    query.check();
    var filter = new Filter(endpoint.optional(), event.optional(), state.optional());
    var page = webhooks.deliveries(merchant(call), filter, paging.get());
    return paging.get().answer(call, page, d -> wire(d, Optional.empty()), Delivery::id);
  }

  private Answer show(Call call) {
    var history = webhooks.delivery(merchant(call), call.pathId("id"));
    return Answer.json(wire(history.delivery(), Optional.of(history.attempts())));
  }

  private Answer replay(Call call) {
    return Answer.json(wire(webhooks.replay(merchant(call), call.pathId("id")), Optional.empty()));
  }

  private static MerchantId merchant(Call call) {
    return call.caller().merchant();
  }

  private static WebhookDeliveryResponse wire(Delivery delivery, Optional<List<Attempt>> attempts) {
    return new WebhookDeliveryResponse(
        delivery.id(),
        delivery.endpoint(),
        delivery.event(),
        delivery.type(),
        delivery.state().name(),
        delivery.replay(),
        delivery.attempts(),
        delivery.nextAt().map(WireTime::of).orElse(null),
        delivery.lastStatus().orElse(null),
        delivery.lastError().orElse(null),
        WireTime.of(delivery.createdAt()),
        delivery.endedAt().map(WireTime::of).orElse(null),
        attempts.map(all -> all.stream().map(DeliveriesResource::wire).toList()).orElse(null));
  }

  private static WebhookAttemptResponse wire(Attempt attempt) {
    return new WebhookAttemptResponse(
        attempt.number(),
        WireTime.of(attempt.beganAt()),
        attempt.took().toMillis(),
        attempt.status().orElse(null),
        attempt.error().orElse(null),
        attempt.answer().orElse(null));
  }
}
