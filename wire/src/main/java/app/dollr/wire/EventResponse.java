package app.dollr.wire;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened, as webhooks and the list of events show it. An extension of this server.
 *
 * @param version of this envelope; 1, and another only when what is here changes its meaning
 * @param type such as {@code invoice.paid}; others than {@link EventType} knows may come
 * @param objectType such as {@code invoice}
 * @param sequence grows with each change of the object; gaps are changes that are not told
 * @param data the object as its own answers showed it then
 */
public record EventResponse(
    long id,
    int version,
    String type,
    Instant createdAt,
    long merchantId,
    String objectType,
    long objectId,
    int sequence,
    Map<String, Object> data) {}
