package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program on its embedded PostgreSQL, when that is killed. Deaths of the program itself
 * are tried in the module {@code torture}, at each point of a payment.
 */
class CrashApiTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path home;

  /** A payment that only has to be executed. */
  private record Prepared(long invoice, long session, long account, UUID reference) {}

  @Test
  void aKilledPostgresComesBackAndLosesNothing() {
    try (var server = ServerProcess.start(home, settings())) {
      var flow = server.flow();
      var payment = prepare(flow);
      flow.collect(payment.session(), payment.account(), payment.reference()).ok();
      var postmaster = postmaster();
      ProcessHandle.of(Long.parseLong(postmaster)).orElseThrow().destroyForcibly();
      awaitCompletion(flow, payment);
      RealTime.await(
          "readiness", PATIENCE, () -> server.anonymous().get("/health/ready").status() == 200);
      assertThat(flow.standing(payment.invoice())).isEqualTo("PAID");
    }
  }

  @Test
  void aSecondProgramOnTheSameFolderIsRefusedByName() {
    try (var server = ServerProcess.start(home, settings())) {
      assertThat(ServerProcess.startInVain(home, settings()))
          .startsWith("exit 1:")
          .contains(Long.toString(server.pid()))
          .contains(home.toString());
    }
  }

  private static Prepared prepare(Flow flow) {
    long invoice = flow.published();
    return new Prepared(invoice, flow.session(invoice), flow.account(Flow.PAYS), UUID.randomUUID());
  }

  private static void awaitCompletion(Flow flow, Prepared payment) {
    var path = "/v1/status/collection/" + payment.reference();
    RealTime.await(
        "the end of %s".formatted(payment),
        PATIENCE,
        () -> {
          var reply = flow.caller().get(path);
          return reply.status() == 200
              && reply.json().get("status").stringValue().equals("COMPLETED");
        });
  }

  /** The process id of PostgreSQL. */
  private static String postmaster() {
    try {
      return Files.readAllLines(home.resolve("postgres/data/postmaster.pid")).getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> settings() {
    return Map.of("DOLLR_SANDBOX_SETTLEMENT_DELAY", "200ms", "DOLLR_SANDBOX_HASTE", "30");
  }
}
