package app.dollr.torture;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.crash.CrashPoint;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** At each point a payment of each kind dies, or it stands written why none can. */
class CrashMatrixTest {
  @ParameterizedTest
  @EnumSource
  void eachKindDiesAtEachPointOrItIsSaidWhyNot(Setting setting) {
    var exempt = Exempt.in(setting);
    var deadly = stands(setting);
    for (var point : CrashPoint.values()) {
      for (var kind : Kind.values()) {
        var stand = new Death.Stand(point, kind);
        var excuses = exempt.stream().filter(each -> each.covers(stand)).map(Exempt::why).toList();
        assertThat(deadly.contains(stand))
            .as("%s dies at %s in %s; if not, it is said why: %s", kind, point, setting, excuses)
            .isEqualTo(excuses.isEmpty());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachPointThatIsOfNoPaymentIsInADeath(Setting setting) {
    var deaths = Death.all(setting);
    Set<CrashPoint> met = EnumSet.noneOf(CrashPoint.class);
    deaths.forEach(death -> {
      met.addAll(death.anybody());
      met.addAll(death.payments().keySet());
    });
    var absent = EnumSet.complementOf(EnumSet.copyOf(met));
    assertThat(absent).isEqualTo(Exempt.elsewhere(setting));
  }

  @ParameterizedTest
  @EnumSource
  void whoStoodSomewhereBeforeDidStandThere(Setting setting) {
    var deaths = Death.all(setting);
    for (int i = 0; i < deaths.size(); i++) {
      var death = deaths.get(i);
      for (var stand : death.stands()) {
        var earlier = death.earlier(stand);
        assertThat(earlier.isEmpty() || deaths.get(i - 1).stands().contains(earlier.get()))
            .as("%s was at %s", stand, earlier)
            .isTrue();
      }
    }
  }

  private static Set<Death.Stand> stands(Setting setting) {
    return new HashSet<>(Death.all(setting).stream().flatMap(CrashMatrixTest::stands).toList());
  }

  private static Stream<Death.Stand> stands(Death death) {
    List<Death.Stand> stands = death.stands();
    return stands.stream();
  }
}
