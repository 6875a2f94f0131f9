package app.dollr.client.internal;

import app.dollr.client.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads the body of an error: {@code detail} is a text or a list of problems, and what a proxy on
 * the way answered may be anything.
 */
final class ErrorReader {
  private static final int LONGEST_LINE = 500;

  private ErrorReader() {}

  /** What an error's body says. */
  record Read(String message, List<FieldError> fieldErrors) {
    /** The first problem's type, if there is one. */
    Optional<String> code() {
      return fieldErrors.stream().map(FieldError::type).filter(type -> !type.isEmpty()).findFirst();
    }
  }

  static Read read(byte[] body) {
    var root = tree(body);
    var fieldErrors = fieldErrors(root.path("detail"));
    return new Read(message(root, fieldErrors), fieldErrors);
  }

  /** Text from outside, fit for one line of a log or a terminal. */
  static String line(String text) {
    var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line;
  }

  private static JsonNode tree(byte[] body) {
    try {
      return Json.mapper().readTree(body);
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static String message(JsonNode root, List<FieldError> fieldErrors) {
    return text(root.path("message"))
        .or(() -> text(root.path("detail")))
        .or(() -> joined(fieldErrors))
        .orElse("no reason given");
  }

  private static Optional<String> joined(List<FieldError> fieldErrors) {
    var all =
        fieldErrors.stream()
            .map(problem -> problem.field() + ": " + problem.msg())
            .collect(Collectors.joining("; "));
    return Optional.of(line(all)).filter(line -> !line.isEmpty());
  }

  private static List<FieldError> fieldErrors(JsonNode detail) {
    if (!detail.isArray()) {
      return List.of();
    }
    List<FieldError> all = new ArrayList<>();
    for (var entry : detail) {
      all.add(fieldError(entry));
    }
    return all;
  }

  private static FieldError fieldError(JsonNode entry) {
    List<String> loc = new ArrayList<>();
    for (var part : entry.path("loc")) {
      loc.add(line(part.asString("")));
    }
    return new FieldError(
        loc,
        text(entry.path("msg")).orElse("invalid"),
        text(entry.path("type")).orElse(""),
        context(entry.path("ctx")));
  }

  private static Map<String, Object> context(JsonNode ctx) {
    Map<String, Object> context = new HashMap<>();
    for (var entry : ctx.properties()) {
      if (!entry.getValue().isNull()) {
        context.put(entry.getKey(), Json.mapper().convertValue(entry.getValue(), Object.class));
      }
    }
    return context;
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(line(node.stringValue())) : Optional.empty();
  }
}
