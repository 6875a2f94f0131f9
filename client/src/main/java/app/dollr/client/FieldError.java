package app.dollr.client;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * One problem of a refused request.
 *
 * @param loc where it lies: {@code body}, {@code query} or {@code path}, then keys and positions
 * @param msg what is wrong, for a person
 * @param type what is wrong, for a program, such as {@code value_error.missing}
 * @param ctx the limits that were broken, such as {@code limit_value}; empty when there are none
 */
public record FieldError(List<String> loc, String msg, String type, Map<String, Object> ctx)
    implements Serializable {
  public FieldError {
    loc = List.copyOf(loc);
    ctx = Map.copyOf(ctx);
  }

  /**
   * The field's name with dots, without the leading {@code body}, {@code query} or {@code path}.
   */
  public String field() {
    return String.join(".", loc.size() > 1 ? loc.subList(1, loc.size()) : loc);
  }

  @Override
  public String toString() {
    return field() + ": " + msg + " (" + type + ")";
  }
}
