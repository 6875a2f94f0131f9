package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.acceptance.Contract.Operation;
import app.dollr.acceptance.WireRequest.Place;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * Bad input on every operation, as the document describes good input: the error names the place,
 * nothing is written, and the good request still succeeds afterwards.
 */
class BadInputApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private static final Contract CONTRACT = Contract.whole();
  private static final List<JsonNode> VALUES =
      List.of(
          NullNode.instance,
          BooleanNode.TRUE,
          IntNode.valueOf(-7),
          DecimalNode.valueOf(new BigDecimal("1.001")),
          StringNode.valueOf(""),
          StringNode.valueOf("?"),
          StringNode.valueOf("x".repeat(3000)),
          Contract.MAPPER.createArrayNode(),
          Contract.MAPPER.createObjectNode());
  private static final String ZERO = String.valueOf((char) 0);

  private static final List<String> BROKEN =
      List.of(
          "{", "{\"a\":}", "{} {}", "{'a':1}", "nonsense", "{\"a\":1,\"a\":2}", "[".repeat(1000));
  private static final String INVALID = "Could not validate credentials";

  private static final AtomicInteger REFUSED = new AtomicInteger();

  private static World world;

  @BeforeAll
  static void settleIn() {
    world = World.of(SERVER);
  }

  @AfterAll
  static void hasLookedAtEveryField() {
    assertThat(REFUSED.get()).as("requests that were wrong at a field").isGreaterThan(1000);
  }

  static Stream<Operation> served() {
    return SERVER.app().routes().stream()
        .flatMap(route -> CONTRACT.find(route.name()).stream())
        .filter(Operation::versioned);
  }

  /** One test an operation: each has a world to build, and a ledger to verify afterwards. */
  @ParameterizedTest
  @MethodSource("served")
  void refusesAllThatIsBadAndThenTakesTheGood(Operation operation) {
    var good = Cases.success(world, operation);
    long before = SERVER.fingerprint();
    asksForATokenBeforeAllElse(good);
    refusesOtherVersions(good);
    answers404ToIdsThatAreNone(good);
    for (var place : good.places()) {
      namesThePlaceThatIsWrong(good, place);
    }
    if (operation.body().isPresent()) {
      refusesBodiesThatAreNoObject(good);
      tellsAllThatIsMissingAtOnce(good);
      for (var place : good.places()) {
        refusesTextsThatNobodyTypes(good, place);
        refusesNumbersThatAreNotPlain(good, place);
      }
    }
    assertThat(SERVER.fingerprint()).as("something was written").isEqualTo(before);
    good.send(world.caller()).ok();
  }

  private static void asksForATokenBeforeAllElse(WireRequest good) {
    if (!good.operation().secured()) {
      return;
    }
    var anonymous = SERVER.anonymous();
    good.send(anonymous, "{").isError(401, "Not authenticated");
    good.send(anonymous.with("nonsense"), "{").isError(401, INVALID);
    good.send(anonymous.with(tampered()), "{").isError(401, INVALID);
    good.send(anonymous, "{", Map.of("Authorization", "Basic YTpi")).isError(401, INVALID);
    good.send(anonymous, " ".repeat(60_000), Map.of("Content-Type", "text/plain"))
        .isError(401, "Not authenticated");
  }

  private static void refusesOtherVersions(WireRequest good) {
    for (var version : List.of("v2", "V1", "1", "v1.0")) {
      var uri = good.uri().replaceFirst("/v1/", "/" + version + "/");
      world
          .caller()
          .send(good.operation().method(), uri, BodyPublishers.noBody(), Map.of())
          .isRefused("path.version", "value_error.const");
    }
  }

  private static void answers404ToIdsThatAreNone(WireRequest good) {
    var none = List.of("0", "-1", "abc", "1.5", "9".repeat(18), "9".repeat(40), "%", "1 or 1=1");
    for (var parameter : good.operation().parameters("path")) {
      for (var id : none) {
        good.copy()
            .path(parameter.required("name").stringValue(), id)
            .send(world.caller())
            .isError(404, "Not Found");
      }
    }
  }

  /** Another value, or none: wherever the document does not allow it, the error names the place. */
  private static void namesThePlaceThatIsWrong(WireRequest good, Place place) {
    if (good.at(parent(place)).filter(JsonNode::isNull).isPresent()) {
      return;
    }
    for (var value : VALUES) {
      if (value.isValueNode() || place.in().equals("body")) {
        var bad = good.with(place, value);
        if (bad.isWrongAt(place)) {
          refusesAt(place, bad);
        }
      }
    }
    if (good.without(place).isWrongAt(place)) {
      refusesAt(place, good.without(place));
    }
  }

  private static void refusesTextsThatNobodyTypes(WireRequest good, Place place) {
    if (good.at(place).filter(JsonNode::isString).isPresent()) {
      refusesAt(place, good.with(place, "a" + ZERO + "b"));
      refusesAt(place, good.with(place, "card 4242 4242 4242 4242"));
    }
  }

  private static void refusesNumbersThatAreNotPlain(WireRequest good, Place place) {
    if (good.at(place).filter(JsonNode::isNumber).isPresent() && place.in().equals("body")) {
      var marked = good.with(place, "@@").body().orElseThrow().toString();
      for (var number : List.of("1e3", "1E400000000", "1".repeat(21), "0." + "1".repeat(20))) {
        good.send(world.caller(), marked.replace("\"@@\"", number))
            .isRefused(place.location(), "value_error.number.form");
      }
    }
  }

  private static void tellsAllThatIsMissingAtOnce(WireRequest good) {
    var body = good.operation().body().orElseThrow();
    var schema = CONTRACT.resolve(body.required("schema"));
    List<String> required = new ArrayList<>();
    schema.path("required").values().forEach(key -> required.add("body." + key.stringValue()));
    if (schema.has("anyOf")) {
      required.add("body.payout_account_id");
    }
    if (!required.isEmpty()) {
      assertThat(good.send(world.caller(), "{}").locations())
          .containsExactlyInAnyOrderElementsOf(required);
    }
  }

  private static void refusesBodiesThatAreNoObject(WireRequest good) {
    var caller = world.caller();
    for (var broken : BROKEN) {
      good.send(caller, broken).isRefused("body", "value_error.jsondecode");
    }
    good.send(caller, "").isRefused("body", "value_error.missing");
    for (var other : List.of("[]", "\"text\"", "1", "true")) {
      good.send(caller, other).isRefused("body", "type_error.dict");
    }
    var plain = Map.of("Content-Type", "text/plain");
    good.send(caller, "{}", plain).isError(415, "Unsupported Media Type");
    good.send(caller, " ".repeat(65_537)).isError(413, "Request body is larger than 65536 bytes");
  }

  @Test
  void aTokenEndsWithItsTimeItsSecretAndItsClient() {
    var merchant = SERVER.newMerchant();
    var path = "/v1/parties/list";
    var expired = SERVER.caller(merchant);
    expired.get(path).ok();
    SERVER.clock().advance(Duration.ofHours(1));
    expired.get(path).isError(401, INVALID);

    var replaced = SERVER.caller(merchant);
    replaced.get(path).ok();
    var client = "/admin/v1/clients/" + merchant.clientId();
    var rotated = SERVER.admin().post(client + "/rotate", Map.of()).ok();
    replaced.get(path).isError(401, INVALID);

    var now =
        new TestServer.Merchant(
            merchant.id(),
            merchant.type(),
            merchant.clientId(),
            rotated.get("client_secret").stringValue(),
            merchant.passcode());
    var revoked = SERVER.caller(now);
    revoked.get(path).ok();
    SERVER.admin().post(client + "/revoke", Map.of()).ok();
    revoked.get(path).isError(401, INVALID);
    world = World.of(SERVER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/v1/", "/v1/nothing", "/v1/parties", "/admin/v1", "/docs/x"})
  void answersInTheSameShapeWhereNothingIs(String path) {
    SERVER.anonymous().get(path).isError(404, "Not Found");
  }

  private static Place parent(Place place) {
    if (!place.in().equals("body")) {
      return place;
    }
    var above = place.pointer().substring(0, place.pointer().lastIndexOf('/'));
    return new Place("body", above, place.schema());
  }

  private static void refusesAt(Place place, WireRequest bad) {
    REFUSED.incrementAndGet();
    var reply = bad.send(world.caller());
    assertThat(reply.status()).as("%s: %s", bad, reply.text()).isEqualTo(422);
    assertThat(reply.locations())
        .as("%s: %s", bad, reply.text())
        .allMatch(location ->
            location.equals(place.location()) || location.startsWith(place.location() + "."));
  }

  private static String tampered() {
    var token = world.caller().token().orElseThrow();
    var parts = token.split("\\.", -1);
    return parts[0] + "." + parts[1] + "." + parts[2].substring(1) + "A";
  }
}
