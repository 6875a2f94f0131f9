package app.dollr.webhooks;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Field;
import app.dollr.platform.http.Fields;
import app.dollr.platform.http.Invalid;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.values.MerchantId;
import app.dollr.values.Secret;
import app.dollr.webhooks.DeliveryStore.Span;
import app.dollr.webhooks.EndpointStore.Wish;
import app.dollr.wire.EventType;
import app.dollr.wire.WebhookEndpointResponse;
import app.dollr.wire.WebhookReplayResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The calls about endpoints. */
final class EndpointsResource implements Resource {
  private static final int MOST_TYPES = 50;
  private static final int LONGEST_DESCRIPTION = 255;
  private static final int MOST_OVERLAP_HOURS = 168;
  private static final long DEFAULT_OVERLAP_HOURS = 24;
  private static final Set<String> TYPES = new TreeSet<>(Set.of("*"));

  static {
    Arrays.stream(EventType.values())
        .forEach(type -> {
          TYPES.add(type.text());
          TYPES.add(type.subject() + ".*");
        });
  }

  private final Webhooks webhooks;
  private final boolean secureOnly;

  EndpointsResource(Webhooks webhooks, boolean secureOnly) {
    this.webhooks = webhooks;
    this.secureOnly = secureOnly;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .create("/{version}/webhooks/create", this::create)
        .get("/{version}/webhooks/list", this::list)
        .get("/{version}/webhooks/retrieve/{id}", this::show)
        .put("/{version}/webhooks/update/{id}", this::change)
        .delete("/{version}/webhooks/delete/{id}", this::remove)
        .create("/{version}/webhooks/rotate-secret/{id}", this::rotate)
        .create("/{version}/webhooks/ping/{id}", this::ping)
        .create("/{version}/webhooks/replay/{id}", this::replay);
  }

  private Answer create(Call call) {
    var body = call.body();
    var url = body.required("url").url(secureOnly);
    var description = body.optional("description").text(0, LONGEST_DESCRIPTION);
    var types = types(body);
    body.check();
    var wish =
        new Wish(
            url.optional(),
            description.optional(),
            Optional.of(types.orElse(List.of("*"))),
            Optional.empty());
    var created = webhooks.create(merchant(call), wish);
    return Answer.json(wire(created.endpoint(), Optional.of(created.secret())));
  }

  private Answer list(Call call) {
    var query = call.query();
    var paging = Paging.read(query);
    query.check();
    var found = webhooks.list(merchant(call), paging.get());
    var page = new Paging.Page<>(found, found.size());
    return paging.get().answer(call, page, e -> wire(e, Optional.empty()), Endpoint::id);
  }

  private Answer show(Call call) {
    return Answer.json(wire(webhooks.find(merchant(call), call.pathId("id")), Optional.empty()));
  }

  private Answer change(Call call) {
    var id = call.pathId("id");
    var body = call.body();
    var url = body.optional("url").url(secureOnly);
    var description = body.optional("description").text(0, LONGEST_DESCRIPTION);
    var types = types(body);
    var status = body.optional("status").word(EndpointStatus.class);
    body.check();
    var wish =
        new Wish(url.optional(), description.optional(), types.optional(), status.optional());
    return Answer.json(wire(webhooks.change(merchant(call), id, wish), Optional.empty()));
  }

  private Answer remove(Call call) {
    webhooks.remove(merchant(call), call.pathId("id"));
    return Answer.json(Map.of());
  }

  private Answer rotate(Call call) {
    var id = call.pathId("id");
    var body = call.body();
    var hours = body.optional("overlap_hours").integer(0, MOST_OVERLAP_HOURS);
    body.check();
    var overlap = Duration.ofHours(hours.orElse(DEFAULT_OVERLAP_HOURS));
    var rotated = webhooks.rotate(merchant(call), id, overlap);
    return Answer.json(wire(rotated.endpoint(), Optional.of(rotated.secret())));
  }

  private Answer ping(Call call) {
    return Answer.json(wire(webhooks.ping(merchant(call), call.pathId("id")), Optional.empty()));
  }

  private Answer replay(Call call) {
    var id = call.pathId("id");
    var body = call.body();
    var since = body.required("since").moment();
    var until = body.optional("until").moment();
    var all = body.optional("all").flag();
    body.check();
    var span = new Span(since.get(), until.orElse(Instant.parse("9999-01-01T00:00:00Z")));
    return Answer.json(
        new WebhookReplayResponse(webhooks.replayAll(merchant(call), id, span, all.orElse(false))));
  }

  private static Field<List<String>> types(Fields body) {
    return body.optional("types").texts(MOST_TYPES).map(EndpointsResource::known);
  }

  private static List<String> known(List<String> types) {
    if (types.isEmpty() || !TYPES.containsAll(types)) {
      throw new Invalid(
          ErrorCode.NOT_A_WORD,
          "one to %d of these are needed: %s".formatted(MOST_TYPES, String.join(", ", TYPES)),
          Map.of("enum_values", List.copyOf(TYPES)));
    }
    return types.stream().distinct().toList();
  }

  private static MerchantId merchant(Call call) {
    return call.caller().merchant();
  }

  private static WebhookEndpointResponse wire(Endpoint endpoint, Optional<Secret> secret) {
    return new WebhookEndpointResponse(
        endpoint.id(),
        endpoint.url(),
        endpoint.description().orElse(null),
        endpoint.types(),
        endpoint.status().name(),
        endpoint.disabledReason().orElse(null),
        endpoint.disabledAt().map(WireTime::of).orElse(null),
        endpoint.failingSince().map(WireTime::of).orElse(null),
        endpoint.previousSecretUntil().map(WireTime::of).orElse(null),
        secret.map(Secret::reveal).orElse(null),
        Schedule.PAUSES.stream().map(Duration::toSeconds).toList(),
        WireTime.of(endpoint.createdAt()),
        WireTime.of(endpoint.updatedAt()));
  }
}
