package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.acceptance.Contract.Operation;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What holds for the answers of all operations alike. */
class RulesApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final String CARD = "4242424242424242";

  private static World world;

  @BeforeAll
  static void settleIn() {
    world = World.of(SERVER);
  }

  @Test
  void anErrorIsAProblemForWhoAsksForOne() {
    var accept = Map.of("Accept", "application/problem+json", "X-Request-Id", "mine-1");
    var none = get(world.caller(), "/v1/parties/retrieve/0", accept);
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
    assertThat(none.json().toString())
        .isEqualTo(
            "{\"type\":\"urn:dollr:error:not_found\",\"title\":\"Not Found\",\"status\":404,"
                + "\"detail\":\"Not Found\",\"request_id\":\"mine-1\"}");
    var wrong = get(world.caller(), "/v1/parties/list?limit=0&starting_after=x", accept);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().get("errors").size()).isEqualTo(2);
    assertThat(wrong.json().at("/errors/1/loc/1").stringValue()).isEqualTo("starting_after");
    assertThat(get(SERVER.anonymous(), "/v1/parties/list", accept).json().get("status").intValue())
        .isEqualTo(401);
    assertThat(get(SERVER.anonymous(), "/nothing", accept).json().get("status").intValue())
        .isEqualTo(404);
  }

  @Test
  void everyAnswerCarriesARequestId() {
    var mine = Map.of("X-Request-Id", "till-7:42_a.b");
    assertThat(get(world.caller(), "/v1/fees/tiers", mine).header("X-Request-Id"))
        .contains("till-7:42_a.b");
    assertThat(get(SERVER.anonymous(), "/nothing", mine).header("X-Request-Id"))
        .contains("till-7:42_a.b");
    var first = world.caller().get("/v1/fees/tiers").header("X-Request-Id");
    assertThat(first).isPresent();
    assertThat(world.caller().get("/v1/fees/tiers").header("X-Request-Id")).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "a<b>", "é", "", "x;y"})
  void aRequestIdThatIsNotSaneIsReplaced(String id) {
    var given = get(world.caller(), "/v1/fees/tiers", Map.of("X-Request-Id", id));
    assertThat(given.header("X-Request-Id").orElseThrow()).isNotEqualTo(id).isNotBlank();
    var longest = "x".repeat(64);
    assertThat(
            get(world.caller(), "/v1/fees/tiers", Map.of("X-Request-Id", longest))
                .header("X-Request-Id"))
        .contains(longest);
    assertThat(
            get(world.caller(), "/v1/fees/tiers", Map.of("X-Request-Id", longest + "x"))
                .header("X-Request-Id"))
        .isNotEqualTo(Optional.of(longest + "x"));
  }

  @Test
  void largeAmountsHaveNoExponent() {
    long invoice = world.idle("invoices");
    var line =
        Map.of(
            "name",
            "Ore",
            "currency",
            "USD",
            "qty",
            1_000_000,
            "amount",
            new BigDecimal("10000000"));
    var reply = world.caller().post("/v1/invoices/%d/items/add".formatted(invoice), line);
    assertThat(reply.text()).contains("\"amount\":10000000.00,");
    assertThat(world.caller().get("/v1/invoices/retrieve/" + invoice).text())
        .contains("\"total_amount\":10000000000000.00,");
    world
        .caller()
        .post(
            "/v1/invoices/%d/items/add".formatted(invoice),
            Map.of("name", "One", "currency", "USD", "qty", 1, "amount", new BigDecimal("0.01")))
        .isRefused("body.amount", "value_error.amount.too_large");
  }

  @Test
  void cardDataIsRefusedAndNeverLogged() {
    var seen = new ListAppender<ILoggingEvent>();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var access = (Logger) LoggerFactory.getLogger("dollr.access");
    var before = access.getLevel();
    access.setLevel(Level.INFO);
    seen.start();
    root.addAppender(seen);
    try {
      var caller = world.caller();
      var party = Map.of("fullname", "Hawa " + CARD, "phone", Flow.PAYS);
      var forbidden = "value_error.card_data.forbidden";
      caller.post("/v1/parties/create", party).isRefused("body.fullname", forbidden);
      for (var key : List.of("card_number", "cvv", "cvc", "expiry", "exp_month")) {
        var extra = Map.of("fullname", "Hawa", "phone", Flow.PAYS, "card", Map.of(key, "123"));
        caller.post("/v1/parties/create", extra).isRefused("body.card." + key, forbidden);
      }
      caller
          .get("/v1/parties/list?fullname=4242-4242-4242-4242")
          .isRefused("query.fullname", forbidden);
      caller.get("/v1/parties/retrieve/" + CARD).isError(404, "Not Found");
      var told = seen.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
      assertThat(told).as("the access log").isNotEmpty();
      assertThat(String.join("\n", told))
          .contains("424***")
          .doesNotContain(CARD)
          .doesNotContain("4242-4242");
    } finally {
      root.detachAppender(seen);
      access.setLevel(before);
    }
  }

  @Test
  void aJsonContentTypeWithoutABodyIsFine() {
    var caller = world.caller();
    assertThat(get(caller, "/v1/fees/tiers", JSON).status()).isEqualTo(200);
    long invoice = world.filled("invoices");
    caller.send("PUT", "/v1/invoices/publish/" + invoice, BodyPublishers.ofString(""), JSON).ok();
    caller.send("DELETE", "/v1/invoices/cancel/" + invoice, BodyPublishers.ofString(""), JSON).ok();
    long order = world.filled("orders");
    caller.send("PUT", "/v1/orders/publish/" + order, BodyPublishers.noBody(), JSON).ok();
    caller.send("DELETE", "/v1/orders/cancel/" + order, BodyPublishers.noBody(), JSON).ok();
  }

  @Test
  void whatNobodyAskedForIsIgnored() {
    var party =
        Map.of("fullname", "Hawa", "phone", Flow.PAYS, "id", 1, "owner", Map.of("x", List.of(1)));
    var made = world.caller().post("/v1/parties/create?colour=red", party).ok();
    assertThat(made.has("owner")).isFalse();
    assertThat(world.caller().get("/v1/parties/list?colour=red&limit=1").ok().get(0).get("id"))
        .isEqualTo(made.get("id"));
  }

  @Test
  void listsArePagedNewestFirst() {
    var own = World.of(SERVER);
    List<Long> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.addFirst(own.party());
    }
    assertThat(ids(own.caller().get("/v1/parties/list").ok())).isEqualTo(made);
    List<Long> walked = new ArrayList<>();
    var next = Optional.of("/v1/parties/list?fullname=hawa&limit=3");
    while (next.isPresent()) {
      var page = own.caller().get(next.get());
      walked.addAll(ids(page.ok()));
      next = page.header("Link").map(RulesApiTest::target);
      assertThat(page.header("X-Total-Count")).isEqualTo(next.map(more -> "7"));
    }
    assertThat(walked).isEqualTo(made);
  }

  @Test
  void aListShowsTheNewestThousandUnlessItIsPaged() {
    var own = World.of(SERVER);
    IntStream.range(0, 1001).parallel().forEach(i -> own.party());
    var list = own.caller().get("/v1/parties/list");
    var shown = ids(list.ok());
    assertThat(shown).hasSize(1000).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(list.header("X-Total-Count")).contains("1001");
    var rest = own.caller().get(target(list.header("Link").orElseThrow()));
    assertThat(ids(rest.ok())).hasSize(1).allMatch(id -> id < shown.getLast());
    assertThat(rest.header("Link")).isEmpty();
  }

  static Stream<Operation> creating() {
    return Contract.whole().operations().stream()
        .filter(operation ->
            operation.parameters("header").stream()
                .anyMatch(p -> p.required("name").stringValue().equals("Idempotency-Key")));
  }

  @ParameterizedTest
  @MethodSource("creating")
  void anIdempotencyKeyMakesOnce(Operation operation) {
    var request = Cases.success(world, operation);
    var headers =
        Map.of("Content-Type", "application/json", "Idempotency-Key", "key-" + UUID.randomUUID());
    var body = request.body().map(Object::toString).orElse("");
    var first = request.send(world.caller(), body, headers);
    first.ok();
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    long written = SERVER.fingerprint();
    var again = request.send(world.caller(), body, headers);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Idempotent-Replayed")).contains("true");
    if (!body.isEmpty()) {
      request
          .send(world.caller(), body + " ", headers)
          .isRefused("header.Idempotency-Key", "value_error.idempotency_key.duplicate");
    }
    assertThat(SERVER.fingerprint()).isEqualTo(written);
    for (var bad : List.of("x".repeat(256), "with space")) {
      request
          .send(
              world.caller(),
              body,
              Map.of("Content-Type", "application/json", "Idempotency-Key", bad))
          .isRefused("header.Idempotency-Key", "value_error.str.regex");
    }
  }

  private static Reply get(Caller caller, String path, Map<String, String> headers) {
    return caller.send("GET", path, BodyPublishers.noBody(), headers);
  }

  private static List<Long> ids(JsonNode list) {
    return list.valueStream().map(item -> item.get("id").longValue()).toList();
  }

  /** The path and query of a Link header. */
  private static String target(String link) {
    assertThat(link).endsWith(">; rel=\"next\"");
    return link.substring(1 + SERVER.baseUrl().length(), link.indexOf('>'));
  }
}
