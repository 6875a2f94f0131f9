package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.testing.Together;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program, asked to end while payments come in and are being sent. */
class ShutdownApiTest {
  private static final int MANY = 24;

  /** What a Java program ends with after SIGTERM. */
  private static final int TERMINATED = 143;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> SETTINGS =
      Map.of("DOLLR_SANDBOX_SETTLEMENT_DELAY", "200ms", "DOLLR_SANDBOX_HASTE", "30");

  @TempDir Path home;

  private record Payment(long invoice, long session, long account, UUID reference) {}

  @Test
  void whatWasAcceptedIsCompletedAfterTheNextStart() {
    var server = ServerProcess.start(home, SETTINGS);
    var payments = prepare(server.flow());
    var replies = payThroughTheEnd(server, payments);
    assertThat(server.awaitEnd()).isEqualTo(TERMINATED);
    assertThat(home.resolve("postgres/data/postmaster.pid")).doesNotExist();
    assertThat(replies).anyMatch(reply -> reply.filter(r -> r.status() == 200).isPresent());
    assertThat(replies)
        .allMatch(reply -> reply.map(r -> r.status() == 200 || r.status() == 503).orElse(true));

    try (var next = ServerProcess.start(home, SETTINGS)) {
      var flow = next.flow();
      for (int i = 0; i < MANY; i++) {
        if (replies.get(i).filter(reply -> reply.status() == 200).isPresent()) {
          awaitCompletion(flow, payments.get(i));
        } else {
          // Accepted or not, the caller does not know, and so asks again.
          pay(flow, payments.get(i)).ok();
          awaitCompletion(flow, payments.get(i));
        }
      }
    }
  }

  private static List<Payment> prepare(Flow flow) {
    List<Payment> payments = new ArrayList<>();
    long account = flow.account(Flow.PAYS);
    for (int i = 0; i < MANY; i++) {
      long invoice = flow.published();
      payments.add(new Payment(invoice, flow.session(invoice), account, UUID.randomUUID()));
    }
    return payments;
  }

  /** All payments at once; the server is asked to end with the first answer. */
  private static List<Optional<Reply>> payThroughTheEnd(
      ServerProcess server, List<Payment> payments) {
    var first = new CountDownLatch(1);
    return Together.call(
        MANY + 1,
        i ->
            () -> {
              if (i == MANY) {
                first.await();
                server.terminate();
                return Optional.empty();
              }
              try {
                var reply = pay(server.flow(), payments.get(i));
                first.countDown();
                return Optional.of(reply);
              } catch (UncheckedIOException e) {
                return Optional.empty();
              }
            });
  }

  private static Reply pay(Flow flow, Payment payment) {
    return flow.collect(payment.session(), payment.account(), payment.reference());
  }

  private static void awaitCompletion(Flow flow, Payment payment) {
    RealTime.await(
        "completion of " + payment,
        PATIENCE,
        () -> flow.status(payment.reference()).get("status").stringValue().equals("COMPLETED"));
    assertThat(flow.standing(payment.invoice())).isEqualTo("PAID");
  }
}
