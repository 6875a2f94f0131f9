package app.dollr.acceptance;

import app.dollr.acceptance.Contract.Operation;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A request to an operation, begun with the document's example and changed before it is sent. */
final class WireRequest {
  private final Operation operation;
  private final Map<String, String> path = new LinkedHashMap<>();
  private final Map<String, String> query = new LinkedHashMap<>();
  private final Optional<JsonNode> body;

  private WireRequest(Operation operation, Optional<JsonNode> body) {
    this.operation = operation;
    this.body = body;
  }

  /**
   * A place in a request.
   *
   * @param in {@code path}, {@code query} or {@code body}
   * @param pointer the name of the parameter, or a JSON pointer into the body
   * @param schema what the document says of it
   */
  record Place(String in, String pointer, JsonNode schema) {
    /** The place as errors tell it: {@code body.items.0.name}. */
    String location() {
      return in.equals("body") ? "body" + pointer.replace('/', '.') : in + "." + pointer;
    }

    @Override
    public String toString() {
      return location();
    }
  }

  /** The document's example. */
  static WireRequest example(Operation operation) {
    var body = operation.body().map(media -> media.required("example").deepCopy());
    var request = new WireRequest(operation, body);
    for (var parameter : operation.parameters("path")) {
      request.path(
          parameter.required("name").stringValue(), parameter.required("example").asString());
    }
    for (var parameter : operation.parameters("query")) {
      if (parameter.path("required").asBoolean(false)) {
        request.query(
            parameter.required("name").stringValue(), parameter.required("example").asString());
      }
    }
    return request;
  }

  Operation operation() {
    return operation;
  }

  WireRequest path(String name, Object value) {
    path.put(name, String.valueOf(value));
    return this;
  }

  WireRequest query(String name, Object value) {
    query.put(name, String.valueOf(value));
    return this;
  }

  /** Puts a value at a JSON pointer of the body. */
  WireRequest body(String pointer, Object value) {
    return set(new Place("body", pointer, Contract.MAPPER.nullNode()), value);
  }

  Optional<JsonNode> body() {
    return body;
  }

  WireRequest copy() {
    var copy = new WireRequest(operation, body.map(JsonNode::deepCopy));
    copy.path.putAll(path);
    copy.query.putAll(query);
    return copy;
  }

  /** This request with another value at a place. */
  WireRequest with(Place place, Object value) {
    return copy().set(place, value);
  }

  /** This request without what stands at a place of its query or body. */
  WireRequest without(Place place) {
    var copy = copy();
    if (place.in().equals("query")) {
      copy.query.remove(place.pointer());
      return copy;
    }
    var pointer = JsonPointer.compile(place.pointer());
    ((ObjectNode) copy.body.orElseThrow().at(pointer.head()))
        .remove(pointer.last().getMatchingProperty());
    return copy;
  }

  /** What stands at a place; nothing where it is left out. */
  Optional<JsonNode> at(Place place) {
    return switch (place.in()) {
      case "path" -> Optional.ofNullable(path.get(place.pointer())).map(StringNode::valueOf);
      case "query" -> Optional.ofNullable(query.get(place.pointer())).map(StringNode::valueOf);
      default ->
          Optional.of(body.orElseThrow().at(place.pointer())).filter(n -> !n.isMissingNode());
    };
  }

  /** Every parameter of the query, and every key of the body at any depth, used or not. */
  List<Place> places() {
    List<Place> found = new ArrayList<>();
    for (var parameter : operation.parameters("query")) {
      found.add(
          new Place(
              "query", parameter.required("name").stringValue(), parameter.required("schema")));
    }
    operation.body().ifPresent(media -> below("", media.required("schema"), found));
    return found;
  }

  /** The places that name something of a merchant's by its id or number. */
  List<Place> ids() {
    List<Place> found = new ArrayList<>();
    for (var parameter : operation.parameters("path")) {
      var name = parameter.required("name").stringValue();
      if (!name.equals("file")) {
        found.add(new Place("path", name, parameter.required("schema")));
      }
    }
    places().stream().filter(WireRequest::namesSomething).forEach(found::add);
    return found;
  }

  /** Whether the document does not allow what stands at a place, or that nothing does. */
  boolean isWrongAt(Place place) {
    var contract = operation.contract();
    if (place.in().equals("query")) {
      return at(place)
          .map(value -> !contract.problems(place.schema(), typed(place, value)).isEmpty())
          .orElseGet(() -> needs(place));
    }
    var schema = operation.body().orElseThrow().required("schema");
    return !contract.problems(schema, body.orElseThrow()).isEmpty();
  }

  private boolean needs(Place place) {
    return operation.parameters("query").stream()
        .filter(parameter -> parameter.required("name").stringValue().equals(place.pointer()))
        .anyMatch(parameter -> parameter.path("required").asBoolean(false));
  }

  /** A query's text as the type that its schema speaks of. */
  private static JsonNode typed(Place place, JsonNode text) {
    boolean number = place.schema().toString().matches(".*\"type\":\"(integer|number)\".*");
    return number && text.asString().matches("-?\\d+(\\.\\d+)?")
        ? DecimalNode.valueOf(new BigDecimal(text.asString()))
        : text;
  }

  Reply send(Caller caller) {
    return body.map(json -> send(caller, Contract.MAPPER.writeValueAsString(json)))
        .orElseGet(() -> caller.send(operation.method(), uri(), BodyPublishers.noBody(), Map.of()));
  }

  /** Sends it with another text for a body. */
  Reply send(Caller caller, String text) {
    return send(caller, text, Map.of("Content-Type", "application/json"));
  }

  Reply send(Caller caller, String text, Map<String, String> headers) {
    return caller.send(operation.method(), uri(), BodyPublishers.ofString(text), headers);
  }

  /** The path and the query. */
  String uri() {
    var filled = operation.path().replace("{version}", "v1");
    for (var segment : path.entrySet()) {
      filled = filled.replace("{" + segment.getKey() + "}", encoded(segment.getValue()));
    }
    var parameters =
        query.entrySet().stream()
            .map(p -> encoded(p.getKey()) + "=" + encoded(p.getValue()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? filled : filled + "?" + parameters;
  }

  @Override
  public String toString() {
    return "%s %s %s".formatted(operation.method(), uri(), body.map(JsonNode::toString).orElse(""));
  }

  private WireRequest set(Place place, Object value) {
    JsonNode node = value instanceof JsonNode json ? json : Contract.MAPPER.valueToTree(value);
    switch (place.in()) {
      case "path" -> path.put(place.pointer(), node.asString());
      case "query" -> query.put(place.pointer(), node.asString());
      default -> {
        var pointer = JsonPointer.compile(place.pointer());
        var parent = body.orElseThrow().at(pointer.head());
        if (parent instanceof ArrayNode list) {
          list.set(pointer.last().getMatchingIndex(), node);
        } else {
          ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), node);
        }
      }
    }
    return this;
  }

  private void below(String pointer, JsonNode schema, List<Place> found) {
    var known = operation.contract().resolve(schema);
    for (var property : known.path("properties").properties()) {
      var at = pointer + "/" + property.getKey();
      found.add(new Place("body", at, property.getValue()));
      below(at, property.getValue(), found);
    }
    if (known.has("items")) {
      below(pointer + "/0", known.required("items"), found);
    }
  }

  private static boolean namesSomething(Place place) {
    if (place.in().equals("query")) {
      var name = place.pointer();
      return (name.endsWith("_id") && !name.equals("payment_method_id"))
          || name.equals("starting_after")
          || name.equals("source_number");
    }
    Predicate<JsonNode> isId = node -> node.path("$ref").asString("").matches(".*/Id(Text)?");
    return isId.test(place.schema()) || place.schema().path("anyOf").valueStream().anyMatch(isId);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
