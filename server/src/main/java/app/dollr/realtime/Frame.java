package app.dollr.realtime;

import app.dollr.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One message of the protocol.
 *
 * @param payload an object
 */
record Frame(
    @Nullable String joinRef, @Nullable String ref, String topic, String event, Object payload) {

  /** How messages are written: an object in version 1.0.0, an array in version 2.0.0. */
  enum Version {
    ONE,
    TWO;

    static Version of(@Nullable String vsn) {
      return "2.0.0".equals(vsn) ? TWO : ONE;
    }
  }

  /** A message that came; empty when it is none. */
  static Optional<Frame> read(Version version, String text) {
    try {
      var node = Json.mapper().readTree(text);
      return switch (version) {
        case ONE ->
            frame(
                node.path("join_ref"),
                node.path("ref"),
                node.path("topic"),
                node.path("event"),
                node.path("payload"));
        case TWO ->
            node.isArray() && node.size() == 5
                ? frame(node.get(0), node.get(1), node.get(2), node.get(3), node.get(4))
                : Optional.empty();
      };
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** What came with it. */
  JsonNode body() {
    return (JsonNode) payload;
  }

  String write(Version version) {
    Object whole =
        switch (version) {
          case ONE -> object();
          case TWO -> new Object[] {joinRef, ref, topic, event, payload};
        };
    return new String(Json.write(whole), StandardCharsets.UTF_8);
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("topic", topic);
    object.put("event", event);
    object.put("payload", payload);
    object.put("ref", ref);
    return object;
  }

  private static Optional<Frame> frame(
      JsonNode joinRef, JsonNode ref, JsonNode topic, JsonNode event, JsonNode payload) {
    if (!topic.isString() || !event.isString()) {
      return Optional.empty();
    }
    return Optional.of(
        new Frame(text(joinRef), text(ref), topic.stringValue(), event.stringValue(), payload));
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() ? node.stringValue() : node.isNumber() ? node.asString() : null;
  }
}
