package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.acceptance.Contract.Operation;
import app.dollr.acceptance.WireRequest.Place;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation that is served: it succeeds, and refuses with each status it documents. */
class OperationsApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  /** Answered when the database is gone; the server's own tests take it away. */
  private static final int UNAVAILABLE = 503;

  private static final String DECLINED = "pm_card_chargeDeclined";

  private static World world;
  private static Caller unverified;

  @BeforeAll
  static void settleIn() {
    world = World.of(SERVER);
    unverified = SERVER.caller(SERVER.newMerchant(false));
  }

  static Stream<Operation> served() {
    return SERVER.app().routes().stream()
        .flatMap(route -> Contract.whole().find(route.name()).stream());
  }

  @ParameterizedTest
  @MethodSource("served")
  void refusesAsItDocumentsAndThenSucceeds(Operation operation) throws IOException {
    var request = Cases.success(world, operation);
    for (int status : operation.statuses()) {
      if (status >= 400 && status != UNAVAILABLE) {
        assertThat(refused(request, status)).as("%d of %s", status, operation).isEqualTo(status);
      }
    }
    refusesOtherMethods(request);
    var reply = request.send(world.caller());
    assertThat(reply.status())
        .as(reply.text())
        .isEqualTo(operation.statuses().getFirst())
        .isLessThan(400);
  }

  private static void refusesOtherMethods(WireRequest request) {
    var path = request.operation().path();
    var known = served().filter(o -> o.path().equals(path)).map(Operation::method).toList();
    for (var method : List.of("GET", "POST", "PUT", "DELETE", "PATCH")) {
      if (!known.contains(method)) {
        world
            .caller()
            .send(method, request.uri(), BodyPublishers.noBody(), Map.of())
            .isError(405, "Method Not Allowed");
      }
    }
  }

  private static int refused(WireRequest request, int status) throws IOException {
    return switch (status) {
      case 400 -> anew(request).body("/outcome", "complete").send(world.caller()).status();
      case 402 -> anew(request).body("/payment_method", DECLINED).send(world.caller()).status();
      case 401 ->
          request.operation().secured()
              ? request.send(SERVER.anonymous()).status()
              : request.with(secret(), "wrong").send(SERVER.anonymous()).status();
      case 403 -> request.send(unverified).status();
      case 404 -> unknown(request).send(world.caller()).status();
      case 408 -> cutOff(request);
      case 413 -> request.send(world.caller(), " ".repeat(65_537)).status();
      case 415 -> request.send(world.caller(), "{}", Map.of("Content-Type", "text/plain")).status();
      case 422 ->
          request.operation().standsInForStripe()
              ? request.without(request.places().getFirst()).send(world.caller()).status()
              : ofAnotherVersion(request).status();
      case 429 -> status; // LimitsApiTest: there is no limit here.
      default -> throw new AssertionError("no way to be refused with " + status);
    };
  }

  /** The same, of something that has not been sent anything yet. */
  private static WireRequest anew(WireRequest request) {
    return Cases.success(world, request.operation());
  }

  private static Reply ofAnotherVersion(WireRequest request) {
    var uri = request.uri().replaceFirst("/v1/", "/v2/");
    return world
        .caller()
        .send(request.operation().method(), uri, BodyPublishers.noBody(), Map.of());
  }

  private static String tierWithoutRates() {
    var name = "new " + UUID.randomUUID();
    SERVER.admin().post("/admin/v1/fees/tiers", Map.of("name", name)).ok();
    return name;
  }

  private static Place secret() {
    return new Place("body", "/client_secret", Contract.MAPPER.nullNode());
  }

  /** The request with something in its path that does not exist; for fees, without a schedule. */
  private static WireRequest unknown(WireRequest request) {
    return switch (request.operation().path()) {
      case "/{version}/fees/gateway" ->
          request.copy().query("payment_method", "WALLET").query("operation_type", "REFUND");
      case "/{version}/fees/platform" -> request.copy().query("fee_tier_name", tierWithoutRates());
      case "/sandbox/stripe/v1/payment_methods" -> request.copy().body("/card", "pm_card_none");
      default -> {
        var copy = request.copy();
        request.operation().parameters("path").stream()
            .map(parameter -> parameter.required("name").stringValue())
            .forEach(name ->
                copy.path(
                    name,
                    name.equals("reference_id") ? UUID.randomUUID() : IsolationApiTest.NOBODYS));
        yield copy;
      }
    };
  }

  /** Begins a body and does not end it. */
  private static int cutOff(WireRequest request) throws IOException {
    var base = URI.create(SERVER.baseUrl());
    try (var socket = new Socket(base.getHost(), base.getPort())) {
      var head =
          List.of(
              request.operation().method() + " " + request.uri() + " HTTP/1.1",
              "Host: localhost",
              "Authorization: Bearer " + world.caller().token().orElseThrow(),
              "Content-Type: application/json",
              "Content-Length: 100",
              "",
              "{");
      socket.getOutputStream().write(String.join("\r\n", head).getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }
}
