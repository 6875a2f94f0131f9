package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.EventResendResponse;
import app.dollr.wire.EventResponse;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What happened to the merchant's objects, as a log. An extension of this server. */
public final class Events {
  private static final Map<String, Object> EMPTY = Map.of();

  private final Transport transport;

  Events(Transport transport) {
    this.transport = transport;
  }

  /** The newest 1,000. */
  public List<EventResponse> list(EventFilter filter) {
    return transport.run(Call.list(filter.on(target("list")), EventResponse.class));
  }

  /** One page. */
  public List<EventResponse> list(EventFilter filter, Page page) {
    return transport.run(Call.list(page.on(filter.on(target("list"))), EventResponse.class));
  }

  /** All of them, read as they are walked. */
  public Paged<EventResponse> listAll(EventFilter filter) {
    return Paged.linked(page ->
        transport.run(Call.linked(page.on(filter.on(target("list"))), EventResponse.class)));
  }

  /**
   * One event.
   *
   * @throws NotFoundException when the merchant has no such event, or no longer
   */
  public EventResponse retrieve(long id) {
    return transport.run(Call.get(target(id), EventResponse.class));
  }

  /**
   * Has an event sent again to every webhook endpoint that wants it, and told to whoever follows
   * the log.
   *
   * @throws NotFoundException when the merchant has no such event
   */
  public EventResendResponse resend(long id) {
    var call = Call.create(target("resend", id), EMPTY, EventResendResponse.class);
    return transport.run(call);
  }

  /** The events that were asked for again after this one; the last one when none is named. */
  public List<EventResendResponse> listResent(OptionalLong after) {
    var target =
        target("resent", "list").with("after", after.isPresent() ? after.getAsLong() : null);
    return transport.run(Call.list(target, EventResendResponse.class));
  }

  private static Target target(Object... rest) {
    Object[] segments = new Object[rest.length + 2];
    segments[0] = "v1";
    segments[1] = "events";
    System.arraycopy(rest, 0, segments, 2, rest.length);
    return Target.of(segments);
  }
}
