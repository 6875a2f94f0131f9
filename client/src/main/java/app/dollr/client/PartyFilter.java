package app.dollr.client;

import org.jspecify.annotations.Nullable;

/**
 * Which parties to list; what is null does not narrow the list.
 *
 * @param fullname a part of the name
 */
public record PartyFilter(@Nullable String fullname) {
  /** All of them. */
  public static PartyFilter all() {
    return new PartyFilter(null);
  }

  /** Those whose name contains {@code part}. */
  public static PartyFilter fullname(String part) {
    return new PartyFilter(part);
  }
}
