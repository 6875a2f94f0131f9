package app.dollr.client;

import app.dollr.client.internal.Target;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which events to list.
 *
 * @param type such as {@code invoice.paid}, or {@code invoice.*}
 * @param objectType such as {@code invoice}
 */
public record EventFilter(
    Optional<String> type, Optional<String> objectType, OptionalLong objectId) {
  /** All of them. */
  public static final EventFilter ALL =
      new EventFilter(Optional.empty(), Optional.empty(), OptionalLong.empty());

  /** Those of one type, or of a group such as {@code invoice.*}. */
  public static EventFilter ofType(String type) {
    return new EventFilter(Optional.of(type), Optional.empty(), OptionalLong.empty());
  }

  Target on(Target list) {
    return list.with("type", type.orElse(null))
        .with("object_type", objectType.orElse(null))
        .with("object_id", objectId.isPresent() ? objectId.getAsLong() : null);
  }
}
