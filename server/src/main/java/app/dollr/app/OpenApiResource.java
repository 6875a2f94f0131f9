package app.dollr.app;

import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Route;
import app.dollr.platform.http.Route.Method;
import app.dollr.platform.http.Routes;
import app.dollr.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract, as far as it is served. */
final class OpenApiResource implements Resource {
  private static final String DOCUMENT = "/openapi.yaml";
  private static final String JSON = "application/json";

  private final Supplier<List<Route>> served;
  private final Supplier<String> publicUrl;
  private volatile byte @Nullable [] document;

  OpenApiResource(Supplier<List<Route>> served, Supplier<String> publicUrl) {
    this.served = served;
    this.publicUrl = publicUrl;
  }

  @Override
  public void addTo(Routes routes) {
    routes.open(Method.GET, "/openapi.json", this::show);
  }

  private Answer show(Call call) {
    var known = document;
    if (known == null) {
      known = Json.write(servedDocument());
      document = known;
    }
    return Answer.of(200, JSON, known);
  }

  private JsonNode servedDocument() {
    var whole = (ObjectNode) read();
    var operations =
        served.get().stream()
            .map(route -> route.method().name().toLowerCase(Locale.ROOT) + " " + route.path())
            .collect(Collectors.toSet());
    var paths = (ObjectNode) whole.required("paths");
    for (var path : Set.copyOf(paths.propertyNames())) {
      var methods = (ObjectNode) paths.required(path);
      for (var method : Set.copyOf(methods.propertyNames())) {
        if (!operations.contains(method + " " + path)) {
          methods.remove(method);
        }
      }
      if (methods.isEmpty()) {
        paths.remove(path);
      }
    }
    whole.set("servers", Json.mapper().valueToTree(List.of(Map.of("url", publicUrl.get()))));
    return whole;
  }

  private static JsonNode read() {
    try (var yaml = OpenApiResource.class.getResourceAsStream(DOCUMENT)) {
      return new YAMLMapper().readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
