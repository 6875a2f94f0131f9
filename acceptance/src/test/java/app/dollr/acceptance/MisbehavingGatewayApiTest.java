package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.gateways.News;
import app.dollr.gateways.Outcome;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A gateway that is silent, slow, or wrong moves no money wrongly. */
class MisbehavingGatewayApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private Flow flow;
  private long invoice;

  @BeforeEach
  void publish() {
    flow = new Flow(SERVER.caller());
    invoice = flow.published();
    SERVER.admin().put("/admin/v1/sandbox/faults", Map.of()).ok();
  }

  @Test
  void anAnswerThatIsLostIsAskedFor() {
    faults("timeout", 1);
    var reference = flow.collect(invoice, Flow.PAYS);
    SERVER.runDue();
    assertThat(status(reference)).isEqualTo("PROCESSING");
    SERVER.settle();
    assertThat(status(reference)).isEqualTo("COMPLETED");
    assertThat(flow.standing(invoice)).isEqualTo("PAID");
  }

  @Test
  void anInstructionThatDidNotArriveIsSentAgain() {
    faults("unreachable", 1);
    var reference = flow.collect(invoice, Flow.PAYS);
    SERVER.runDue();
    assertThat(status(reference)).isEqualTo("PROCESSING");
    assertThat(submissions(reference)).isZero();
    SERVER.clock().advance(Duration.ofMinutes(1));
    SERVER.settle();
    assertThat(submissions(reference)).isEqualTo(1);
    assertThat(status(reference)).isEqualTo("COMPLETED");
  }

  @Test
  void anInstructionThatNeverArrivesFailsOnlyByLongAbsence() {
    faults("unreachable", 1_000_000);
    var reference = flow.collect(invoice, Flow.PAYS);
    for (int minute = 0; minute < 24; minute++) {
      SERVER.runDue();
      assertThat(status(reference)).as("after %d minutes", minute).isEqualTo("PROCESSING");
      SERVER.clock().advance(Duration.ofMinutes(1));
    }
    for (int minute = 0; minute < 10; minute++) {
      SERVER.runDue();
      SERVER.clock().advance(Duration.ofMinutes(1));
    }
    assertThat(status(reference)).isEqualTo("FAILED");
    assertThat(flow.standing(invoice)).isEqualTo("ACTIVE");
    assertThat(submissions(reference)).isZero();
  }

  @Test
  void aCallbackThatNeverComesIsMadeUpForByAsking() {
    faults("no_callback", 1);
    var reference = flow.collect(invoice, Flow.PAYS);
    SERVER.settle();
    assertThat(status(reference)).isEqualTo("PROCESSING");
    SERVER.clock().advance(Duration.ofMinutes(1));
    SERVER.runDue();
    assertThat(status(reference)).isEqualTo("COMPLETED");
  }

  @Test
  void aCallbackThatComesLateChangesNothingMore() {
    faults("late", 1);
    var reference = flow.collect(invoice, Flow.PAYS);
    SERVER.settle();
    assertThat(status(reference)).isEqualTo("PROCESSING");
    SERVER.clock().advance(Duration.ofMinutes(1));
    SERVER.runDue();
    var completed = flow.status(reference);
    assertThat(completed.get("status").stringValue()).isEqualTo("COMPLETED");
    SERVER.clock().advance(Duration.ofMinutes(20));
    SERVER.runDue();
    assertThat(flow.status(reference)).isEqualTo(completed);
    assertThat(exceptions(reference)).isZero();
  }

  @Test
  void aCallbackThatComesTwiceCountsOnce() {
    faults("duplicate", 1);
    var reference = flow.collect(invoice, Flow.PAYS);
    SERVER.settle();
    assertThat(status(reference)).isEqualTo("COMPLETED");
    assertThat(
            SERVER.count(
                "select sum(callbacks_left) from sandbox.payment where reference_id = '%s'"
                    .formatted(reference)))
        .isZero();
    assertThat(exceptions(reference)).isZero();
  }

  @Test
  void anotherAmountIsHeldForTheOperatorAndCreditsNothing() {
    faults("other_amount", 1);
    var reference = flow.collect(invoice, Flow.PAYS);
    SERVER.settle();
    assertThat(status(reference)).isEqualTo("PROCESSING");
    assertThat(flow.standing(invoice)).isEqualTo("PROCESSING");
    SERVER.clock().advance(Duration.ofDays(1));
    SERVER.runDue();
    flow = new Flow(SERVER.caller());
    assertThat(status(reference)).isEqualTo("PROCESSING");

    var exceptions = SERVER.admin().get("/admin/v1/exceptions").ok();
    var held =
        exceptions
            .valueStream()
            .filter(x -> x.get("reference_id").stringValue().equals(reference.toString()))
            .toList();
    assertThat(held).hasSize(1);
    assertThat(held.getFirst().get("kind").stringValue()).isEqualTo("OTHER_AMOUNT");
    assertThat(held.getFirst().get("said").stringValue()).contains("USD 257.51", "USD 257.50");
  }

  @Test
  void aSuccessAfterTheFailureIsNotedAndMovesNothing() {
    faults("unreachable", 1_000_000);
    var reference = flow.collect(invoice, Flow.PAYS);
    for (int minute = 0; minute < 40; minute++) {
      SERVER.runDue();
      SERVER.clock().advance(Duration.ofMinutes(1));
    }
    assertThat(status(reference)).isEqualTo("FAILED");
    var late =
        new News(
            "sandbox",
            new MerchantId(SERVER.merchant().id()),
            new ReferenceId(reference),
            OperationType.COLLECTION,
            new Outcome.Confirmed(Money.parse("257.50", CurrencyCode.USD), Optional.of("777")));
    SERVER.app().hear(late);
    SERVER.app().hear(late);
    assertThat(status(reference)).isEqualTo("FAILED");
    assertThat(flow.standing(invoice)).isEqualTo("ACTIVE");
    assertThat(exceptions(reference)).isEqualTo(1);
  }

  private void faults(String name, int count) {
    SERVER.admin().put("/admin/v1/sandbox/faults", Map.of(name, count)).ok();
  }

  private String status(UUID reference) {
    return flow.status(reference).get("status").stringValue();
  }

  private static long submissions(UUID reference) {
    return SERVER.count(
        "select count(*) from sandbox.payment where reference_id = '%s'".formatted(reference));
  }

  private static long exceptions(UUID reference) {
    return SERVER.count(
        """
        select count(*) from executions.gateway_exception x
        join executions.execution e on e.merchant_id = x.merchant_id and e.id = x.execution_id
        where e.reference_id = '%s'
        """
            .formatted(reference));
  }
}
