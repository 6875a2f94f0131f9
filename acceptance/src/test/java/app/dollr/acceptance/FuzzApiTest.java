package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.acceptance.Contract.Operation;
import app.dollr.acceptance.WireRequest.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random requests, made of what the document allows and then of what it does not. What it allows is
 * never refused for its form; what it does not is refused where it is wrong; nothing fails.
 */
class FuzzApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private static final long SEED = 20_260_301;
  private static final int REQUESTS = 30;

  /** Refusals for the form of a field alone, which the document should have told. */
  private static final String FORM =
      "value_error\\.(missing|jsondecode|number\\.(form|not_le)|any_str\\..*|str\\..*|datetime|uuid"
          + "|const)|type_error\\..*";

  /** Refusals that need another field to know: an amount by its currency. */
  private static final Set<String> BY_CURRENCY =
      Set.of("value_error.number.not_ge", "value_error.decimal.max_places");

  private static World world;

  @BeforeAll
  static void settleIn() {
    world = World.of(SERVER);
  }

  static Stream<Operation> withInput() {
    return SERVER.app().routes().stream()
        .flatMap(route -> Contract.whole().find(route.name()).stream())
        .filter(o -> !o.standsInForStripe())
        .filter(o -> o.body().isPresent() || !o.parameters("query").isEmpty());
  }

  @ParameterizedTest
  @MethodSource("withInput")
  void whatIsAllowedIsNotRefusedForItsFormAndWhatIsNotIsRefusedWhereItIsWrong(Operation operation) {
    var generator = new Generator(Contract.whole(), SEED + operation.name().hashCode());
    var good = Cases.success(world, operation);
    for (int i = 0; i < REQUESTS; i++) {
      var allowed = allowed(generator, good);
      isNotRefusedForItsForm(allowed);
      var place = generator.oneOf(presentPlaces(allowed));
      var value = generator.anything();
      if (value.isValueNode() || place.in().equals("body")) {
        var wrong = allowed.with(place, value);
        if (wrong.isWrongAt(place)) {
          isRefusedAt(place, wrong);
        } else {
          assertThat(wrong.send(world.caller()).status()).as("%s", wrong).isLessThan(500);
        }
      }
    }
  }

  /** The good request with some of its places, or its whole body, made anew. */
  private static WireRequest allowed(Generator generator, WireRequest good) {
    var request = good.copy();
    for (var place : presentPlaces(good)) {
      if (request.at(place).isPresent() && generator.chance(30)) {
        var changed = generator.valid(place.schema());
        if (place.in().equals("body") || (changed.isValueNode() && !changed.isNull())) {
          var next = request.with(place, changed);
          request = next.isWrongAt(place) ? request : next;
        }
      }
    }
    return request;
  }

  private static List<Place> presentPlaces(WireRequest request) {
    List<Place> present = new ArrayList<>(request.places());
    present.removeIf(place -> request.at(place).isEmpty());
    return present;
  }

  private static void isNotRefusedForItsForm(WireRequest request) {
    var reply = request.send(world.caller());
    assertThat(reply.status()).as("%s: %s", request, reply.text()).isLessThan(500);
    if (reply.status() == 422) {
      for (var entry : reply.json().get("detail").values()) {
        var type = entry.get("type").stringValue();
        if (!BY_CURRENCY.contains(type)) {
          assertThat(type).as("%s: %s", request, reply.text()).doesNotMatch(FORM);
        }
      }
    }
  }

  private static void isRefusedAt(Place place, WireRequest request) {
    var reply = request.send(world.caller());
    assertThat(reply.status()).as("%s: %s", request, reply.text()).isEqualTo(422);
    assertThat(reply.locations())
        .as("%s: %s", request, reply.text())
        .anyMatch(l -> l.equals(place.location()) || l.startsWith(place.location() + "."));
  }
}
