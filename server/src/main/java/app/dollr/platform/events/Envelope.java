package app.dollr.platform.events;

import app.dollr.platform.http.WireTime;
import app.dollr.platform.json.Json;
import app.dollr.wire.EventResponse;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/** Events as the outside sees them: the same in lists and in what is sent. */
public final class Envelope {
  private static final int VERSION = 1;
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private Envelope() {}

  public static EventResponse of(Event event) {
    return new EventResponse(
        event.id(),
        VERSION,
        event.type(),
        WireTime.of(event.createdAt()),
        event.merchant().value(),
        event.objectType(),
        event.objectId(),
        event.sequence(),
        Json.mapper().readValue(event.data(), OBJECT));
  }
}
