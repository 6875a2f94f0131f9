package app.dollr.platform.http;

import app.dollr.platform.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The keys of a JSON object, or the parameters of a query, read one by one. Reading never throws:
 * what is wrong is noted, and {@link #check()} refuses once for all of it.
 *
 * <p>Keys nobody asks for are ignored.
 */
public final class Fields {
  private final Problems problems;
  private final List<Object> location;
  private final @Nullable JsonNode object;

  Fields(Problems problems, List<Object> location, @Nullable JsonNode object) {
    this.problems = problems;
    this.location = location;
    this.object = object;
  }

  /** The fields of a JSON object that stands at {@code place} ("body" or "query"). */
  static Fields of(Problems problems, String place, JsonNode node) {
    return new Reading(problems, List.of(place), node).object();
  }

  /** The fields of a body that is not there. */
  static Fields missing(Problems problems, String place) {
    List<Object> location = List.of(place);
    problems.add(location, new Invalid(ErrorCode.MISSING));
    return new Fields(problems, location, null);
  }

  /** A key that has to be there and not null. */
  public Reading required(String key) {
    return read(key, true);
  }

  /** A key that may be absent, or null, which means the same. */
  public Reading optional(String key) {
    return read(key, false);
  }

  /**
   * Refuses when anything read so far was wrong, in these fields or in others of the same call.
   *
   * @throws app.dollr.platform.errors.Refused with every problem found
   */
  public void check() {
    problems.refuseIfAny();
  }

  /** Notes a problem that several fields make together, at one of them. */
  public void refuse(String key, Invalid invalid) {
    problems.add(at(key), invalid);
  }

  private Reading read(String key, boolean required) {
    var place = at(key);
    var node = object == null ? null : object.get(key);
    if (node != null && !node.isNull()) {
      return new Reading(problems, place, node);
    }
    if (required && object != null) {
      problems.add(place, new Invalid(node == null ? ErrorCode.MISSING : ErrorCode.NULL));
    }
    return new Reading(problems, place, null);
  }

  private List<Object> at(Object key) {
    List<Object> place = new ArrayList<>(location);
    place.add(key);
    return List.copyOf(place);
  }
}
