package app.dollr.simulators.pawapay;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON object of a request. */
record Body(JsonNode node) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads it; refused when it is none. */
  static Body of(String text) {
    try {
      var node = JSON.readTree(text);
      if (node.isObject()) {
        return new Body(node);
      }
    } catch (JacksonException e) {
      throw new PawapayRefused(400, "INVALID_INPUT", "The body is no JSON.");
    }
    throw new PawapayRefused(400, "INVALID_INPUT", "The body is no JSON object.");
  }

  Collection<String> names() {
    return node.propertyNames();
  }

  /** An object in it; an empty one when it is missing. */
  Body inner(String name) {
    return new Body(node.path(name));
  }

  boolean has(String name) {
    return node.has(name);
  }

  String required(String name) {
    return text(name)
        .orElseThrow(
            () -> new PawapayRefused(400, "MISSING_PARAMETER", "%s is missing.".formatted(name)));
  }

  Optional<String> text(String name) {
    return node.path(name).stringValueOpt().filter(words -> !words.isEmpty());
  }

  LocalDate date(String name) {
    try {
      return LocalDate.parse(required(name).substring(0, "2026-01-01".length()));
    } catch (DateTimeParseException | StringIndexOutOfBoundsException e) {
      throw PawapayRefused.invalid(name + " is no date.");
    }
  }
}
