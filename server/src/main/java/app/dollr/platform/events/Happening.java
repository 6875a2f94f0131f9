package app.dollr.platform.events;

import app.dollr.values.MerchantId;
import java.util.List;

/**
 * What happened to an object, about to be written.
 *
 * @param types what it is: the general word, then the particular one; each is an event of its own
 * @param sequence grows with each change of the object
 * @param data the object as answers show it, in JSON
 */
public record Happening(
    MerchantId merchant,
    List<String> types,
    String objectType,
    long objectId,
    int sequence,
    String data) {
  public Happening {
    types = List.copyOf(types);
  }
}
