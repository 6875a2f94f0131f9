package app.dollr.platform.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.platform.crash.Crash.Place;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CrashTest {
  private static final UUID ONE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");

  @Test
  void isForWhicheverPaymentComesFirst() {
    assertThat(Crash.read("after_callback"))
        .isEqualTo(new Crash(Set.of(new Place(CrashPoint.AFTER_CALLBACK, Optional.empty()))));
  }

  @Test
  void isForThePaymentsThatAreNamed() {
    assertThat(Crash.read("BEFORE_QUESTION@%s+%s".formatted(ONE, OTHER)))
        .isEqualTo(
            new Crash(
                Set.of(
                    new Place(CrashPoint.BEFORE_QUESTION, Optional.of(ONE)),
                    new Place(CrashPoint.BEFORE_QUESTION, Optional.of(OTHER)))));
  }

  @Test
  void mayWaitForSeveralPlaces() {
    assertThat(Crash.read("after_seal,before_question@%s".formatted(ONE)))
        .isEqualTo(
            new Crash(
                Set.of(
                    new Place(CrashPoint.AFTER_SEAL, Optional.empty()),
                    new Place(CrashPoint.BEFORE_QUESTION, Optional.of(ONE)))));
  }

  @Test
  void refusesAPlaceAndAReferenceThatAreNone() {
    assertThatThrownBy(() -> Crash.read("after_lunch"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'after_lunch' is none of [BEFORE_ACCEPTANCE, ");
    assertThatThrownBy(() -> Crash.read("after_callback@mine"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
