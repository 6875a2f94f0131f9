package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.acceptance.Contract.Operation;
import app.dollr.platform.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The document of the contract, beside what is served. */
class ContractApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private static final Contract CONTRACT = Contract.whole();

  @Test
  void whatIsServedIsDocumentedAndWhatIsDocumentedIsServed() {
    var served =
        new TreeSet<>(
            SERVER.app().routes().stream()
                .map(Route::name)
                .filter(name -> !ContractObserver.isPage(name))
                .toList());
    var documented = new TreeSet<String>();
    for (var path : document().required("paths").properties()) {
      path.getValue()
          .propertyNames()
          .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
    assertThat(documented)
        .as("operations of openapi.yaml that are served; add what is missing there")
        .isEqualTo(served);
  }

  @Test
  void whatIsNotServedIsOnItsWay() {
    var served = SERVER.app().routes().stream().map(Route::name).toList();
    assertThat(
            CONTRACT.operations().stream()
                .map(Operation::name)
                .filter(name -> !served.contains(name))
                .filter(name -> !PublishedOperations.OF_LIVE.contains(name)))
        .as("operations of openapi.yaml that are not served; see PublishedOperations")
        .containsExactlyInAnyOrderElementsOf(PublishedOperations.TO_COME.keySet());
  }

  @Test
  void allThatDollrPublishesIsThereAndTheRestIsMarked() {
    assertThat(CONTRACT.operations().stream().filter(o -> !o.extension()).map(Operation::name))
        .as("operations of openapi.yaml without x-extension: true")
        .containsExactlyInAnyOrderElementsOf(PublishedOperations.ALL)
        .hasSize(59);
  }

  @Test
  void everyKeyOfAnAnswerIsAlwaysThereUnlessItSaysOtherwise() {
    List<String> unsaid = new ArrayList<>();
    for (var name : CONTRACT.schemasOfAnswers(served())) {
      var schema = CONTRACT.schema(name);
      var required = schema.path("required").valueStream().map(JsonNode::stringValue).toList();
      for (var property : schema.path("properties").properties()) {
        boolean optional = property.getValue().path("x-optional").asBoolean(false);
        if (optional == required.contains(property.getKey())) {
          unsaid.add(name + "." + property.getKey());
        }
      }
    }
    assertThat(unsaid)
        .as("keys of answers that are neither required nor x-optional: true")
        .isEmpty();
  }

  @Test
  void everyOperationSaysHowItRefuses() {
    for (var operation : served()) {
      if (operation.secured()) {
        assertThat(operation.statuses()).as(operation.name()).contains(200, 401, 422, 429, 503);
      }
      if (operation.body().isPresent()) {
        assertThat(operation.statuses()).as(operation.name()).contains(408, 413, 415, 422);
      }
      boolean namesSomething =
          !operation.parameters("path").isEmpty() && !operation.method().equals("OPTIONS");
      if (namesSomething) {
        assertThat(operation.statuses()).as(operation.name()).contains(404);
      }
    }
  }

  @Test
  void examplesAreAsTheirSchemasSay() {
    for (var operation : CONTRACT.operations()) {
      operation
          .body()
          .ifPresent(media ->
              assertThat(CONTRACT.problems(media.required("schema"), media.required("example")))
                  .as(operation.name())
                  .isEmpty());
      for (var place : List.of("path", "query")) {
        for (var parameter : operation.parameters(place)) {
          var what = "%s: %s".formatted(operation.name(), parameter.required("name"));
          if (parameter.path("required").asBoolean(false)) {
            assertThat(parameter.has("example")).as(what).isTrue();
          }
          if (parameter.has("example")) {
            var problems =
                CONTRACT.problems(parameter.required("schema"), parameter.get("example"));
            assertThat(problems).as(what).isEmpty();
          }
        }
      }
    }
  }

  @Test
  void operationIdsAreUnique() {
    assertThat(
            CONTRACT.operations().stream()
                .map(operation -> operation.node().required("operationId").stringValue()))
        .doesNotHaveDuplicates();
  }

  @Test
  void itNamesTheServerThatServesIt() {
    assertThat(document().at("/servers/0/url").stringValue()).isEqualTo(SERVER.baseUrl());
  }

  private static List<Operation> served() {
    return SERVER.app().routes().stream()
        .flatMap(route -> CONTRACT.find(route.name()).stream())
        .toList();
  }

  private static JsonNode document() {
    var reply = SERVER.anonymous().get("/openapi.json");
    assertThat(reply.status()).isEqualTo(200);
    return Contract.MAPPER.readTree(reply.response().body());
  }
}
