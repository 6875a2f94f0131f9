package app.dollr.torture;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.torture.Violation.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real thing, for two minutes; and what it would find if there were something to find. */
class TortureDatabaseTest {
  private static final long SEED = 20_261_126;
  private static final int CLIENTS = 32;

  /** What each planted defect breaks, beside what follows from it. */
  private static final Map<Defect, Set<Rule>> BREAKS =
      Map.of(
          Defect.DOUBLE_SUBMIT, Set.of(Rule.SENT_ONCE, Rule.BOOK_EQUALS_LEDGER),
          Defect.LOST_JOURNAL, Set.of(Rule.ONE_JOURNAL, Rule.BOOK_EQUALS_LEDGER),
          Defect.EARLY_FAILED, Set.of(Rule.NO_EARLY_FAILURE));

  @TempDir Path home;

  @Test
  void twoMinutesOfFaultsLoseAndDoubleNothingAndEveryPlantedDefectIsFound() throws Exception {
    try (var torture = Torture.open(home, Setting.SANDBOX, SEED, CLIENTS, Map.of())) {
      torture.run(FaultPlan.of(SEED, Duration.ofMinutes(2), Setting.SANDBOX));
      torture.drain();
      var outcome = torture.check();
      System.out.print(outcome.report());
      assertThat(outcome.violations()).isEmpty();
      assertThat(outcome.report())
          .contains("kill -9 of the server", "kill -9 of PostgreSQL", "COLLECTION COMPLETED")
          .contains("PAYOUT COMPLETED", "REFUND COMPLETED", "TRANSFER COMPLETED");

      for (var defect : Defect.values()) {
        var reference = torture.plant(defect);
        torture.drain();
        assertThat(found(torture.check().violations(), reference))
            .as("rules that %s in %s breaks", defect, reference)
            .containsAll(BREAKS.get(defect));
      }
    }
  }

  @Test
  void faultsOnTheWayToGatewaysOutsideLoseAndDoubleNothing() throws Exception {
    try (var torture = Torture.open(home, Setting.HTTP, SEED, CLIENTS, Map.of())) {
      torture.run(FaultPlan.of(SEED, Duration.ofSeconds(40), Setting.HTTP));
      torture.drain();
      var outcome = torture.check();
      System.out.print(outcome.report());
      assertThat(outcome.violations()).isEmpty();
      assertThat(outcome.report())
          .contains("network of ", "COLLECTION COMPLETED", "PAYOUT COMPLETED", "REFUND COMPLETED")
          .contains("TRANSFER COMPLETED", "cards COLLECTION COMPLETED");
    }
  }

  private static List<Rule> found(List<Violation> violations, UUID reference) {
    return violations.stream()
        .filter(violation -> violation.subject().contains(reference.toString()))
        .map(Violation::rule)
        .toList();
  }
}
