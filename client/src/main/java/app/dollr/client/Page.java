package app.dollr.client;

import app.dollr.client.internal.Target;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list to read; lists begin with the newest.
 *
 * @param limit how many at most, 1 to 100
 * @param startingAfter the id after which the page begins; empty for the beginning
 */
public record Page(int limit, OptionalLong startingAfter) {
  /** The longest page that a server gives. */
  public static final int LARGEST = 100;

  public Page {
    if (limit < 1 || limit > LARGEST) {
      throw new IllegalArgumentException("limit is %d, 1 to 100 is allowed".formatted(limit));
    }
  }

  /** The newest {@code limit}. */
  public static Page first(int limit) {
    return new Page(limit, OptionalLong.empty());
  }

  /** The page of the same length after the one that ended with {@code id}. */
  public Page after(long id) {
    return new Page(limit, OptionalLong.of(id));
  }

  Target on(Target list) {
    return list.with("limit", limit).with("starting_after", startingAfterOrNull());
  }

  private @Nullable Long startingAfterOrNull() {
    return startingAfter.isPresent() ? startingAfter.getAsLong() : null;
  }
}
