package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.acceptance.Contract.Operation;
import app.dollr.acceptance.WireRequest.Place;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Two merchants, and every operation: whatever one names that is the other's is answered as if it
 * did not exist, and nothing of it shows or changes.
 */
class IsolationApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  /** An id that nothing has. */
  static final long NOBODYS = 9_000_000_000_000_000L;

  /** Lists of what all merchants share. */
  private static final Set<String> SHARED = Set.of("GET /{version}/fees/tiers");

  /** Places that a request leaves empty, for another one of it is filled; tested by hand below. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "query.object_id",
          "query.event_id",
          "query.endpoint_id",
          "query.request_id",
          "body.payment_account_id");

  /** So many documents the owner has beyond those of the stranger, whose numbers begin alike. */
  private static final int MORE = 30;

  private static World owner;
  private static World stranger;

  @BeforeAll
  static void settleIn() {
    owner = World.of(SERVER);
    stranger = World.of(SERVER);
    for (int i = 0; i < MORE; i++) {
      owner.idle("invoices");
      owner.idle("orders");
    }
  }

  static Stream<Operation> served() {
    return SERVER.app().routes().stream()
        .flatMap(route -> Contract.whole().find(route.name()).stream())
        .filter(operation -> !operation.standsInForStripe());
  }

  @ParameterizedTest
  @MethodSource("served")
  void whatIsAnothersIsAsIfItWereNot(Operation operation) {
    var owners = Cases.success(owner, operation);
    var strangers = Cases.success(stranger, operation);
    long before = SERVER.fingerprint();
    for (var place : strangers.ids()) {
      if (leavesEmpty(operation, place, strangers)) {
        continue;
      }
      var foreign = strangers.with(place, owners.at(place).orElseThrow());
      var reply = foreign.send(stranger.caller());
      var nothing = strangers.with(place, nobodys(place)).send(stranger.caller());
      assertThat(reply.text()).as("%s at %s", operation, place).isEqualTo(nothing.text());
      if (place.in().equals("path")) {
        reply.isError(404, "Not Found");
      } else {
        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        assertThat(reply.locations()).containsExactly(place.location());
      }
    }
    assertThat(SERVER.fingerprint()).as("something was written").isEqualTo(before);
    assertThat(strangers.send(stranger.caller()).status()).isIn(200, 302);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void listsShowOnesOwnOnly(Operation operation) {
    var owners = ids(all(owner, operation).send(owner.caller()).ok());
    var strangers = ids(all(stranger, operation).send(stranger.caller()).ok());
    assertThat(owners).as("what the owner has").isNotEmpty();
    assertThat(strangers).isNotEmpty().doesNotContainAnyElementsOf(owners);
  }

  static Stream<Operation> lists() {
    return served()
        .filter(operation -> !SHARED.contains(operation.name()))
        .filter(operation ->
            operation
                .response(200)
                .map(ok -> ok.at("/content/application~1json/schema/type").asString(""))
                .filter("array"::equals)
                .isPresent());
  }

  @Test
  void theOlderPayoutBodyTakesOnesOwnAccountsOnly() {
    var operation = Contract.whole().find("POST /{version}/sessions/payout").orElseThrow();
    var older =
        Cases.success(stranger, operation)
            .without(new Place("body", "/payout_account_id", Contract.MAPPER.nullNode()))
            .body("/payment_account_id", stranger.payoutAccount());
    older.send(stranger.caller()).ok();
    var foreign = older.copy().body("/payment_account_id", owner.payoutAccount());
    assertThat(foreign.send(stranger.caller()).locations())
        .containsExactly("body.payment_account_id");
  }

  @Test
  void aReferenceOfAnotherMerchantIsFree() {
    var operation = Contract.whole().find("POST /{version}/executions/collection").orElseThrow();
    var request =
        Cases.success(stranger, operation).body("/reference_id", owner.collected().toString());
    var reply = request.send(stranger.caller());
    assertThat(reply.ok().get("payment_intent_id").longValue()).isNotEqualTo(owner.payment());
    assertThat(reply.header("Idempotent-Replayed")).isEmpty();
  }

  private static boolean leavesEmpty(Operation operation, Place place, WireRequest request) {
    boolean empty = request.at(place).filter(node -> !node.isNull()).isEmpty();
    if (empty) {
      assertThat(ELSEWHERE)
          .as("%s leaves %s empty: fill it in Cases", operation, place)
          .contains(place.location());
    }
    return empty;
  }

  private static Object nobodys(Place place) {
    return place.pointer().equals("reference_id") ? UUID.randomUUID() : NOBODYS;
  }

  /** The request without what would leave out some. */
  private static WireRequest all(World world, Operation operation) {
    var request = Cases.success(world, operation);
    for (var name : List.of("starting_after", "party_id")) {
      request = request.without(new Place("query", name, Contract.MAPPER.nullNode()));
    }
    return request;
  }

  private static Set<Long> ids(JsonNode list) {
    Set<Long> ids = new TreeSet<>();
    list.values()
        .forEach(item ->
            ids.add((item.has("id") ? item.get("id") : item.get("payment_intent_id")).longValue()));
    return ids;
  }
}
