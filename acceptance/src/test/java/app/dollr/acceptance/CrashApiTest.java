package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.platform.crash.CrashPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real program on its embedded PostgreSQL, killed between any two steps of a payment: after the
 * next start the payment reaches its true end, once.
 */
class CrashApiTest {
  private static final int KILLED = 137;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<CrashPoint, Prepared> PREPARED = new EnumMap<>(CrashPoint.class);
  private static final Map<CrashPoint, Prepared> DECLINED = new EnumMap<>(CrashPoint.class);

  @TempDir static Path home;

  /** A payment that only has to be executed. */
  private record Prepared(long invoice, long session, long account, UUID reference) {}

  @BeforeAll
  static void preparePayments() {
    try (var server = ServerProcess.start(home, settings())) {
      var flow = server.flow();
      for (var point : CrashPoint.values()) {
        PREPARED.put(point, prepare(flow));
        DECLINED.put(point, prepareCard(flow));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CrashPoint.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "AFTER_CANCELLATION")
  void aPaymentSurvivesTheProcessDyingInTheMiddle(CrashPoint point) {
    var payment = PREPARED.get(point);
    var doomed = ServerProcess.start(home, settings("DOLLR_SANDBOX_CRASH_AT", point.name()));
    executeInADyingServer(doomed.flow(), payment);
    assertThat(doomed.awaitEnd()).isEqualTo(KILLED);

    try (var server = ServerProcess.start(home, settings())) {
      var flow = server.flow();
      // The caller may never have learnt whether it was accepted, so it asks again.
      flow.collect(payment.session(), payment.account(), payment.reference()).ok();
      awaitCompletion(flow, payment);
      assertThat(flow.standing(payment.invoice())).isEqualTo("PAID");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CrashPoint.class,
      names = {"AFTER_SUBMISSION", "AFTER_APPLICATION", "AFTER_CANCELLATION"})
  void aDeclinedCardIsCalledOffHoweverTheProcessDied(CrashPoint point) {
    var payment = DECLINED.get(point);
    var doomed = ServerProcess.start(home, settings("DOLLR_SANDBOX_CRASH_AT", point.name()));
    assertThatThrownBy(() -> decline(doomed.flow(), payment))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(doomed.awaitEnd()).isEqualTo(KILLED);

    try (var server = ServerProcess.start(home, settings())) {
      var flow = server.flow();
      decline(flow, payment).ok();
      await(flow, payment, "FAILED");
      assertThat(flow.standing(payment.invoice())).isEqualTo("ACTIVE");
    }
  }

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

  private static Prepared prepareCard(Flow flow) {
    long invoice = flow.published();
    long account = new CardFlow(flow, flow.caller()).account();
    return new Prepared(invoice, flow.session(invoice), account, UUID.randomUUID());
  }

  private static Reply decline(Flow flow, Prepared payment) {
    return new CardFlow(flow, flow.caller())
        .collect(
            payment.session(),
            payment.account(),
            payment.reference(),
            Optional.of("pm_card_chargeDeclined"));
  }

  /** Sends the execution to a server that may die before it answers. */
  private static void executeInADyingServer(Flow flow, Prepared payment) {
    try {
      flow.collect(payment.session(), payment.account(), payment.reference()).ok();
    } catch (UncheckedIOException e) {
      assertThat(e).hasCauseInstanceOf(IOException.class);
    }
  }

  private static void awaitCompletion(Flow flow, Prepared payment) {
    await(flow, payment, "COMPLETED");
  }

  private static void await(Flow flow, Prepared payment, String status) {
    var path = "/v1/status/collection/" + payment.reference();
    RealTime.await(
        "%s of %s".formatted(status, payment),
        PATIENCE,
        () -> {
          var reply = flow.caller().get(path);
          return reply.status() == 200 && reply.json().get("status").stringValue().equals(status);
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

  private static Map<String, String> settings(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("DOLLR_SANDBOX_SETTLEMENT_DELAY", "200ms");
    settings.put("DOLLR_SANDBOX_HASTE", "30");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }
}
