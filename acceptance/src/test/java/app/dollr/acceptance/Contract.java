package app.dollr.acceptance;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The contract, {@code openapi.yaml} of the server, with its schemas ready to validate. Schemas of
 * answers are closed: a key that is not documented is an error.
 */
final class Contract {
  /** A mapper that keeps numbers as they are written, and reads documents of any depth. */
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Contract WHOLE = new Contract(read());

  private final JsonNode document;
  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final JsonNode closed;
  private final Map<JsonNode, Schema> ofRequests =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<JsonNode, Schema> ofAnswers =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final SchemaRegistry registry =
      SchemaRegistry.withDialect(
          Dialects.getDraft202012(),
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder()
                      .formatAssertionsEnabled(true)
                      .losslessNarrowing(true)
                      .build()));

  private Contract(JsonNode document) {
    this.document = document;
    this.closed = closed(document.required("components"));
    for (var path : document.required("paths").properties()) {
      for (var method : path.getValue().properties()) {
        var operation =
            new Operation(
                this, method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue());
        operations.put(operation.name(), operation);
      }
    }
  }

  /** The whole contract, what is not served yet included. */
  static Contract whole() {
    return WHOLE;
  }

  List<Operation> operations() {
    return List.copyOf(operations.values());
  }

  Optional<Operation> find(String name) {
    return Optional.ofNullable(operations.get(name));
  }

  /** A schema or response or parameter that may be said by reference. */
  JsonNode resolve(JsonNode node) {
    var reference = node.get("$ref");
    return reference == null ? node : document.at(reference.stringValue().substring(1));
  }

  /** A schema of the document by its name. */
  JsonNode schema(String name) {
    return document.at("/components/schemas/" + name);
  }

  /** The names of the schemas that answers of some operations are made of. */
  Set<String> schemasOfAnswers(List<Operation> of) {
    Set<String> names = new TreeSet<>();
    for (var operation : of) {
      operation
          .statuses()
          .forEach(status -> collect(operation.response(status).orElseThrow(), names));
    }
    return names;
  }

  private void collect(JsonNode node, Set<String> names) {
    var reference = node.path("$ref").asString("");
    var name = reference.substring(reference.lastIndexOf('/') + 1);
    if (reference.startsWith("#/components/schemas/") && names.add(name)) {
      collect(schema(name), names);
    }
    node.values().forEach(below -> collect(below, names));
  }

  /**
   * What is wrong with a value by a schema of requests, where anything may be added.
   *
   * @param schema a node of this document, the very one: what is compiled of it is kept
   */
  List<String> problems(JsonNode schema, JsonNode value) {
    var components = document.required("components");
    return problems(ofRequests.computeIfAbsent(schema, s -> compile(s, components)), value);
  }

  /** The same by a schema of answers, where nothing may be added. */
  List<String> problemsOfAnswer(JsonNode schema, JsonNode value) {
    return problems(ofAnswers.computeIfAbsent(schema, s -> compile(closed(s), closed)), value);
  }

  private static List<String> problems(Schema schema, JsonNode value) {
    return schema.validate(value).stream()
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .toList();
  }

  private Schema compile(JsonNode schema, JsonNode components) {
    ObjectNode root = MAPPER.createObjectNode();
    schema.properties().forEach(entry -> root.set(entry.getKey(), entry.getValue()));
    root.set("components", components);
    return registry.getSchema(root);
  }

  private static JsonNode closed(JsonNode node) {
    var copy = node.deepCopy();
    close(copy);
    return copy;
  }

  private static void close(JsonNode node) {
    node.values().forEach(Contract::close);
    boolean shut =
        node instanceof ObjectNode schema
            && schema.path("properties").isObject()
            && schema.path("type").asString("").equals("object")
            && !schema.has("additionalProperties");
    if (shut) {
      ((ObjectNode) node).put("additionalProperties", false);
    }
  }

  private static JsonNode read() {
    try (var yaml = Contract.class.getResourceAsStream("/openapi.yaml")) {
      return MAPPER.readTree(MAPPER.writeValueAsBytes(new YAMLMapper().readTree(yaml)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One operation of the contract.
   *
   * @param path such as {@code /{version}/parties/retrieve/{id}}
   * @param node what the document says of it
   */
  record Operation(Contract contract, String method, String path, JsonNode node) {
    /** As routes, logs and metrics name it: {@code GET /{version}/parties/list}. */
    String name() {
      return method + " " + path;
    }

    boolean extension() {
      return node.path("x-extension").asBoolean(false);
    }

    /** Whether a token is needed. */
    boolean secured() {
      return node.has("security");
    }

    /** Whether it stands in for what Stripe serves to browsers, and speaks as Stripe does. */
    boolean standsInForStripe() {
      return path.startsWith("/sandbox/stripe/");
    }

    boolean versioned() {
      return path.startsWith("/{version}/");
    }

    /** The statuses it is documented to answer with. */
    List<Integer> statuses() {
      return node.required("responses").propertyNames().stream().map(Integer::valueOf).toList();
    }

    /** What is documented of an answer with this status. */
    Optional<JsonNode> response(int status) {
      var response = node.required("responses").get(Integer.toString(status));
      return Optional.ofNullable(response).map(contract::resolve);
    }

    /** The parameters at a place: {@code path}, {@code query} or {@code header}. */
    List<JsonNode> parameters(String place) {
      List<JsonNode> found = new ArrayList<>();
      for (var parameter : node.path("parameters").values()) {
        var known = contract.resolve(parameter);
        if (known.required("in").stringValue().equals(place)
            && !known.required("name").stringValue().equals("version")) {
          found.add(known);
        }
      }
      return found;
    }

    Optional<JsonNode> body() {
      var media = node.path("requestBody").path("content").path("application/json");
      return media.isMissingNode() ? Optional.empty() : Optional.of(media);
    }

    @Override
    public String toString() {
      return name();
    }
  }
}
