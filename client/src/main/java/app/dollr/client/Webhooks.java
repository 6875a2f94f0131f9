package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.CreateWebhookEndpointPayload;
import app.dollr.wire.ReplayWebhooksPayload;
import app.dollr.wire.RotateWebhookSecretPayload;
import app.dollr.wire.UpdateWebhookEndpointPayload;
import app.dollr.wire.WebhookDeliveryResponse;
import app.dollr.wire.WebhookEndpointResponse;
import app.dollr.wire.WebhookReplayResponse;
import java.util.List;
import java.util.Map;

/** Where events are sent to, and what became of each sending. An extension of this server. */
public final class Webhooks {
  private static final Map<String, Object> EMPTY = Map.of();

  private final Transport transport;

  Webhooks(Transport transport) {
    this.transport = transport;
  }

  /**
   * Makes an endpoint; the answer has its secret, this once.
   *
   * @throws InvalidRequestException when the URL may not be called, or there are 20 already
   */
  public WebhookEndpointResponse create(CreateWebhookEndpointPayload endpoint) {
    return transport.run(Call.create(target("create"), endpoint, WebhookEndpointResponse.class));
  }

  /** All endpoints. */
  public List<WebhookEndpointResponse> list() {
    return transport.run(Call.list(target("list"), WebhookEndpointResponse.class));
  }

  /**
   * One endpoint.
   *
   * @throws NotFoundException when the merchant has no such endpoint
   */
  public WebhookEndpointResponse retrieve(long id) {
    return transport.run(Call.get(target("retrieve", id), WebhookEndpointResponse.class));
  }

  /** Changes what is given; disabling cancels the deliveries that wait. */
  public WebhookEndpointResponse update(long id, UpdateWebhookEndpointPayload change) {
    return transport.run(Call.put(target("update", id), change, WebhookEndpointResponse.class));
  }

  /** Removes an endpoint with all that is known of its deliveries. */
  public void delete(long id) {
    var unused = transport.run(Call.delete(target("delete", id), Map.class));
  }

  /** Gives an endpoint a new secret, which the answer has this once. */
  public WebhookEndpointResponse rotateSecret(long id, RotateWebhookSecretPayload overlap) {
    var call = Call.create(target("rotate-secret", id), overlap, WebhookEndpointResponse.class);
    return transport.run(call);
  }

  /** Has an event {@code webhook.ping} sent to an endpoint. */
  public WebhookEndpointResponse ping(long id) {
    return transport.run(Call.create(target("ping", id), EMPTY, WebhookEndpointResponse.class));
  }

  /** Has the events of a time sent to an endpoint again, at most 10,000 with one call. */
  public WebhookReplayResponse replay(long id, ReplayWebhooksPayload which) {
    return transport.run(Call.create(target("replay", id), which, WebhookReplayResponse.class));
  }

  /** The newest 1,000 deliveries to an endpoint. */
  public List<WebhookDeliveryResponse> deliveries(long endpoint) {
    var target = target("deliveries", "list").with("endpoint_id", endpoint);
    return transport.run(Call.list(target, WebhookDeliveryResponse.class));
  }

  /**
   * One delivery with each of its attempts.
   *
   * @throws NotFoundException when the merchant has no such delivery
   */
  public WebhookDeliveryResponse delivery(long id) {
    var target = target("deliveries", "retrieve", id);
    return transport.run(Call.get(target, WebhookDeliveryResponse.class));
  }

  /** Makes a delivery again. */
  public WebhookDeliveryResponse replayDelivery(long id) {
    var target = target("deliveries", "replay", id);
    return transport.run(Call.create(target, EMPTY, WebhookDeliveryResponse.class));
  }

  private static Target target(Object... rest) {
    Object[] segments = new Object[rest.length + 2];
    segments[0] = "v1";
    segments[1] = "webhooks";
    System.arraycopy(rest, 0, segments, 2, rest.length);
    return Target.of(segments);
  }
}
