package app.dollr.platform.errors;

import java.util.List;
import java.util.Map;

/**
 * One thing that is wrong with a request.
 *
 * @param location where: {@code body}, {@code query} or {@code path}, then keys (text) and indexes
 *     (integers)
 * @param context the limits that were passed, such as {@code limit_value}; often empty
 */
public record Problem(
    List<Object> location, ErrorCode code, String message, Map<String, Object> context) {
  public Problem {
    location = List.copyOf(location);
    context = Map.copyOf(context);
  }

  public static Problem of(ErrorCode code, Object... location) {
    return new Problem(List.of(location), code, code.message(), Map.of());
  }

  /** The place as one word: {@code items.0.amount}. */
  public String field() {
    var parts = location.size() > 1 ? location.subList(1, location.size()) : location;
    return String.join(".", parts.stream().map(Object::toString).toList());
  }
}
