package app.dollr.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
  private static final Duration LENGTH = Duration.ofMinutes(2);

  @Test
  void aSeedRepeatsThePlan() {
    var plan = FaultPlan.of(7, LENGTH, Setting.SANDBOX);
    assertThat(FaultPlan.of(7, LENGTH, Setting.SANDBOX)).isEqualTo(plan);
    assertThat(FaultPlan.of(7, LENGTH, Setting.SANDBOX).text()).isEqualTo(plan.text());
    assertThat(FaultPlan.of(8, LENGTH, Setting.SANDBOX).blows()).isNotEqualTo(plan.blows());
  }

  @Test
  void aLongerPlanBeginsAsAShorterOne() {
    var plan = FaultPlan.of(7, LENGTH, Setting.SANDBOX).blows();
    assertThat(FaultPlan.of(7, LENGTH.multipliedBy(2), Setting.SANDBOX).blows())
        .startsWith(plan.toArray(FaultPlan.Timed[]::new));
  }

  @ParameterizedTest
  @EnumSource
  void twoMinutesMeetEveryKindOfFaultWhateverTheSeed(Setting setting) {
    for (long seed = 0; seed < 100; seed++) {
      var kinds =
          FaultPlan.of(seed, LENGTH, setting).blows().stream()
              .map(timed -> timed.blow().kind())
              .collect(Collectors.toSet());
      assertThat(kinds)
          .as("seed %d", seed)
          .hasSize(2 + setting.links().size() * Trouble.values().length + Lie.values().length);
    }
  }

  @Test
  void mostOfTheTimeIsLeftToWorkInWhateverTheSeed() {
    for (long seed = 0; seed < 100; seed++) {
      var blows = FaultPlan.of(seed, LENGTH, Setting.SANDBOX).blows();
      assertThat(blows.stream().mapToLong(timed -> FaultPlan.outageMillis(timed.blow())).sum())
          .as("seed %d", seed)
          .isLessThan(LENGTH.toMillis() * 2 / 3);
    }
  }

  @Test
  void faultsComeInTheirOrderAndBeforeTheEnd() {
    var blows = FaultPlan.of(7, LENGTH, Setting.SANDBOX).blows();
    assertThat(blows).extracting(FaultPlan.Timed::atMillis).isSorted().allMatch(at -> at < 120_000);
  }

  @Test
  void theProgramShowsThePlanAndDoesNothingElse() {
    assertThat(printed("--plan-only", "--minutes=2", "--seed=7"))
        .isEqualTo(FaultPlan.of(7, LENGTH, Setting.SANDBOX).text())
        .startsWith("seed 7, 120 s, ")
        .contains("kill -9 of the server, down for ", "network of database mute for ", "lie: late");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--defect=BAD_LUCK",
        "--gateway=elsewhere",
        "--gateway=http --defect=LOST_JOURNAL",
        "--minutes=0",
        "--minutes=1441",
        "--clients=0",
        "--clients=201",
      })
  void theProgramRefusesWhatItCannotDo(String options) {
    var all = ("--plan-only " + options).split(" ");
    assertThat(Main.run(all)).isEqualTo(2);
  }

  private static String printed(String... arguments) {
    var before = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run(arguments)).isZero();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
