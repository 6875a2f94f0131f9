package app.dollr.platform.events;

import app.dollr.values.MerchantId;
import java.time.Instant;

/**
 * Something that happened to an object of a merchant.
 *
 * @param id of the event, unique among all; a row of the log that tells two has two
 * @param type such as {@code invoice.paid}
 * @param sequence grows with each change of the object
 * @param data the object as answers showed it then, in JSON
 */
public record Event(
    MerchantId merchant,
    long id,
    String type,
    String objectType,
    long objectId,
    int sequence,
    String data,
    Instant createdAt) {}
