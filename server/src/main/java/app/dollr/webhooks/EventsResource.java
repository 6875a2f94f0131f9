package app.dollr.webhooks;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.events.Envelope;
import app.dollr.platform.events.Event;
import app.dollr.platform.events.EventFilter;
import app.dollr.platform.events.Events;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.wire.EventResendResponse;

/** The calls about the log of events. */
final class EventsResource implements Resource {
  private final Events events;
  private final Webhooks webhooks;

  EventsResource(Events events, Webhooks webhooks) {
    this.events = events;
    this.webhooks = webhooks;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get("/{version}/events/list", this::list)
        .get("/{version}/events/resent/list", this::listResent)
        .get("/{version}/events/{id}", this::show)
        .create("/{version}/events/resend/{id}", this::resend);
  }

  private Answer list(Call call) {
    var query = call.query();
    var type = query.optional("type").matching("[a-z_]{1,40}\\.([a-z_]{1,40}|\\*)");
    var objectType = query.optional("object_type").matching("[a-z_]{1,40}");
    var objectId = query.optional("object_id").id();
    var paging = Paging.read(query);
    query.check();
    var filter = new EventFilter(type.optional(), objectType.optional(), objectId.optional());
    var merchant = call.caller().merchant();
    if (filter.equals(EventFilter.ALL)) {
      var page = events.list(merchant, paging.get());
      return paging.get().answer(call, page, Envelope::of, Event::id);
    }
    var part = events.list(merchant, filter, paging.get());
    return paging.get().part(call, part.items(), part.next(), Envelope::of);
  }

  private Answer show(Call call) {
    return events
        .find(call.caller().merchant(), call.pathId("id"))
        .map(event -> Answer.json(Envelope.of(event)))
        .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
  }

  private Answer resend(Call call) {
    var id = call.pathId("id");
    var resent = webhooks.resend(call.caller().merchant(), id);
    return Answer.json(
        new EventResendResponse(resent.id(), id, resent.deliveries(), WireTime.of(resent.at())));
  }

  private Answer listResent(Call call) {
    var query = call.query();
    var after = query.optional("after").integer(0, Long.MAX_VALUE);
    query.check();
    return Answer.json(
        webhooks.resends(call.caller().merchant(), after.optional()).stream()
            .map(resend ->
                new EventResendResponse(resend.id(), resend.event(), 0, WireTime.of(resend.at())))
            .toList());
  }
}
