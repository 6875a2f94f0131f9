package app.dollr.platform.events;

import java.util.Optional;

/**
 * Which events are wanted.
 *
 * @param type such as {@code invoice.paid}, or {@code invoice.*}
 * @param objectType such as {@code invoice}
 */
public record EventFilter(
    Optional<String> type, Optional<String> objectType, Optional<Long> objectId) {
  public static final EventFilter ALL =
      new EventFilter(Optional.empty(), Optional.empty(), Optional.empty());
}
